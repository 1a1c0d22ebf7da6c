"""What an operator says, once: a second press with the same key finds the first."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.dialogue.turn import Reply
from bot.handover.holding import Held, locked
from bot.handover.saying import say
from bot.staff.person import Person
from bot.storage.models import Conversation, OutboundMessage, StaffReply


async def reply_once(
    session: AsyncSession, person: Person, talk_id: int, epoch: int, reply: Reply, *, key: str, seen: int | None
) -> Held | None:
    """The same as `say`; done too where it was said with this key before."""
    # Locked first: of two presses at once the second waits here, and then finds the first's key.
    if await locked(session, person.clerk, talk_id) is None:
        return None
    own_key = f"{person.id}:{talk_id}:{key}"
    if await session.scalar(select(StaffReply.number).where(StaffReply.key == own_key)) is not None:
        return await _as_before(session, person, talk_id)
    held = await say(session, person.clerk, talk_id, epoch, [reply], seen_number=seen)
    if held is None or not held.is_done:
        return held
    await _signed(session, person, talk_id, held.said, own_key)
    return held


async def _signed(session: AsyncSession, person: Person, talk_id: int, ids: tuple[int, ...], key: str) -> None:
    """Notes whose words these messages are."""
    numbers = await session.scalars(select(OutboundMessage.number).where(OutboundMessage.id.in_(ids)))
    for count, number in enumerate(numbers):
        row = {"key": key if not count else f"{key}:{count}", "number": number}
        await session.execute(insert(StaffReply).values(**row, conversation_id=talk_id, staff_id=person.id))


async def _as_before(session: AsyncSession, person: Person, talk_id: int) -> Held | None:
    columns = (Conversation.holder, Conversation.operator, Conversation.epoch)
    query = select(*columns).where(Conversation.id == talk_id, person.clerk.sees(Conversation.comune))
    row = (await session.execute(query)).first()
    return Held(True, row.holder, row.operator, row.epoch) if row else None
