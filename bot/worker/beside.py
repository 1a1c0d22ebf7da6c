"""What a worker does beside turns and messages: closures that operators enter, mails to them, talks that went silent."""

import logging
from dataclasses import dataclass, field

from bot.handover.closures import all_in_force
from bot.handover.leaving import put_back
from bot.handover.ready_answers import load_shipped
from bot.handover.silence import mind_silences
from bot.knowledge.live import LiveKnowledge
from bot.storage.database import Database
from bot.storage.wakeups import ALERTS, CLOSURES
from bot.times import now
from bot.worker.bell import Bell
from bot.worker.mailing import Mailing

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Beside:
    database: Database
    knowledge: LiveKnowledge
    mailing: Mailing | None = None
    """None where no mail server is set."""
    bells: dict[str, Bell] = field(default_factory=lambda: {ALERTS: Bell(), CLOSURES: Bell()})

    async def ship(self) -> None:
        """The ready answers that come with the program, for operators to edit."""
        async with self.database.transaction() as session:
            await load_shipped(session)

    async def know_closures(self) -> None:
        """What operators have closed is in the answers at once; no file of the knowledge base says it."""
        async with self.database.transaction() as session:
            self.knowledge.know_closures(await all_in_force(session, now().date()))
        await self.bells[CLOSURES].wait()

    async def send_mails(self) -> None:
        if self.mailing:
            await self.mailing.round()
        await self.bells[ALERTS].wait()

    async def mind_silences(self) -> None:
        async with self.database.transaction() as session:
            if given_back := await mind_silences(session, self.knowledge.current()):
                logger.info("given_back_after_silence count=%s", given_back)
            # One may be taken in the moment in which its operator's account is closed.
            if left := await put_back(session):
                logger.info("waiting_again_after_leaving count=%s", left)
