"""A citizen's WhatsApp message as Twilio tells it: the form of a webhook, or a message of its list."""

from collections.abc import Mapping
from datetime import datetime

from bot.channels.accounts import WHATSAPP, WhatsAppAccount, channel_account
from bot.channels.whatsapp.listing import Listed, moment_of
from bot.channels.whatsapp.signature import Form
from bot.queue.messages import Attachment, Inbound
from bot.safety import crisis_in
from bot.storage.base import Kind

OPTED = {"STOP": "notices:stopped", "START": "notices:resumed"}
"""OptOutType, where Twilio keeps the list of who wants no messages, and has answered already."""
BY_TYPE: Mapping[str, tuple[Kind, Attachment]] = {
    "audio": ("media", "voice"),
    "voice": ("media", "voice"),
    "image": ("media", "picture"),
    "video": ("media", "video"),
    "document": ("media", "document"),
    "sticker": ("media", "sticker"),
    "contacts": ("other", "contact"),
    "location": ("location", "location"),
    "reaction": ("other", "reaction"),
}
"""MessageType, and the beginning of MediaContentType0."""
BY_CONTENT = {**BY_TYPE, "text/vcard": ("other", "contact"), "text/x-vcard": ("other", "contact")}
SPOKEN = ("text", "interactive", "button", "")
"""Types whose Body is what the citizen wrote or pressed."""
LONGEST_ID = 200


def message_in(form: Form, name: str, account: WhatsAppAccount, now: datetime) -> Inbound | None:
    """None where it is nothing that can be stored: no id, no sender. Coordinates, names and media are left where they are."""
    sid, sender = form.get("MessageSid") or form.get("SmsMessageSid"), form.get("From")
    if not _is_usable(sid) or not _is_usable(sender):
        return None
    kind, text, payload = _content(form)
    return _inbound(name, account, sid, sender, now, kind, text, payload)


def listed_message(listed: Listed, name: str, account: WhatsAppAccount) -> Inbound | None:
    """A message of the account's list; an option pressed is known there by its words only."""
    sid, sender, body = listed.get("sid"), listed.get("from"), listed.get("body")
    sent_at = moment_of(listed)
    if listed.get("direction") != "inbound" or not _is_usable(sid) or not _is_usable(sender) or sent_at is None:
        return None
    has_media = str(listed.get("num_media") or "0") != "0"
    text = body if isinstance(body, str) and body.strip() else None
    kind: Kind = "media" if has_media else "text" if text else "other"
    return _inbound(name, account, str(sid), str(sender), sent_at, kind, text, None)


def _content(form: Form) -> tuple[Kind, str | None, str | None]:
    """Kind, text and payload."""
    text = form.get("Body") or None
    if opted := OPTED.get(form.get("OptOutType").upper()):
        return "payload", None, opted
    if pressed := form.get("ButtonPayload") or form.get("ListId"):
        return "payload", None, pressed
    type = form.get("MessageType").lower()
    kind, attachment = _attachment(form, type)
    if attachment == "reaction":
        return kind, None, attachment
    if attachment:
        return kind, text, attachment
    if type in SPOKEN and text and text.strip():
        return "text", text, None
    return "other", None, "other"


def _attachment(form: Form, type: str) -> tuple[Kind, Attachment | None]:
    if type in BY_TYPE:
        return BY_TYPE[type]
    if form.get("NumMedia") not in ("", "0"):
        content = form.get("MediaContentType0").lower()
        return BY_CONTENT.get(content) or BY_CONTENT.get(content.partition("/")[0]) or ("media", "document")
    if form.get("Latitude") or form.get("Longitude"):
        return BY_TYPE["location"]
    return "text", None


def _inbound(
    name: str, account: WhatsAppAccount, sid: str, sender: str, at: datetime, kind: Kind, text: str | None, payload: str | None
) -> Inbound:  # fmt: skip
    is_urgent = text is not None and crisis_in(text) is not None
    whatsapp = channel_account(WHATSAPP, name)
    return Inbound(whatsapp, sid, sender, at, kind, text, payload, account.comune, is_urgent)


def _is_usable(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_ID and "\0" not in value
