"""The worker: claims turns and answers them, claims messages and sends them, until it is told to stop. Any number of them may run."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from bot.errors import LeaseLost
from bot.queue import departures, inbox, turns
from bot.queue.pace import Pace
from bot.queue.turns import ClaimedTurn
from bot.storage.database import Database
from bot.storage.wakeups import INBOX, OUTBOX
from bot.worker.attending import Attending
from bot.worker.away import Away
from bot.worker.bell import PAUSE, Bell, rung_by_database
from bot.worker.beside import Beside
from bot.worker.said import Said, last_said
from bot.worker.sending import Sending
from bot.worker.upkeep import Upkeep

TURNS = 16
"""Claimed at once; the brain is asked a few at a time, a cry for help does not stand in that queue."""
DELIVERIES = 8
MOST_TAKEN = 8
"""In one transaction: a commit costs more than a claim."""
GRACE = timedelta(seconds=15)
"""How long a worker that is told to stop goes on with what it has begun."""
MAIL_GRACE = timedelta(seconds=3)
"""A mail that is cut off is sent again, with the same id."""

logger = logging.getLogger(__name__)


@dataclass
class Worker:
    database: Database
    attending: Attending
    sending: Sending
    pace: Pace
    beside: Beside
    upkeep: Upkeep
    away: Away = field(default_factory=Away)
    _inbox: Bell = field(default_factory=Bell)
    _outbox: Bell = field(default_factory=Bell)
    _turns: dict[asyncio.Task[None], ClaimedTurn] = field(default_factory=dict)
    _deliveries: set[asyncio.Task[None]] = field(default_factory=set)
    _is_stopping: bool = False

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set; then finishes what it has begun, or gives it back."""
        # Before the first turn, for it may come while the brain is away.
        await self._unless_away(self.upkeep.index())
        await self._unless_away(self.beside.ship())
        claiming = [
            asyncio.create_task(self._until_stopped(step)) for step in (self._take_turns, self._take_deliveries)
        ]
        mails = asyncio.create_task(self._until_stopped(self.beside.send_mails))
        beside = [
            asyncio.create_task(self._until_stopped(step))
            for step in (self.beside.know_closures, self.upkeep.sweep, self.upkeep.delete_old)
        ]
        bells = {INBOX: self._inbox, OUTBOX: self._outbox, **self.beside.bells}
        async with rung_by_database(self.database.url, bells, self.away):
            logger.info("worker_started")
            await stop.wait()
            self._is_stopping = True
            for bell in bells.values():
                bell.ring()
            # The others sleep; the claims are let finish, or a turn that they take would wait for its lease.
            for task in beside:
                task.cancel()
            await asyncio.gather(*claiming, return_exceptions=True)
            await self._finish()
            await asyncio.wait({mails}, timeout=MAIL_GRACE.total_seconds())
            mails.cancel()
            await asyncio.gather(mails, *beside, return_exceptions=True)
        logger.info("worker_stopped")

    async def _until_stopped(self, step: Callable[[], Awaitable[None]]) -> None:
        while not self._is_stopping:
            try:
                await step()
            except Exception as error:
                if not self.away.failed(error):
                    logger.error("worker_interrupted in=%s error=%s", step.__name__.lstrip("_"), type(error).__name__)
                await asyncio.sleep(PAUSE.total_seconds())

    async def _take_turns(self) -> None:
        if len(self._turns) >= TURNS:
            await asyncio.wait(self._turns, return_when=asyncio.FIRST_COMPLETED)
            return
        due = None
        async with self.database.direct() as direct:
            taken = await turns.claim_some(direct, self.pace, MOST_TAKEN)
            said = await last_said(direct, [turn.conversation_id for turn in taken])
            if len(taken) < MOST_TAKEN:
                due = await inbox.seconds_until_due(direct)
        self.away.answers()
        for turn in taken:
            task = asyncio.create_task(self._attend(turn, said[turn.conversation_id]))
            self._turns[task] = turn
            task.add_done_callback(self._turns.pop)
        if len(taken) < MOST_TAKEN:
            await self._inbox.wait(due)

    async def _attend(self, turn: ClaimedTurn, said: Said) -> None:
        is_due_again = True
        try:
            is_due_again = await self.attending.attend(turn, said)
        except Exception as error:
            if not self.away.failed(error):
                logger.error("turn_failed conversation=%s error=%s", turn.conversation_id, type(error).__name__)
            await self._unless_away(self.attending.fail(turn))
        if is_due_again:
            # Nobody notifies of that.
            self._inbox.ring()

    async def _take_deliveries(self) -> None:
        if len(self._deliveries) >= DELIVERIES:
            await asyncio.wait(self._deliveries, return_when=asyncio.FIRST_COMPLETED)
            return
        done, to_send, due = 0, None, None
        async with self.database.direct() as direct:
            while done < MOST_TAKEN and not to_send and (message := await departures.claim(direct, self.pace)):
                if await self.sending.is_sent_within(direct, message):
                    done += 1
                else:
                    to_send = message
            if done < MOST_TAKEN and not to_send:
                due = await departures.seconds_until_due(direct)
        self.away.answers()
        if to_send:
            task = asyncio.create_task(self.sending.send_safely(to_send))
            self._deliveries.add(task)
            task.add_done_callback(self._deliveries.discard)
        elif done < MOST_TAKEN:
            await self._outbox.wait(due)

    async def _finish(self) -> None:
        begun = {*self._turns, *self._deliveries}
        if begun:
            await asyncio.wait(begun, timeout=GRACE.total_seconds())
        for task, turn in list(self._turns.items()):
            task.cancel()
            await asyncio.wait({task})
            await self._unless_away(self.attending.give_back(turn))

    async def _unless_away(self, writing: Awaitable[None]) -> None:
        """Where the database is away too, it is done later: by the sweep, or once the lease has run out."""
        try:
            await writing
        except LeaseLost:
            pass
        except Exception as error:
            if not self.away.failed(error):
                logger.error("left_to_its_lease error=%s", type(error).__name__)
