"""Whether a citizen can be reached, and wants to be told what they did not ask for."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.models import Conversation


async def mark_unreachable(session: AsyncSession, conversation_id: int, now: datetime) -> None:
    """The first moment is remembered; the citizen's next message ends it (inbox.py)."""
    reachable = update(Conversation).where(Conversation.id == conversation_id, Conversation.unreachable_at.is_(None))
    await session.execute(reachable.values(unreachable_at=now))


async def mark_reachable(session: AsyncSession, conversation_id: int) -> None:
    """The citizen has let us in again without writing."""
    await session.execute(update(Conversation).where(Conversation.id == conversation_id).values(unreachable_at=None))


async def set_notices(session: AsyncSession, conversation_id: int, stopped_at: datetime | None) -> None:
    """Since when the citizen wants no notices; none = they do."""
    row = update(Conversation).where(Conversation.id == conversation_id)
    await session.execute(row.values(notices_stopped_at=stopped_at))


async def takes_notices(session: AsyncSession, conversation_id: int) -> bool:
    """Whether a notice of ours (a reminder, a word of an operator after days) may be queued; answers may be always."""
    about = (Conversation.unreachable_at.is_(None), Conversation.notices_stopped_at.is_(None))
    found = select(Conversation.id).where(Conversation.id == conversation_id, *about)
    return await session.scalar(found) is not None
