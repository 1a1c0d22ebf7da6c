"""What is done to every diary again and again: what is long over is deleted, holds and offers end, reminders go out, changes are told."""

import logging
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.agenda import ageing, diaries
from bot.agenda.telling import tell
from bot.booking.desk import Desk, desks_of
from bot.booking.passing import pass_time
from bot.knowledge.base import Knowledge
from bot.storage.database import Database
from bot.storage.insisting import AWAY

logger = logging.getLogger(__name__)


async def mind(database: Database, knowledge: Knowledge, now: datetime) -> int:
    """How many notices were queued; each desk in a transaction of its own. Any number of workers may do this at once."""
    desks = desks_of(knowledge)
    await ageing.forget_old(database, desks, now)
    told = sum([await _mind_alone(database, desk, knowledge, now) for desk in desks.values()])
    if told:
        logger.info("notices_queued count=%s", told)
    return told


async def _mind_alone(database: Database, desk: Desk, knowledge: Knowledge, now: datetime) -> int:
    """A desk that we stumble over costs the others nothing: a name whose key is lost, say."""
    try:
        async with database.transaction() as session:
            return await _mind_desk(session, desk, knowledge, now)
    except AWAY:
        raise
    except Exception as error:
        logger.error("diary_not_minded desk=%s error=%s", desk.id, type(error).__name__)
        return 0


async def _mind_desk(session: AsyncSession, desk: Desk, knowledge: Knowledge, now: datetime) -> int:
    if await diaries.number_of(session, desk) is None:
        return 0
    number = await diaries.lock(session, desk)
    opened = await diaries.read(session, desk, number, now - diaries.PAST)
    pass_time(opened.diary, now)
    if opened.diary == opened.before:
        return 0
    await diaries.write(session, opened)
    return await tell(session, opened, knowledge.phrases.notices)
