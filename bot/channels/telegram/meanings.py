"""What an update of Telegram's can mean to us."""

from dataclasses import dataclass
from datetime import datetime

from bot.storage.base import Kind


@dataclass(frozen=True)
class Written:
    """A citizen's message, or a new version of one."""

    update: int
    message: int
    """Its number in the chat; a new version has the same."""
    chat: str
    at: datetime
    kind: Kind
    text: str | None
    attachment: str | None = None
    """What came in place of the text, or beside it: a word of the queue's (queue/messages.py)."""
    is_edit: bool = False


@dataclass(frozen=True)
class Pressed:
    """A button of ours; `data` is what we gave it."""

    update: int
    chat: str
    query: str
    data: str


@dataclass(frozen=True)
class Blocked:
    """The citizen has blocked the bot, or taken that back."""

    chat: str
    is_blocked: bool


@dataclass(frozen=True)
class PutIntoGroup:
    """Somebody has added the bot to a group or a channel."""

    chat: str


Meaning = Written | Pressed | Blocked | PutIntoGroup
