"""Messages of ours of which nobody knows whether they arrived, or that did not: sent once more, or left."""

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.handover.clerk import Clerk
from bot.queue.alerts import UNDELIVERED
from bot.storage.models import Alert, Conversation, OutboundMessage
from bot.storage.wakeups import ALERTS, OUTBOX, TALKS, notify


async def to_settle(session: AsyncSession, talk_id: int) -> set[int]:
    """The numbers of the messages that somebody has to decide about."""
    query = select(Alert.number).where(Alert.conversation_id == talk_id, Alert.kind.in_(UNDELIVERED))
    found = await session.scalars(query.where(Alert.acknowledged_at.is_(None)))
    return {number for number in found if number is not None}


async def send_again(session: AsyncSession, clerk: Clerk, talk_id: int, number: int) -> bool:
    """Whether it goes once more: what the assistant said is not sent while an operator talks, but what tells of an appointment is."""
    which = OutboundMessage.status.in_(("failed", "unknown"))
    may_go = or_(OutboundMessage.author != "bot", OutboundMessage.urgent, Conversation.holder != "operator")
    change = (
        update(OutboundMessage)
        .where(
            OutboundMessage.conversation_id == talk_id,
            OutboundMessage.number == number,
            which,
            Conversation.id == OutboundMessage.conversation_id,
            may_go,
            clerk.sees(Conversation.comune),
        )
        .values(status="pending", error=None, not_before=func.now(), epoch=Conversation.epoch)
        .returning(OutboundMessage.id)
        .execution_options(synchronize_session=False)
    )
    if (await session.execute(change)).first() is None:
        return False
    await _seen(session, clerk, talk_id, number)
    await notify(session, OUTBOX, talk_id)
    return True


async def leave(session: AsyncSession, clerk: Clerk, talk_id: int, number: int) -> bool:
    """Whether there was something to decide: it stays as it is."""
    return await _seen(session, clerk, talk_id, number)


async def _seen(session: AsyncSession, clerk: Clerk, talk_id: int, number: int) -> bool:
    mine = select(Conversation.id).where(Conversation.id == talk_id, clerk.sees(Conversation.comune))
    about = and_(Alert.conversation_id.in_(mine), Alert.kind.in_(UNDELIVERED), Alert.number == number)
    change = update(Alert).where(about, Alert.acknowledged_at.is_(None))
    done = change.values(acknowledged_at=func.now(), acknowledged_by=clerk.username).returning(Alert.id)
    seen = (await session.execute(done.execution_options(synchronize_session=False))).first() is not None
    await notify(session, TALKS, talk_id)
    await notify(session, ALERTS, talk_id)
    return seen
