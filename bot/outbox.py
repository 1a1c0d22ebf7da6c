"""What citizens are told: queued with the work that it comes from, claimed in order, sent by whoever claims it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.dialogue.turn import Reply
from bot.messages import from_json, to_json
from bot.pace import Pace
from bot.storage.base import Author
from bot.storage.models import Conversation, OutboundMessage
from bot.storage.wakeups import OUTBOX, TALKS, notify

NOTHING = timedelta(0)


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
    conversation: Conversation,
    replies: Sequence[Reply],
    *,
    epoch: int,
    author: Author = "bot",
    in_reply_to: Sequence[int] = (),
    urgent: bool = False,
    after: timedelta = NOTHING,
) -> list[int]:
    """The new messages' ids; the conversation must be locked, and `epoch` be that at which the replies were thought of."""
    rows = [
        OutboundMessage(
            channel_account=conversation.channel_account,
            conversation_id=conversation.id,
            number=conversation.next_number + place,
            author=author,
            body=to_json(reply),
            urgent=urgent,
            epoch=epoch,
            in_reply_to=list(in_reply_to),
            not_before=func.now() + after,
        )
        for place, reply in enumerate(replies)
    ]
    session.add_all(rows)
    conversation.next_number += len(rows)
    await session.flush()
    if rows:
        await notify(session, OUTBOX, conversation.id)
        await notify(session, TALKS, conversation.id)
    return [row.id for row in rows]


async def claim(session: AsyncSession, pace: Pace) -> Delivery | None:
    """The next message that may be sent; commit before the provider's call. What an operator's coming has made stale is dropped."""
    while row := (await session.execute(_next())).first():
        message, conversation = row
        if _is_stale(message, conversation):
            message.status = "dropped"
            await session.flush()
            continue
        message.attempts += 1
        await session.flush()
        sending = update(OutboundMessage).where(OutboundMessage.id == message.id)
        values = {"status": "sending", "lease_until": func.now() + pace.send_lease}
        await session.execute(sending.values(values).execution_options(synchronize_session=False))
        return _delivery(message, conversation)
    return None


def _is_stale(message: OutboundMessage, conversation: Conversation) -> bool:
    if message.author == "operator" or message.urgent:
        return False
    return message.epoch != conversation.epoch or conversation.holder == "operator"


def _next() -> Select[OutboundMessage, Conversation]:
    due = (OutboundMessage.status == "pending", OutboundMessage.not_before <= func.now())
    query = select(OutboundMessage, Conversation).join(Conversation, Conversation.id == OutboundMessage.conversation_id)
    ordered = query.where(*due, or_(OutboundMessage.urgent, ~_has_earlier())).order_by(
        OutboundMessage.urgent.desc(), OutboundMessage.not_before, OutboundMessage.id
    )
    locked = ordered.limit(1).with_for_update(skip_locked=True, of=OutboundMessage)
    return locked.execution_options(populate_existing=True)


def _has_earlier() -> ColumnElement[bool]:
    """Whether something said before is not settled yet: one message of a talk is under way at a time, in order."""
    earlier = aliased(OutboundMessage)
    return (
        exists()
        .where(
            earlier.conversation_id == OutboundMessage.conversation_id,
            earlier.number < OutboundMessage.number,
            earlier.status.in_(("pending", "sending")),
        )
        .correlate(OutboundMessage)
    )


def _delivery(message: OutboundMessage, conversation: Conversation) -> Delivery:
    return Delivery(
        message.id,
        conversation.id,
        message.number,
        message.channel_account,
        conversation.address,
        message.author,
        from_json(message.body),
        message.urgent,
        message.attempts,
        conversation.last_inbound_at,
    )


async def cancel(session: AsyncSession, message_id: int) -> bool:
    """Takes back a message that nobody has begun to send."""
    pending = update(OutboundMessage).where(OutboundMessage.id == message_id, OutboundMessage.status == "pending")
    dropped = pending.values(status="dropped").returning(OutboundMessage.id)
    return await session.scalar(dropped) is not None


async def seconds_until_due(session: AsyncSession) -> float | None:
    """How long until some message can be claimed, 0 where one can be now; none where there is nothing to wait for."""
    wait = func.extract("epoch", func.min(OutboundMessage.not_before) - func.now())
    waiting = (OutboundMessage.status == "pending", or_(OutboundMessage.urgent, ~_has_earlier()))
    seconds = await session.scalar(select(wait).where(*waiting))
    return None if seconds is None else max(0.0, float(seconds))
