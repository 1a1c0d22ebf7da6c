"""What citizens are told: queued with the work that it comes from, claimed in order, sent by whoever claims it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.dialogue.turn import Reply
from bot.queue.messages import from_json, to_json
from bot.queue.pace import Pace
from bot.storage.base import Author
from bot.storage.models import Conversation, OutboundMessage
from bot.storage.wakeups import OUTBOX, notify

NOW = timedelta(0)
NUMBER = text("""
    UPDATE conversation SET next_number = next_number + :replies WHERE id = :id
    RETURNING id, channel_account, next_number - :replies AS number
""")
WRITE = text("""
    INSERT INTO outbound_message
        (channel_account, conversation_id, number, author, body, urgent, epoch, in_reply_to, not_before)
    VALUES (:account, :conversation, :number, :author, :body, :urgent, :epoch, :in_reply_to, now() + :after)
    RETURNING id, pg_notify('sportello_outbox', CAST(conversation_id AS text)),
        pg_notify('sportello_talks', CAST(conversation_id AS text))
""").bindparams(bindparam("body", type_=OutboundMessage.body.type))
# One message of a talk is under way at a time, in order; only the answer to a cry for help overtakes, and while it is
# held back for an operator it keeps nobody waiting.
MAY_GO = """status = 'pending' AND (o.urgent OR NOT EXISTS (
    SELECT FROM outbound_message earlier
    WHERE earlier.conversation_id = o.conversation_id AND earlier.number < o.number
        AND earlier.status IN ('pending', 'sending')
        AND NOT (earlier.urgent AND earlier.attempts = 0 AND earlier.not_before > now())))"""
CLAIM = text(f"""
    WITH next AS (
        SELECT o.id, o.author = 'bot' AND NOT o.urgent AND (o.epoch <> c.epoch OR c.holder = 'operator') AS is_stale
        FROM outbound_message o JOIN conversation c ON c.id = o.conversation_id
        WHERE o.{MAY_GO} AND o.not_before <= now()
        ORDER BY o.urgent DESC, o.not_before, o.id LIMIT 1
        FOR UPDATE OF o SKIP LOCKED
    )
    UPDATE outbound_message o
    SET status = CASE WHEN is_stale THEN 'dropped' ELSE 'sending' END,
        lease_until = CASE WHEN NOT is_stale THEN now() + :lease END, attempts = o.attempts + 1
    FROM next, conversation c WHERE o.id = next.id AND c.id = o.conversation_id
    RETURNING is_stale, o.id, c.id AS conversation_id, o.number, o.channel_account, c.address, o.author, o.body, o.urgent,
        o.attempts, c.last_inbound_at
""").columns(address=Conversation.address.type, body=OutboundMessage.body.type)
CANCEL = text("UPDATE outbound_message SET status = 'dropped' WHERE id = :id AND status = 'pending' RETURNING id")
HELD_BACK = """conversation_id = :id AND status = 'pending' AND author = 'bot' AND urgent AND attempts = 0 AND not_before > now()"""
CANCEL_HELD_BACK = text(f"""
    UPDATE outbound_message o SET status = 'dropped'
    WHERE {HELD_BACK} AND NOT EXISTS (SELECT FROM inbound_message i WHERE i.id = ANY(o.in_reply_to) AND i.number > :seen)
""")
RELEASE_HELD_BACK = text(f"UPDATE outbound_message SET not_before = now() WHERE {HELD_BACK} RETURNING id")
ON_THEIR_WAY = text("""
    SELECT EXISTS (SELECT FROM outbound_message o JOIN conversation c ON c.id = o.conversation_id
        WHERE c.id = :id AND o.author = 'bot' AND o.urgent AND o.number > c.last_number AND o.status NOT IN ('dropped', 'failed'))
""")
LAST_OF_ALL = 2**62
UNTIL_DUE = text(f"SELECT extract(epoch FROM min(not_before) - now()) FROM outbound_message o WHERE o.{MAY_GO}")


@dataclass(frozen=True)
class Delivery:
    """A message to be sent, by who claimed it and as long as `attempt` is the row's."""

    id: int
    conversation_id: int
    number: int
    channel_account: str
    address: str
    author: Author
    reply: Reply
    is_urgent: bool
    attempt: int
    last_inbound_at: datetime | None


async def queue(
    session: AsyncSession,
    conversation_id: int,
    replies: Sequence[Reply],
    *,
    epoch: int,
    author: Author = "bot",
    in_reply_to: Sequence[int] = (),
    urgent: bool = False,
    after: timedelta = NOW,
) -> list[int]:
    """The new messages' ids, for what is said without finishing a turn; `epoch` is that at which it was thought of."""
    place = (await session.execute(NUMBER, {"id": conversation_id, "replies": len(replies)})).one()
    return await write(
        session, place, replies, epoch=epoch, author=author, in_reply_to=in_reply_to, urgent=urgent, after=after
    )


async def write(
    session: AsyncSession,
    place: Row[*tuple[Any, ...]],
    replies: Sequence[Reply],
    *,
    epoch: int,
    author: Author = "bot",
    in_reply_to: Sequence[int] = (),
    urgent: bool = False,
    after: timedelta = NOW,
) -> list[int]:
    """The new messages' ids; `place` is the conversation, locked, with the first of as many free numbers."""
    same = {
        "account": place.channel_account,
        "conversation": place.id,
        "author": author,
        "urgent": urgent,
        "epoch": epoch,
        "in_reply_to": list(in_reply_to),
        "after": after,
    }
    bodies = [{"number": place.number + count, "body": to_json(reply)} for count, reply in enumerate(replies)]
    return [(await session.execute(WRITE, {**same, **body})).one().id for body in bodies]


async def claim(session: AsyncSession, pace: Pace) -> Delivery | None:
    """The next message that may be sent; commit before the provider's call. What an operator's coming has made stale is dropped."""
    while row := (await session.execute(CLAIM, {"lease": pace.send_lease})).first():
        is_stale, id, conversation, number, account, address, author, body, urgent, attempt, last_inbound_at = tuple(
            row
        )
        if not is_stale:
            reply = from_json(body)
            return Delivery(id, conversation, number, account, address, author, reply, urgent, attempt, last_inbound_at)
    return None


async def cancel(session: AsyncSession, message_id: int) -> bool:
    """Takes back a message that nobody has begun to send."""
    return await session.scalar(CANCEL, {"id": message_id}) is not None


async def cancel_held_back(session: AsyncSession, conversation_id: int, seen_number: int | None = None) -> None:
    """An operator has seen to a cry for help (in a message up to this number): the answer that would have gone by itself is not needed."""
    seen = LAST_OF_ALL if seen_number is None else seen_number
    await session.execute(CANCEL_HELD_BACK, {"id": conversation_id, "seen": seen})


async def release_held_back(session: AsyncSession, conversation_id: int) -> bool:
    """Whether an answer to a cry for help was held back; it goes now."""
    released = (await session.execute(RELEASE_HELD_BACK, {"id": conversation_id})).all()
    if released:
        await notify(session, OUTBOX, conversation_id)
    return bool(released)


async def is_cry_answered(session: AsyncSession, conversation_id: int) -> bool:
    """Whether the answer to a cry for help is the citizen's already, or on its way, since they last wrote."""
    return bool(await session.scalar(ON_THEIR_WAY, {"id": conversation_id}))


async def seconds_until_due(session: AsyncSession) -> float | None:
    """How long until some message can be claimed, 0 where one can be now; none where there is nothing to wait for."""
    seconds = await session.scalar(UNTIL_DUE)
    return None if seconds is None else max(0.0, float(seconds))
