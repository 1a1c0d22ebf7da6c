"""What Telegram tells us, as far as we use it: the bytes of an update, and what they mean (meanings.py)."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.channels.telegram.contact import own_number
from bot.channels.telegram.meanings import Blocked, Meaning, Pressed, PutIntoGroup, Written
from bot.storage.base import Kind

PRIVATE = "private"
CONTENTS: dict[str, tuple[Kind, str]] = {
    "voice": ("media", "voice"),
    "audio": ("media", "voice"),
    "photo": ("media", "picture"),
    "video": ("media", "video"),
    "video_note": ("media", "video"),
    "animation": ("media", "video"),
    "sticker": ("media", "sticker"),
    "document": ("media", "document"),
    "venue": ("location", "location"),
    "location": ("location", "location"),
    "contact": ("other", "contact"),
    **dict.fromkeys(("paid_media", "poll", "dice", "game", "story", "checklist"), ("other", "other")),
}
"""What a message may hold in place of text, the first that is there: a GIF is a document too, a venue a location. A message with
nothing of it is Telegram's own ("pinned", "timer changed")."""
GONE = ("kicked", "left")
"""The statuses of a bot that the citizen has blocked, or that was put out of a group."""
USED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that we ask Telegram for."""
Moment = Annotated[int, Field(ge=0, le=4_102_444_800)]
"""Seconds since 1970, until 2100."""
Id = Annotated[int, Field(gt=-(2**63), lt=2**63)]
"""Bot API: 52 bits at most."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class _Chat(_Part):
    id: Id
    type: str


class _Message(_Part):
    model_config = ConfigDict(frozen=True, extra="allow")

    message_id: Id
    chat: _Chat
    date: Moment
    edit_date: Moment | None = None
    text: str | None = None
    caption: str | None = None

    @property
    def content(self) -> tuple[Kind, str | None] | None:
        """Kind and attachment; none where there is nothing of a citizen's in it."""
        if self.text is not None or self.own_number:
            return "text", None
        held = self.model_extra or {}
        return next((content for name, content in CONTENTS.items() if name in held), None)

    @property
    def words(self) -> str | None:
        return self.text if self.text is not None else self.own_number or self.caption

    @property
    def own_number(self) -> str | None:
        """The writer's, sent by the button that asks for it; in a private chat the chat has the writer's id."""
        return own_number((self.model_extra or {}).get("contact"), self.chat.id)


class _Place(_Part):
    chat: _Chat


class _Press(_Part):
    id: str
    data: str = ""
    message: _Place | None = None
    """Telegram's own record of a message that is too old to be shown has a chat, too."""


class _Membership(_Part):
    chat: _Chat
    new_chat_member: dict[str, Any]


class Update(_Part):
    """One update; at most one of its kinds is there."""

    update_id: Id
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Press | None = None
    my_chat_member: _Membership | None = None

    @property
    def meaning(self) -> Meaning | None:
        """None where there is nothing to do about it."""
        if written := self.message or self.edited_message:
            return _written(self.update_id, written, is_edit=self.message is None)
        if self.callback_query:
            return _pressed(self.update_id, self.callback_query)
        return _membership(self.my_chat_member) if self.my_chat_member else None


def read_update(body: bytes | str) -> Update | None:
    """The update; none where it is not one that we understand."""
    try:
        return Update.model_validate_json(body)
    except ValidationError:
        return None


def _written(update: int, message: _Message, *, is_edit: bool) -> Written | None:
    if message.chat.type != PRIVATE or message.content is None:
        return None
    kind, attachment = message.content
    if is_edit and kind == "location":
        # Somebody who walks shares where they are: one new version every few seconds.
        return None
    at = datetime.fromtimestamp((message.edit_date if is_edit else None) or message.date, UTC)
    return Written(update, message.message_id, str(message.chat.id), at, kind, message.words, attachment, is_edit)


def _pressed(update: int, press: _Press) -> Pressed | None:
    """A button under an inline message of another bot, or in a group, is none of ours."""
    if press.message is None or press.message.chat.type != PRIVATE:
        return None
    return Pressed(update, str(press.message.chat.id), press.id, press.data)


def _membership(change: _Membership) -> Blocked | PutIntoGroup | None:
    chat, status = str(change.chat.id), change.new_chat_member.get("status")
    if change.chat.type == PRIVATE:
        return Blocked(chat, status in GONE)
    return None if status in GONE else PutIntoGroup(chat)
