"""What is done to every diary again and again: holds and offers end, reminders go out, changes are told, what is long over is deleted."""

import logging
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.agenda import diaries, outcomes, pressing
from bot.agenda.telling import tell
from bot.booking.desk import Desk, desks_of
from bot.booking.passing import pass_time
from bot.knowledge.base import Knowledge
from bot.storage.database import Database

logger = logging.getLogger(__name__)


async def mind(database: Database, knowledge: Knowledge, now: datetime) -> int:
    """How many notices were queued; each desk in a transaction of its own. Any number of workers may do this at once."""
    told = 0
    for desk in desks_of(knowledge).values():
        async with database.transaction() as session:
            told += await _mind_desk(session, desk, knowledge, now)
    async with database.transaction() as session:
        await outcomes.forget_old(session)
        await pressing.forget_old(session)
    if told:
        logger.info("notices_queued count=%s", told)
    return told


async def _mind_desk(session: AsyncSession, desk: Desk, knowledge: Knowledge, now: datetime) -> int:
    if await diaries.number_of(session, desk) is None:
        return 0
    number = await diaries.lock(session, desk)
    await diaries.delete_before(session, number, now - timedelta(days=desk.rules.kept_days))
    opened = await diaries.read(session, desk, number, now - diaries.PAST)
    pass_time(opened.diary, now)
    if opened.diary == opened.before:
        return 0
    await diaries.write(session, opened)
    return await tell(session, opened, knowledge.phrases.notices)
