"""Who has a talk on the screen, for the colleagues who open it too."""

from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.staff.person import Person
from bot.storage.models import Looking, Staff
from bot.storage.wakeups import TALKS, notify

HOLDS = timedelta(seconds=30)
"""Three heartbeats of an open page."""
ENOUGH = timedelta(seconds=20)
"""As long as two are left nothing is written: a page looks far more often than it beats."""


async def look(session: AsyncSession, person: Person, talk_id: int) -> None:
    """Said again and again while the page is open, written down when it is due; the colleagues are told at the first time."""
    left = await _left(session, person, talk_id)
    if left is not None and left > ENOUGH:
        return
    mine = insert(Looking).values(conversation_id=talk_id, staff_id=person.id, until=func.now() + HOLDS)
    renewed = mine.on_conflict_do_update(
        index_elements=["conversation_id", "staff_id"], set_={"until": mine.excluded.until}
    )
    await session.execute(renewed)
    if left is None:
        await notify(session, TALKS, talk_id)


async def look_away(session: AsyncSession, person: Person, talk_id: int) -> None:
    gone = delete(Looking).where(Looking.conversation_id == talk_id, Looking.staff_id == person.id)
    if (await session.execute(gone.returning(Looking.staff_id))).first():
        await notify(session, TALKS, talk_id)


async def others_looking(session: AsyncSession, person: Person, talk_id: int) -> list[str]:
    """The names of the colleagues who look at it too."""
    query = select(Staff.name).join(Looking, Looking.staff_id == Staff.id).where(Looking.conversation_id == talk_id)
    found = await session.scalars(query.where(Looking.until > func.now(), Staff.id != person.id).order_by(Staff.name))
    return list(found)


async def _left(session: AsyncSession, person: Person, talk_id: int) -> timedelta | None:
    """For how long the colleagues know of it; none where they do not."""
    mine = (Looking.conversation_id == talk_id, Looking.staff_id == person.id, Looking.until > func.now())
    left: timedelta | None = await session.scalar(select(Looking.until - func.now()).where(*mine))
    return left
