"""The worker: claims turns and answers them, claims messages and sends them, until it is told to stop. Any number of them may run."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from bot.errors import LeaseLost
from bot.handover.closures import all_in_force
from bot.handover.ready_answers import load_shipped
from bot.handover.silence import mind_silences
from bot.knowledge.base import LiveKnowledge
from bot.queue import delivery, inbox, outbox, turns
from bot.queue.pace import Pace
from bot.queue.turns import ClaimedTurn
from bot.storage.database import Database
from bot.storage.wakeups import ALERTS, CLOSURES, INBOX, OUTBOX
from bot.times import now
from bot.worker.attending import Attending
from bot.worker.bell import PAUSE, Bell, rung_by_database
from bot.worker.mailing import Mailing
from bot.worker.said import Said, last_said
from bot.worker.search import build
from bot.worker.sending import Sending

TURNS = 16
"""Claimed at once; the brain is asked a few at a time, a cry for help does not stand in that queue."""
DELIVERIES = 8
MOST_TAKEN = 8
"""In one transaction: a commit costs more than a claim."""
SWEEP = timedelta(seconds=10)
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
    knowledge: LiveKnowledge
    pace: Pace
    mailing: Mailing | None = None
    """None where no mail server is set."""
    _inbox: Bell = field(default_factory=Bell)
    _outbox: Bell = field(default_factory=Bell)
    _alerts: Bell = field(default_factory=Bell)
    _closures: Bell = field(default_factory=Bell)
    _turns: dict[asyncio.Task[None], ClaimedTurn] = field(default_factory=dict)
    _deliveries: set[asyncio.Task[None]] = field(default_factory=set)
    _is_stopping: bool = False

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set; then finishes what it has begun, or gives it back."""
        # Before the first turn, for it may come while the brain is away.
        await self._unless_away(self._index())
        await self._unless_away(self._ship())
        claiming = [
            asyncio.create_task(self._until_stopped(step)) for step in (self._take_turns, self._take_deliveries)
        ]
        mails = asyncio.create_task(self._until_stopped(self._send_mails))
        beside = [asyncio.create_task(self._until_stopped(step)) for step in (self._know_closures, self._sweep)]
        bells = {INBOX: self._inbox, OUTBOX: self._outbox, ALERTS: self._alerts, CLOSURES: self._closures}
        async with rung_by_database(self.database.url, bells):
            logger.info("worker_started")
            await stop.wait()
            self._is_stopping = True
            for bell in bells.values():
                bell.ring()
            # The sweep sleeps; the claims are let finish, or a turn that they take would wait for its lease.
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
                logger.error("worker_interrupted in=%s error=%s", step.__name__.lstrip("_"), type(error).__name__)
                await asyncio.sleep(PAUSE.total_seconds())

    async def _take_turns(self) -> None:
        if len(self._turns) >= TURNS:
            await asyncio.wait(self._turns, return_when=asyncio.FIRST_COMPLETED)
            return
        taken: list[tuple[ClaimedTurn, Said]] = []
        due = None
        async with self.database.transaction() as session:
            while len(taken) < MOST_TAKEN and (turn := await turns.claim(session, self.pace)):
                taken.append((turn, await last_said(session, turn.conversation_id)))
            if len(taken) < MOST_TAKEN:
                due = await inbox.seconds_until_due(session)
        for turn, said in taken:
            task = asyncio.create_task(self._attend(turn, said))
            self._turns[task] = turn
            task.add_done_callback(self._turns.pop)
        if len(taken) < MOST_TAKEN:
            await self._inbox.wait(due)

    async def _attend(self, turn: ClaimedTurn, said: Said) -> None:
        is_due_again = True
        try:
            is_due_again = await self.attending.attend(turn, said)
        except Exception as error:
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
        async with self.database.transaction() as session:
            while done < MOST_TAKEN and not to_send and (message := await outbox.claim(session, self.pace)):
                if await self.sending.is_sent_within(session, message):
                    done += 1
                else:
                    to_send = message
            if done < MOST_TAKEN and not to_send:
                due = await outbox.seconds_until_due(session)
        if to_send:
            task = asyncio.create_task(self.sending.send_safely(to_send))
            self._deliveries.add(task)
            task.add_done_callback(self._deliveries.discard)
        elif done < MOST_TAKEN:
            await self._outbox.wait(due)

    async def _sweep(self) -> None:
        """What dead senders left, talks that went silent; and the keyword index, should a file have changed."""
        async with self.database.transaction() as session:
            if abandoned := await delivery.settle_abandoned(session, self.pace, self.sending.may_repeat):
                logger.warning("abandoned_settled count=%s", abandoned)
        async with self.database.transaction() as session:
            if given_back := await mind_silences(session, self.knowledge.current()):
                logger.info("given_back_after_silence count=%s", given_back)
        await self._index()
        await asyncio.sleep(SWEEP.total_seconds())

    async def _know_closures(self) -> None:
        """What operators have closed is in the answers at once; a file of the knowledge base says nothing of it."""
        async with self.database.transaction() as session:
            self.knowledge.know_closures(await all_in_force(session, now().date()))
        await self._closures.wait()

    async def _send_mails(self) -> None:
        if self.mailing:
            await self.mailing.round()
        await self._alerts.wait()

    async def _index(self) -> None:
        async with self.database.transaction() as session:
            await build(session, self.knowledge.current())

    async def _ship(self) -> None:
        """The ready answers that come with the program, for operators to edit."""
        async with self.database.transaction() as session:
            await load_shipped(session)

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
            logger.error("left_to_its_lease error=%s", type(error).__name__)
