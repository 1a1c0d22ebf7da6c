"""Whether Twilio knows the account, the number and where to call: what `sportello doctor` asks, and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx

from bot.channels.accounts import WhatsAppAccount
from bot.channels.whatsapp.api import VERSION
from bot.channels.whatsapp.channel import WEBHOOKS
from bot.channels.whatsapp.signature import RETRIES
from bot.settings import Settings

PATIENCE = timedelta(seconds=5)
API, SENDERS_API = "https://api.twilio.com", "https://messaging.twilio.com"
SANDBOX = "whatsapp:+14155238886"
"""Shared by all who try WhatsApp at Twilio; no API tells what is set for it."""
CONSOLE = "console.twilio.com"


@dataclass(frozen=True)
class Checked:
    """`mend` says what to do where it is not well."""

    state: str
    mend: str | None = None


def check_account(name: str, account: WhatsAppAccount, settings: Settings) -> Checked:
    """Never raises: what cannot be asked is told too."""
    senders_api = SENDERS_API if settings.twilio_api_url == API else settings.twilio_api_url
    auth = (account.account_sid, account.token.get_secret_value())
    try:
        with httpx.Client(auth=auth, timeout=PATIENCE.total_seconds()) as client:
            return (
                _account(client.get(f"{settings.twilio_api_url}{VERSION}/Accounts/{account.account_sid}.json"))
                or _template_mistake(account)
                or _sender(client.get(f"{senders_api}/v2/Channels/Senders", params=_ALL), name, account, settings)
            )
    except httpx.HTTPError as error:
        mend = "Let this machine reach api.twilio.com and messaging.twilio.com by https."
        return Checked(f"Twilio cannot be asked ({type(error).__name__})", mend)


_ALL = {"Channel": "whatsapp", "PageSize": "100"}


def _account(response: httpx.Response) -> Checked | None:
    """What is wrong with the account; none where nothing is."""
    if response.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND):
        mend = f"Copy Account SID and Auth Token anew from {CONSOLE}; a token that was rotated is refused."
        return Checked("Twilio refuses Account SID or Auth Token", mend)
    status = _fields(response).get("status")
    if status != "active":
        return Checked(
            f"the account is {status or f'unknown (HTTP {response.status_code})'}", f"See {CONSOLE}, Account."
        )
    return None


def _template_mistake(account: WhatsAppAccount) -> Checked | None:
    """Nobody is told of an appointment without its template; that is a wish, and no mistake, where there are none at all."""
    if account.templates and "promemoria" not in account.templates:
        return Checked("templates without `promemoria`", "Name the reminder's approved template `promemoria`.")
    return None


def _sender(response: httpx.Response, name: str, account: WhatsAppAccount, settings: Settings) -> Checked:
    webhook = f"{settings.public_url}{WEBHOOKS}/{name}"
    if account.number == SANDBOX:
        return Checked(f"the sandbox; its page has to say, at “When a message comes in”: {webhook}{RETRIES} (POST)")
    if not response.is_success:
        return Checked(f"credentials well; the list of senders was not given (HTTP {response.status_code})")
    senders = _fields(response).get("senders") or []
    sender = next((sender for sender in senders if sender.get("sender_id") == account.number), None)
    if sender is None:
        mend = f"Register it at {CONSOLE}, Messaging, Senders, WhatsApp senders; or correct `number`."
        return Checked("the number is not among the account's WhatsApp senders", mend)
    if sender.get("status") != "ONLINE":
        return Checked(f"the sender is {sender.get('status')}", f"See {CONSOLE}, Messaging, Senders, WhatsApp senders.")
    return _webhook(sender.get("webhook") or {}, webhook)


def _webhook(registered: Mapping[str, Any], webhook: str) -> Checked:
    address, _, overrides = str(registered.get("callback_url")).partition("#")
    mend = f"At {CONSOLE}, Messaging, Senders, WhatsApp senders, set “Webhook URL for incoming messages” to {webhook}{RETRIES}, POST."
    if address != webhook or registered.get("callback_method", "POST") != "POST":
        return Checked("Twilio does not call this service", mend)
    if "rp=" not in overrides:
        return Checked(f"online, Twilio calls {webhook}, but not again when it is answered 503", mend)
    return Checked(f"online, Twilio calls {webhook}")


def _fields(response: httpx.Response) -> dict[str, Any]:
    try:
        fields = response.json()
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}
