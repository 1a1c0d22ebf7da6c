"""What becomes of a claimed turn: its lease renewed, its messages answered, tried again or set aside; by who still holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.dialogue.turn import Reply
from bot.errors import LeaseLost
from bot.queue import outbox
from bot.queue.alerts import alert
from bot.queue.pace import Pace
from bot.queue.turns import ClaimedTurn
from bot.storage.base import Author, InboundStatus, Kind
from bot.storage.direct import Statement, Within
from bot.storage.wakeups import TALKS, notify

# Who has given a turn back, or finished it, holds it no more, though nobody else has claimed it since: a commit whose
# answer was lost may be tried again.
HELD = "id = %(id)s AND fence = %(fence)s AND lease_until IS NOT NULL"
RENEW = Statement(f"UPDATE conversation SET lease_until = now() + %(lease)s WHERE {HELD} RETURNING id")
FREE = Statement(f"UPDATE conversation SET lease_until = NULL, due_at = now() + %(after)s WHERE {HELD} RETURNING id")
# Whether something is left is told by this row alone. A look into inbound_message would miss what is being stored at
# this moment: the statement waits for that message's commit, and yet sees the table as it was before.
FINISH = Statement(f"""
    WITH held AS (
        UPDATE conversation
        SET lease_until = NULL, due_at = CASE WHEN last_number > %(last)s THEN due_at END,
            next_number = next_number + %(replies)s, comune = coalesce(%(comune)s, comune)
        WHERE {HELD}
        RETURNING id, channel_account, next_number - %(replies)s AS number, due_at IS NOT NULL AS has_more,
            holder = 'operator' OR epoch <> %(epoch)s AS is_stale
    ), marked AS (
        UPDATE inbound_message m SET status = %(status)s FROM held WHERE m.id = ANY(%(ids)s) AND m.status = 'pending'
    )
    SELECT * FROM held
""")
# Up to the first that is no text: what was pressed is no part of a sentence. Whatever stands before a cry for help joins with it.
JOIN = Statement("""
    UPDATE inbound_message m SET turn = %(turn)s
    WHERE conversation_id = %(id)s AND status = 'pending' AND number > %(last)s AND (number <= %(cry)s OR kind = 'text' AND NOT EXISTS (
        SELECT FROM inbound_message other WHERE other.conversation_id = m.conversation_id AND other.status = 'pending'
            AND other.number > %(last)s AND other.number < m.number AND other.kind <> 'text'))
    RETURNING id
""")
LATER = Statement(
    """
    SELECT number, kind, text FROM inbound_message
    WHERE conversation_id = %(id)s AND status = 'pending' AND number > %(last)s ORDER BY number
    """,
    {"text": "inbound_message.text"},
)
FORGET_TRY = Statement("UPDATE inbound_message SET attempts = attempts - 1 WHERE id = ANY(%(ids)s)")


@dataclass(frozen=True)
class Later:
    """A message that waits behind the turn."""

    number: int
    kind: Kind
    text: str | None


async def renew(session: Within, turn: ClaimedTurn, pace: Pace) -> None:
    """Keeps the turn for another lease; raises `LeaseLost`."""
    await _if_held(session, turn, RENEW, lease=pace.turn_lease)


async def complete(
    session: Within,
    turn: ClaimedTurn,
    replies: Sequence[Reply],
    *,
    comune: str | None = None,
    urgent: bool = False,
    after: timedelta = outbox.NOW,
    marked_is_sent: bool = False,
    author: Author = "bot",
) -> bool:
    """Marks the messages answered and queues the replies, both or neither; whether the talk has more to answer. Raises `LeaseLost`.

    `marked_is_sent` where no provider is called: then replies that nothing speaks against are sent with that.
    `author`: as a notice they go out although an operator holds the talk.
    """
    return await _finish(session, turn, replies, "done", comune, urgent, after, marked_is_sent, author)


async def set_aside(session: Within, turn: ClaimedTurn, replies: Sequence[Reply]) -> None:
    """Gives up on the messages, tells the citizen, calls a person; later messages go on. Raises `LeaseLost`."""
    await _finish(session, turn, replies, "set_aside", None, False, outbox.NOW, False)
    await alert(session, "set_aside", turn.conversation_id, turn.number)


async def try_again(session: Within, turn: ClaimedTurn, after: timedelta, *, counts: bool = True) -> None:
    """Frees the turn for a later try; one that says nothing of the message (the brain is away) does not count. Raises `LeaseLost`."""
    await _if_held(session, turn, FREE, after=after)
    if not counts:
        await FORGET_TRY.all(session, ids=ids_of(turn))


async def join_later(session: Within, turn: ClaimedTurn, cry: int = 0) -> bool:
    """Whether texts that came meanwhile are part of the turn from its next try on; with a cry for help, all up to its number."""
    last = turn.messages[-1].number
    return bool(await JOIN.all(session, turn=turn.number, id=turn.conversation_id, last=last, cry=cry))


async def written_later(session: Within, turn: ClaimedTurn) -> list[Later]:
    """What came meanwhile and is not part of the turn."""
    rows = await LATER.all(session, id=turn.conversation_id, last=turn.messages[-1].number)
    return [Later(row.number, row.kind, row.text) for row in rows]


async def _finish(
    session: Within,
    turn: ClaimedTurn,
    replies: Sequence[Reply],
    status: InboundStatus,
    comune: str | None,
    urgent: bool,
    after: timedelta,
    marked_is_sent: bool,
    author: Author = "bot",
) -> bool:
    ids, last = ids_of(turn), turn.messages[-1].number
    told = {"status": status, "ids": ids, "last": last, "replies": len(replies), "comune": comune, "epoch": turn.epoch}
    place = await _if_held(session, turn, FINISH, **told)
    goes_now = marked_is_sent and not after and (urgent or not place.is_stale)
    await outbox.write(
        session,
        place,
        replies,
        epoch=turn.epoch,
        author=author,
        in_reply_to=ids,
        urgent=urgent,
        after=after,
        goes_now=goes_now,
    )
    if not replies:
        # Whoever looks at the talk sees that nobody is at it any more; replies would have said so.
        await notify(session, TALKS, turn.conversation_id)
    return bool(place.has_more)


async def _if_held(session: Within, turn: ClaimedTurn, change: Statement, **values: Any) -> Any:
    """The row; raises `LeaseLost`."""
    if changed := await change.first(session, id=turn.conversation_id, fence=turn.fence, **values):
        return changed
    raise LeaseLost(f"Conversation {turn.conversation_id}: turn {turn.number} was taken over by another worker.")


def ids_of(turn: ClaimedTurn) -> list[int]:
    return [message.id for message in turn.messages]
