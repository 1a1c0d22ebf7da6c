"""What a form of the agenda does, done once: a second press with the same key finds the first."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import delete, func, insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.agenda import diaries
from bot.agenda.feeds import open_feed
from bot.agenda.keeping import change
from bot.booking.desk import Desk
from bot.booking.diary import Diary
from bot.booking.keeping import ClosedDay, ToAgree
from bot.booking.outcomes import NotFound, Taken
from bot.knowledge.notices import NoticeWords
from bot.storage.models import AgendaPress

Result = TypeVar("Result")
KEPT = timedelta(days=7)
"""Longer than any page stays open."""
NOTHING_DONE = (Taken, NotFound, ToAgree, ClosedDay)
"""The form may be sent again, corrected."""


async def change_once(
    session: AsyncSession,
    desk: Desk,
    words: NoticeWords,
    now: datetime,
    key: str,
    act: Callable[[Diary], Result],
    since: datetime | None = None,
) -> Result | None:
    """What comes of it; none where it was done before with this key."""
    number = await _number_if_first(session, desk, key)
    if number is None:
        return None
    result = await change(session, desk, words, now, act, since)
    if not isinstance(result, NOTHING_DONE):
        await session.execute(insert(AgendaPress).values(desk_id=number, key=key))
    return result


async def open_feed_once(session: AsyncSession, desk: Desk, key: str, by: str) -> str | None:
    """The secret of a new feed; none where this key has made one before, whose secret nobody is told again."""
    number = await _number_if_first(session, desk, key)
    if number is None:
        return None
    await session.execute(insert(AgendaPress).values(desk_id=number, key=key))
    _, secret = await open_feed(session, desk, by)
    return secret


async def _number_if_first(session: AsyncSession, desk: Desk, key: str) -> int | None:
    # Locked first: of two presses at once the second waits here, and then finds the first's key.
    number = await diaries.lock(session, desk)
    return None if await session.get(AgendaPress, (number, key)) else number


async def forget_old(session: AsyncSession) -> None:
    await session.execute(delete(AgendaPress).where(AgendaPress.at < func.now() - KEPT))
