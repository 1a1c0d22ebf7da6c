"""What operators have to see: the open alerts of their municipalities, and saying that one is seen."""

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.handover.clerk import Clerk
from bot.storage.models import Alert, Conversation
from bot.storage.wakeups import ALERTS, notify


async def alerts_for(session: AsyncSession, clerk: Clerk, conversation_id: int | None = None) -> list[Alert]:
    """The open ones, oldest first; of one talk only, where one is named."""
    query = select(Alert).join(Conversation, Conversation.id == Alert.conversation_id)
    mine = query.where(Alert.acknowledged_at.is_(None), clerk.sees(Conversation.comune))
    if conversation_id is not None:
        mine = mine.where(Alert.conversation_id == conversation_id)
    return list(await session.scalars(mine.order_by(Alert.created_at, Alert.id)))


async def see_alert(session: AsyncSession, clerk: Clerk, alert_id: int) -> bool:
    """The first who has seen it is remembered. Seen is not seen to: numbers that are held back go all the same."""
    theirs = select(Conversation.id).where(clerk.sees(Conversation.comune))
    open_one = (Alert.id == alert_id, Alert.acknowledged_at.is_(None), Alert.conversation_id.in_(theirs))
    seen = update(Alert).where(*open_one).values(acknowledged_at=func.now(), acknowledged_by=clerk.username)
    conversation = await session.scalar(seen.returning(Alert.conversation_id))
    if conversation is None:
        return False
    await notify(session, ALERTS, conversation)
    return True
