"""A conversation's turn: messages that belong together, claimed by one worker at a time. What becomes of it: finishing.py."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.errors import KeyLost
from bot.queue import lost_keys
from bot.queue.pace import Pace
from bot.storage.base import Holder, Kind
from bot.storage.direct import Direct, Statement, Within, directly

MOST_AT_ONCE = 50
"""Messages looked at for one turn, beside those that are part of it already."""
CLAIM = Statement("""
    WITH due AS (
        SELECT id, due_at FROM conversation
        WHERE due_at <= now() AND (lease_until IS NULL OR lease_until <= now())
        ORDER BY due_at LIMIT %(most)s
        FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE conversation c SET fence = c.fence + 1, lease_until = now() + %(lease)s
    FROM due WHERE c.id = due.id
    RETURNING c.id, c.channel_account, c.address, c.comune, c.pseudonym, c.holder, c.epoch, c.fence, due.due_at AS was_due_at
""")
PENDING = Statement("""
    SELECT m.* FROM unnest(CAST(%(conversations)s AS bigint[])) AS claimed (id), LATERAL (
        SELECT conversation_id, id, number, kind, text, payload, received_at, attempts, turn FROM inbound_message
        WHERE conversation_id = claimed.id AND status = 'pending'
        ORDER BY number LIMIT %(most)s + (
            SELECT count(*) FROM inbound_message
            WHERE conversation_id = claimed.id AND status = 'pending' AND turn IS NOT NULL)) AS m
    ORDER BY m.conversation_id, m.number
""")
TRY = Statement("""
    UPDATE inbound_message m SET turn = tried.turn, attempts = attempts + 1
    FROM unnest(CAST(%(ids)s AS bigint[]), CAST(%(turns)s AS bigint[])) AS tried (id, turn) WHERE m.id = tried.id
""")
NOTHING_DUE = Statement("UPDATE conversation SET due_at = NULL, lease_until = NULL WHERE id = %(conversation)s")


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
        """What came in place of a text or beside it (messages.py); an album is one turn."""
        first = self.messages[0]
        return None if first.kind in ("text", "payload") else first.payload or "other"

    @property
    def attempt(self) -> int:
        """Counted when the turn is claimed, so that a message that kills its worker is counted too."""
        return 1 + max(message.attempts for message in self.messages)


async def claim(session: Within, pace: Pace) -> ClaimedTurn | None:
    """The turn that has been due longest; none when nothing is due. Commit before working on it."""
    return next(iter(await claim_some(session, pace, 1)), None)


async def claim_some(session: Within, pace: Pace, most: int) -> list[ClaimedTurn]:
    """The turns of so many talks that have been due longest; none when nothing is due. Commit before working on them."""
    direct = await directly(session)
    while conversations := await CLAIM.all(direct, lease=pace.turn_lease, most=most):
        if turns := await _claimed(direct, conversations, pace):
            return turns
    return []


async def _claimed(direct: Direct, conversations: Sequence[Any], pace: Pace) -> list[ClaimedTurn]:
    pending: dict[int, list[Any]] = defaultdict(list)
    for row in await PENDING.all(direct, conversations=[row.id for row in conversations], most=MOST_AT_ONCE):
        pending[row.conversation_id].append(row)
    turns = []
    for conversation in sorted(conversations, key=lambda row: row.was_due_at):
        if rows := pending[conversation.id]:
            try:
                turns.append(_turn(direct, conversation, rows, pace))
            except KeyLost:
                await lost_keys.set_talk_aside(direct, conversation.id, rows[0].number)
        else:
            # Whoever deletes messages may leave a talk due for nothing.
            await NOTHING_DUE.all(direct, conversation=conversation.id)
    tried = [(message.id, turn.number) for turn in turns for message in turn.messages]
    await TRY.all(direct, ids=[id for id, _ in tried], turns=[number for _, number in tried])
    return turns


def _turn(direct: Direct, conversation: Any, rows: Sequence[Any], pace: Pace) -> ClaimedTurn:
    """Raises `KeyLost`."""
    turn = _together([_written(direct, row) for row in rows], pace.pause)
    id, account, ciphertext, comune, pseudonym, holder, epoch, fence, _ = conversation
    address = direct.keys.decrypt(ciphertext, "conversation.address")
    return ClaimedTurn(id, account, address, comune, str(pseudonym), holder, epoch, fence, tuple(turn))


def _written(direct: Direct, row: Any) -> Written:
    _, id, number, kind, text, payload, received_at, attempts, turn = row
    text = text and direct.keys.decrypt(text, "inbound_message.text")
    payload = payload and direct.keys.decrypt(payload, "inbound_message.payload")
    return Written(id, number, kind, text, payload, received_at, attempts, turn)


def _belongs(before: Written, message: Written) -> bool:
    """A text to a text, and the next picture of an album to the one before: each of them comes as a message."""
    if message.kind == "media":
        return message.kind == before.kind and message.payload == before.payload and not message.text
    return message.kind == before.kind == "text"


def _together(pending: list[Written], pause: timedelta) -> list[Written]:
    """The first message and those that follow it within the pause; a turn that was tried before stays as it was."""
    first, *rest = pending
    if first.turn is not None:
        return [message for message in pending if message.turn == first.turn]
    turn = [first]
    for message in rest:
        if not _belongs(turn[-1], message) or message.received_at - turn[-1].received_at > pause:
            break
        turn.append(message)
    return turn
