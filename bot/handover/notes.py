"""Notes of operators to each other, on a talk."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.handover.clerk import Clerk
from bot.handover.holding import locked
from bot.storage.encrypted import legible
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


async def notes_on(session: AsyncSession, clerk: Clerk, conversation_id: int) -> Sequence[Any]:
    """Oldest first; the text is none where its key is lost."""
    query = select(Note.staff, Note.at, legible(Note.text)).join(Conversation, Conversation.id == Note.conversation_id)
    mine = query.where(Note.conversation_id == conversation_id, clerk.sees(Conversation.comune))
    return (await session.execute(mine.order_by(Note.id))).all()
