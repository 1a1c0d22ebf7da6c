"""What becomes of a claimed turn: its lease renewed, its messages answered, tried again or set aside; by who still holds it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.dialogue.turn import Reply
from bot.errors import LeaseLost
from bot.queue import outbox
from bot.queue.alerts import alert
from bot.queue.pace import Pace
from bot.queue.turns import ClaimedTurn
from bot.storage.base import InboundStatus, Kind
from bot.storage.models import InboundMessage
from bot.storage.wakeups import TALKS, notify

# Who has given a turn back, or finished it, holds it no more, though nobody else has claimed it since: a commit whose
# answer was lost may be tried again.
HELD = "id = :id AND fence = :fence AND lease_until IS NOT NULL"
RENEW = text(f"UPDATE conversation SET lease_until = now() + :lease WHERE {HELD} RETURNING id")
FREE = text(f"UPDATE conversation SET lease_until = NULL, due_at = now() + :after WHERE {HELD} RETURNING id")
# Whether something is left is told by this row alone. A look into inbound_message would miss what is being stored at
# this moment: the statement waits for that message's commit, and yet sees the table as it was before.
FINISH = text(f"""
    UPDATE conversation
    SET lease_until = NULL, due_at = CASE WHEN last_number > :last THEN due_at END,
        next_number = next_number + :replies, comune = coalesce(:comune, comune)
    WHERE {HELD}
    RETURNING id, channel_account, next_number - :replies AS number, due_at IS NOT NULL AS has_more
""")
MARK = text("UPDATE inbound_message SET status = :status WHERE id = ANY(:ids) AND status = 'pending'")
# Up to the first that is no text: what was pressed is no part of a sentence.
JOIN = text("""
    UPDATE inbound_message m SET turn = :turn
    WHERE conversation_id = :id AND status = 'pending' AND number > :last AND kind = 'text' AND NOT EXISTS (
        SELECT FROM inbound_message other WHERE other.conversation_id = m.conversation_id AND other.status = 'pending'
            AND other.number > :last AND other.number < m.number AND other.kind <> 'text')
    RETURNING id
""")
LATER = text("""
    SELECT kind, text FROM inbound_message WHERE conversation_id = :id AND status = 'pending' AND number > :last ORDER BY number
""").columns(text=InboundMessage.text.type)
FORGET_TRY = text("UPDATE inbound_message SET attempts = attempts - 1 WHERE id = ANY(:ids)")


async def renew(session: AsyncSession, turn: ClaimedTurn, pace: Pace) -> None:
    """Keeps the turn for another lease; raises `LeaseLost`."""
    await _if_held(session, turn, RENEW, lease=pace.turn_lease)


async def complete(
    session: AsyncSession,
    turn: ClaimedTurn,
    replies: Sequence[Reply],
    *,
    comune: str | None = None,
    urgent: bool = False,
    after: timedelta = outbox.NOW,
) -> bool:
    """Marks the messages answered and queues the replies, both or neither; whether the talk has more to answer. Raises `LeaseLost`."""
    return await _finish(session, turn, replies, "done", comune, urgent, after)


async def set_aside(session: AsyncSession, turn: ClaimedTurn, replies: Sequence[Reply]) -> None:
    """Gives up on the messages, tells the citizen, calls a person; later messages go on. Raises `LeaseLost`."""
    await _finish(session, turn, replies, "set_aside", None, False, outbox.NOW)
    await alert(session, "set_aside", turn.conversation_id, turn.number)


async def try_again(session: AsyncSession, turn: ClaimedTurn, after: timedelta, *, counts: bool = True) -> None:
    """Frees the turn for a later try; one that says nothing of the message (the brain is away) does not count. Raises `LeaseLost`."""
    await _if_held(session, turn, FREE, after=after)
    if not counts:
        await session.execute(FORGET_TRY, {"ids": ids_of(turn)})


async def join_later(session: AsyncSession, turn: ClaimedTurn) -> bool:
    """Whether texts that came meanwhile are part of the turn from its next try on."""
    last = turn.messages[-1].number
    joined = await session.execute(JOIN, {"turn": turn.number, "id": turn.conversation_id, "last": last})
    return bool(joined.all())


async def written_later(session: AsyncSession, turn: ClaimedTurn) -> list[tuple[Kind, str | None]]:
    """What came meanwhile and is not part of the turn."""
    values = {"id": turn.conversation_id, "last": turn.messages[-1].number}
    return [(row.kind, row.text) for row in await session.execute(LATER, values)]


async def _finish(
    session: AsyncSession,
    turn: ClaimedTurn,
    replies: Sequence[Reply],
    status: InboundStatus,
    comune: str | None,
    urgent: bool,
    after: timedelta,
) -> bool:
    last = turn.messages[-1].number
    place = await _if_held(session, turn, FINISH, last=last, replies=len(replies), comune=comune)
    await session.execute(MARK, {"status": status, "ids": ids_of(turn)})
    await outbox.write(session, place, replies, epoch=turn.epoch, in_reply_to=ids_of(turn), urgent=urgent, after=after)
    if not replies:
        # Whoever looks at the talk sees that nobody is at it any more; replies would have said so.
        await notify(session, TALKS, turn.conversation_id)
    return bool(place.has_more)


async def _if_held(
    session: AsyncSession, turn: ClaimedTurn, change: TextClause, **values: Any
) -> Row[*tuple[Any, ...]]:
    mine = {"id": turn.conversation_id, "fence": turn.fence}
    if changed := (await session.execute(change, {**mine, **values})).first():
        return changed
    raise LeaseLost(f"Conversation {turn.conversation_id}: turn {turn.number} was taken over by another worker.")


def ids_of(turn: ClaimedTurn) -> list[int]:
    return [message.id for message in turn.messages]
