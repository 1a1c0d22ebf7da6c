"""A change that somebody at the desk makes in its diary: `bot/booking/keeping.py` under the desk's lock."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot.agenda import diaries
from bot.agenda.telling import tell
from bot.booking.desk import Desk
from bot.booking.diary import Diary
from bot.booking.passing import pass_time
from bot.knowledge.notices import NoticeWords

Result = TypeVar("Result")


async def change(
    session: AsyncSession,
    desk: Desk,
    words: NoticeWords,
    now: datetime,
    act: Callable[[Diary], Result],
    since: datetime | None = None,
) -> Result:
    """What comes of it; citizens are told, and what became free is offered. `since`: for appointments that are long over."""
    number = await diaries.lock(session, desk)
    opened = await diaries.read(session, desk, number, since or now - diaries.PAST)
    result = act(opened.diary)
    pass_time(opened.diary, now)
    await diaries.write(session, opened)
    await tell(session, opened, words)
    return result
