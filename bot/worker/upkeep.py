"""What a worker looks after by the clock: what dead senders left, silent talks, diaries, old talks, the keyword index."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.agenda.expecting import expecting
from bot.agenda.minding import mind
from bot.knowledge.base import Knowledge
from bot.knowledge.live import LiveKnowledge
from bot.queue import delivery, erased
from bot.queue.pace import Pace
from bot.queue.retention import delete_quiet
from bot.storage.database import Database
from bot.times import now
from bot.worker.beside import Beside
from bot.worker.search import build

SWEEP = timedelta(seconds=10)
DELETE_EVERY = timedelta(hours=1)

logger = logging.getLogger(__name__)


@dataclass
class Upkeep:
    database: Database
    knowledge: LiveKnowledge
    pace: Pace
    beside: Beside
    may_repeat: Callable[[str], bool]
    """Whether a channel account's replies may be sent twice (queue/delivery.py)."""
    _indexed: Knowledge | None = None

    async def sweep(self) -> None:
        """What dead senders left, talks that went silent; the keyword index, should a file have changed; what is due in the diaries."""
        async with self.database.transaction() as session:
            if abandoned := await delivery.settle_abandoned(session, self.pace, self.may_repeat):
                logger.warning("abandoned_settled count=%s", abandoned)
        await self.beside.mind_silences()
        await self.index()
        async with self.database.transaction() as session:
            self.knowledge.know_desks(await expecting(session, now()))
        await mind(self.database, self.knowledge.current(), now())
        await asyncio.sleep(SWEEP.total_seconds())

    async def delete_old(self) -> None:
        async with self.database.direct() as direct:
            await erased.forget(direct)
            deleted = await delete_quiet(direct, self.pace.keep)
        if deleted:
            logger.info("old_talks_deleted count=%s", deleted)
        else:
            await asyncio.sleep(DELETE_EVERY.total_seconds())

    async def index(self) -> None:
        knowledge = self.knowledge.current()
        if knowledge is not self._indexed:
            async with self.database.transaction() as session:
                await build(session, knowledge)
            self._indexed = knowledge
