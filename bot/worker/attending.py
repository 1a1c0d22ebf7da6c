"""One claimed turn from its answer to the commit, its lease renewed meanwhile."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import LeaseLost
from bot.handover.questions import keep_question
from bot.measures import turn_became
from bot.queue import contact, finishing, handover, outbox
from bot.queue.alerts import alert
from bot.queue.events import record
from bot.queue.finishing import Later, ids_of
from bot.queue.pace import Pace, back_off
from bot.queue.turns import ClaimedTurn
from bot.safety import crisis_in
from bot.storage.database import Database
from bot.storage.direct import Within
from bot.storage.insisting import AWAY, insist
from bot.times import now
from bot.worker.answering import Answering
from bot.worker.deciding import keep_reasons
from bot.worker.diary import with_what_it_did
from bot.worker.outcome import Answered, Failed, Outcome, SetAside, Waits, in_a_word
from bot.worker.said import Said

LOOK = timedelta(seconds=1)
"""How often somebody who works at a turn for long looks whether a cry for help has come behind it, and renews the lease."""
AT_ONCE = timedelta(0)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Attending:
    database: Database
    answering: Answering
    pace: Pace
    is_marking_sending: Callable[[str], bool]
    """Whether a channel account's replies are sent by being marked: no provider is called."""

    async def attend(self, turn: ClaimedTurn, said: Said) -> bool:
        """Answers the turn, or leaves it to a later try; whether its talk may be due again. A lease that is lost is another's business."""
        is_due_again = False
        try:
            said = await with_what_it_did(self.database, turn, said)
            outcome = await self._watched(turn, self.answering.outcome(turn, said))
            is_due_again = await self._write(turn, outcome)
            turn_became(in_a_word(outcome))
            logger.info("turn_done conversation=%s turn=%s as=%s", turn.conversation_id, turn.number, _name(outcome))
        except LeaseLost:
            logger.warning("lease_lost conversation=%s turn=%s", turn.conversation_id, turn.number)
        return is_due_again

    async def give_back(self, turn: ClaimedTurn) -> None:
        """For another worker, at once; this try does not count."""
        async with self.database.transaction() as session:
            await finishing.try_again(session, turn, AT_ONCE, counts=False)

    async def fail(self, turn: ClaimedTurn) -> None:
        """After a mistake of ours: as if the brain had failed."""
        async with self.database.transaction() as session:
            await _try_again(session, turn)

    async def _watched(self, turn: ClaimedTurn, work: Coroutine[Any, Any, Outcome]) -> Outcome:
        """The outcome; that of a brain that is away, where a cry for help has come behind the turn meanwhile."""
        task = asyncio.create_task(work)
        try:
            while not (await asyncio.wait({task}, timeout=LOOK.total_seconds()))[0]:
                if await self._cry_came_behind(turn):
                    return Waits()
            return task.result()
        finally:
            task.cancel()
            # Where it has failed meanwhile, something else is told already.
            task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())

    async def _cry_came_behind(self, turn: ClaimedTurn) -> bool:
        """Renews the lease too. A database that is away for a moment does not stop the work: whose turn it is is asked again when it is written."""
        try:
            async with self.database.direct() as direct:
                await finishing.renew(direct, turn, self.pace)
                return _cry_among(await finishing.written_later(direct, turn)) > 0
        except AWAY:
            return False

    async def _write(self, turn: ClaimedTurn, outcome: Outcome) -> bool:
        """In one transaction; whether the talk may be due again."""
        if isinstance(outcome, Answered) and outcome.is_plain:
            complete = partial(self._complete, turn=turn, answer=outcome)
            return await insist(self.database.direct, complete, self.pace.turn_lease)
        write = partial(self._within, turn=turn, outcome=outcome)
        return await insist(self.database.transaction, write, self.pace.turn_lease)

    async def _within(self, session: AsyncSession, turn: ClaimedTurn, outcome: Outcome) -> bool:
        match outcome:
            case Answered():
                return await self._answered(session, turn, outcome)
            case SetAside(replies):
                await finishing.set_aside(session, turn, replies)
                await handover.call_person(session, turn.conversation_id, "set_aside", now())
            case Waits():
                await self._waits(session, turn, outcome)
            case Failed():
                await _try_again(session, turn)
        return True

    async def _answered(self, session: AsyncSession, turn: ClaimedTurn, answer: Answered) -> bool:
        # The holder may have changed since the claim; from here on the row is ours.
        held_back = answer.is_urgent and await handover.locked_holder(session, turn.conversation_id) == "operator"
        has_more = await self._complete(session, turn, answer, self.pace.cry_hold if held_back else AT_ONCE)
        if answer.crisis:
            await alert(session, "crisis", turn.conversation_id, turn.number)
            await record(session, turn.conversation_id, "crisis")
        if answer.stops_notices is not None:
            await contact.set_notices(session, turn.conversation_id, now() if answer.stops_notices else None)
        if doubt := answer.doubt:
            about = (turn.conversation_id, turn.number, answer.comune or turn.comune)
            await keep_question(session, *about, turn.text, doubt.why, doubt.understood)
        if answer.ends_waiting:
            await handover.call_off(session, turn.conversation_id, now())
        if answer.calls_for:
            priority = handover.MOST_URGENT if answer.is_urgent else 0
            await handover.call_person(session, turn.conversation_id, answer.calls_for, now(), priority=priority)
        return has_more

    async def _complete(self, within: Within, turn: ClaimedTurn, answer: Answered, after: timedelta = AT_ONCE) -> bool:
        if answer.reasons:
            await keep_reasons(within, turn, answer.reasons)
        return await finishing.complete(
            within,
            turn,
            answer.replies,
            comune=answer.comune,
            urgent=answer.is_urgent,
            after=after,
            marked_is_sent=self.is_marking_sending(turn.channel_account),
            author="notice" if answer.goes_anyway else "bot",
        )

    async def _waits(self, session: AsyncSession, turn: ClaimedTurn, outcome: Waits) -> None:
        later = await finishing.written_later(session, turn)
        if later and later[0].kind == "payload":
            # An option was pressed: the talk has moved on.
            await finishing.complete(session, turn, ())
            return
        joined = await finishing.join_later(session, turn, _cry_among(later))
        await finishing.try_again(session, turn, AT_ONCE if joined else self.pace.brain_away, counts=False)
        if outcome.replies:
            ids, epoch = ids_of(turn), turn.epoch
            await outbox.queue(session, turn.conversation_id, outcome.replies, epoch=epoch, in_reply_to=ids)


async def _try_again(session: AsyncSession, turn: ClaimedTurn) -> None:
    """Later; at once where a cry for help has come behind the turn, which is part of it then."""
    cry = _cry_among(await finishing.written_later(session, turn))
    joined = cry > 0 and await finishing.join_later(session, turn, cry)
    await finishing.try_again(session, turn, AT_ONCE if joined else back_off(turn.attempt))


def _cry_among(later: Sequence[Later]) -> int:
    """The number of the first cry for help; 0 where there is none."""
    return next((message.number for message in later if message.text and crisis_in(message.text)), 0)


def _name(outcome: Outcome) -> str:
    return type(outcome).__name__.lower()
