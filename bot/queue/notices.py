"""What citizens are told whoever holds the talk: it goes out in its order. Without having asked; an answer to a press is queued by `finishing`."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.dialogue.turn import Reply
from bot.queue import outbox


async def notice(session: AsyncSession, conversation_id: int, replies: Sequence[Reply]) -> list[int]:
    """The new messages' ids. An operator who takes the talk over does not make a notice stale, so its epoch plays no part."""
    (place,) = await outbox.NUMBER.all(session, id=conversation_id, replies=len(replies))
    return await outbox.write(session, place, replies, epoch=0, author="notice")
