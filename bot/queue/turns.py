"""A conversation's turn: messages that belong together, claimed by one worker at a time. What becomes of it: finishing.py."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.queue.pace import Pace
from bot.storage.base import Holder, Kind
from bot.storage.models import Conversation, InboundMessage

MOST_AT_ONCE = 50
"""Messages looked at for one turn."""
CLAIM = text("""
    WITH due AS (
        SELECT id FROM conversation
        WHERE due_at <= now() AND (lease_until IS NULL OR lease_until <= now())
        ORDER BY due_at LIMIT 1
        FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE conversation c SET fence = c.fence + 1, lease_until = now() + :lease
    FROM due WHERE c.id = due.id
    RETURNING c.id, c.channel_account, c.address, c.comune, c.pseudonym, c.holder, c.epoch, c.fence
""").columns(address=Conversation.address.type)
PENDING = text("""
    SELECT id, number, kind, text, payload, received_at, attempts, turn FROM inbound_message
    WHERE conversation_id = :conversation AND status = 'pending'
    ORDER BY number LIMIT :most
""").columns(text=InboundMessage.text.type, payload=InboundMessage.payload.type)
TRY = text("UPDATE inbound_message SET turn = :turn, attempts = attempts + 1 WHERE id = ANY(:ids)")
NOTHING_DUE = text("UPDATE conversation SET due_at = NULL, lease_until = NULL WHERE id = :conversation")


@dataclass(frozen=True)
class Written:
    """One message of a turn."""

    id: int
    number: int
    kind: Kind
    text: str | None
    payload: str | None
    received_at: datetime
    attempts: int
    turn: int | None


@dataclass(frozen=True)
class ClaimedTurn:
    """Messages that belong together, and whose they are as long as the fencing number holds."""

    conversation_id: int
    channel_account: str
    address: str
    comune: str | None
    pseudonym: str
    holder: Holder
    epoch: int
    fence: int
    messages: tuple[Written, ...]

    @property
    def number(self) -> int:
        return self.messages[0].number

    @property
    def id(self) -> str:
        """The same at every try, for the brain to recognise; another once messages have joined the turn."""
        return f"{self.pseudonym}-{self.number}-{self.messages[-1].number}"

    @property
    def text(self) -> str:
        return "\n".join(message.text for message in self.messages if message.text)

    @property
    def payload(self) -> str | None:
        """Of the option pressed; such a message is a turn of its own."""
        first = self.messages[0]
        return first.payload if first.kind == "payload" else None

    @property
    def attachment(self) -> str | None:
        """What came in place of a text or beside it (messages.py); such a message is a turn of its own."""
        first = self.messages[0]
        return None if first.kind in ("text", "payload") else first.payload or "other"

    @property
    def attempt(self) -> int:
        """Counted when the turn is claimed, so that a message that kills its worker is counted too."""
        return 1 + max(message.attempts for message in self.messages)


async def claim(session: AsyncSession, pace: Pace) -> ClaimedTurn | None:
    """The turn that has been due longest; none when nothing is due. Commit before working on it."""
    while conversation := (await session.execute(CLAIM, {"lease": pace.turn_lease})).first():
        rows = await session.execute(PENDING, {"conversation": conversation.id, "most": MOST_AT_ONCE})
        if pending := [Written(*row) for row in rows]:
            return await _claimed(session, conversation, _together(pending, pace.pause))
        # Whoever deletes messages may leave a talk due for nothing.
        await session.execute(NOTHING_DUE, {"conversation": conversation.id})
    return None


async def _claimed(session: AsyncSession, conversation: Row[*tuple[Any, ...]], turn: list[Written]) -> ClaimedTurn:
    await session.execute(TRY, {"turn": turn[0].number, "ids": [message.id for message in turn]})
    id, account, address, comune, pseudonym, holder, epoch, fence = tuple(conversation)
    return ClaimedTurn(id, account, address, comune, str(pseudonym), holder, epoch, fence, tuple(turn))


def _together(pending: list[Written], pause: timedelta) -> list[Written]:
    """The first message and those that follow it within the pause; a turn that was tried before stays as it was."""
    first, *rest = pending
    if first.turn is not None:
        return [message for message in pending if message.turn == first.turn]
    turn = [first]
    for message in rest:
        texts = message.kind == turn[-1].kind == "text"
        if not texts or message.received_at - turn[-1].received_at > pause:
            break
        turn.append(message)
    return turn
