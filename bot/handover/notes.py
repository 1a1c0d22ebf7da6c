"""Notes of operators to each other, on a talk."""

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.handover.clerk import Clerk
from bot.handover.holding import locked
from bot.storage.models import Conversation, Note
from bot.storage.wakeups import TALKS, notify


async def add_note(session: AsyncSession, clerk: Clerk, conversation_id: int, text: str) -> int | None:
    """The note's id; none where the talk is not the clerk's to see. Whoever sees a talk may note something on it."""
    if await locked(session, clerk, conversation_id) is None:
        return None
    added = insert(Note).values(conversation_id=conversation_id, staff=clerk.username, text=text)
    id: int = (await session.execute(added.returning(Note.id))).scalar_one()
    await notify(session, TALKS, conversation_id)
    return id


async def notes_on(session: AsyncSession, clerk: Clerk, conversation_id: int) -> list[Note]:
    """Oldest first."""
    query = select(Note).join(Conversation, Conversation.id == Note.conversation_id)
    mine = query.where(Note.conversation_id == conversation_id, clerk.sees(Conversation.comune))
    return list(await session.scalars(mine.order_by(Note.id)))
