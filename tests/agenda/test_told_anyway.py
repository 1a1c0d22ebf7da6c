"""What a message has done in a diary is told once, although an operator takes the talk before the answer has left."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial

import pytest
from sqlalchemy import select

from bot.actions.registered import ACTIONS, decide
from bot.agenda.rows import RowsAppointments
from bot.assistant import Assistant
from bot.booking.appointment import Caller
from bot.booking.outcomes import Held
from bot.brain.client import BrainReply, Message
from bot.console.discreet import hides_told
from bot.dialogue.booking.secretary import Secretary
from bot.dialogue.context import Context
from bot.dialogue.errand import Errand
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from bot.errors import BrainError, BrainFailed, BrainUnavailable
from bot.handover.holding import take
from bot.knowledge.live import LiveKnowledge
from bot.queue.messages import from_json
from bot.queue.turns import ClaimedTurn
from bot.settings import PROJECT
from bot.storage.models import AppointmentRow, Conversation, OutboundMessage
from bot.times import local, now
from bot.worker.answering import Answering
from bot.worker.attending import Attending
from bot.worker.reduced import Reduced
from bot.worker.said import last_said
from bot.worker.search import Search
from tests.storage.console import CHIEF, done
from tests.storage.desk import ROSA, Desk

LIVE = LiveKnowledge(PROJECT / "knowledge")
COMUNE, LISTENING = "cesano-boscone", "cesano-boscone/ti-ascolto"


@dataclass
class NearBrain:
    """A brain that knows nothing but appointments, in this process; it may die with its answer."""

    desk: Desk
    context: Context
    fails_after_acting: BrainError | None = None
    asked: list[str] = field(default_factory=list)

    async def turn(self, message: Message) -> BrainReply:
        said = message.payload or message.text or ""
        self.asked.append(said)
        appointments = RowsAppointments(self.desk.database, LIVE.current)
        reading = Understanding("press" if message.payload else "out_of_scope", 0.9, (("", 0.9),))
        turn = Turn(
            said, reading, self.context, LIVE.current(), local(message.at), None, message.conversation, message.id
        )
        usual = ACTIONS["action_press" if message.payload else "action_out_of_scope"]
        decision = await Secretary(appointments).decide(turn, partial(_decide, usual))
        if self.fails_after_acting:
            raise self.fails_after_acting
        self.context = decision.context
        replies = [{"text": r.text, "options": [asdict(o) for o in r.options]} for r in decision.replies]
        return BrainReply(replies, decision.reasons(), {"intent": "press", "confidence": 0.9})


def _decide(usual: Callable[[Turn], Decision], turn: Turn) -> Decision:
    return decide(turn, usual)


@dataclass
class Office:
    desk: Desk
    brain: NearBrain

    async def works(self, turn: ClaimedTurn) -> None:
        answering = Answering(
            Assistant(self.brain, LIVE), LIVE, Reduced(Search(self.desk.database)), self.desk.pace, {}
        )
        attending = Attending(self.desk.database, answering, self.desk.pace, lambda account: False)
        async with self.desk.database.direct() as direct:
            said = (await last_said(direct, [turn.conversation_id]))[turn.conversation_id]
        await attending.attend(turn, said)

    async def hears(self, words: str) -> ClaimedTurn:
        await self.desk.receives(ROSA.says(words))
        return await self.desk.must_claim()


@pytest.fixture
async def office(desk: Desk) -> Office:
    """Rosa has been asked whether to book her slot; Chief may take the talk."""
    await desk.answers(ROSA, "Confermo?")
    await desk.sends_all()
    async with desk.database.transaction() as session:
        talk = (await session.scalars(select(Conversation))).one()
        talk.comune, pseudonym = COMUNE, str(talk.pseudonym)
    appointments, caller = RowsAppointments(desk.database, LIVE.current), Caller(pseudonym, "before", now())
    held = await appointments.hold(caller, (await appointments.free(LISTENING, caller.now))[2])
    assert isinstance(held, Held)
    slot, hold = held.hold.slot.token, held.hold.id.hex
    errand = Errand("book", "ti-ascolto", "confirming", token=slot, hold=hold, name="Rosa Bianchi")
    return Office(desk, NearBrain(desk, Context(comune=COMUNE, errand=errand)))


async def chief_takes_the_talk(office: Office) -> None:
    await done(office.desk, take, CHIEF, 1, 0, LIVE.current())


async def is_booked(office: Office) -> bool:
    async with office.desk.database.transaction() as session:
        return set(await session.scalars(select(AppointmentRow.status))) == {"booked"}


def confirmations(sent: list[str]) -> list[str]:
    return [said for said in sent if "l'appuntamento è confermato" in said]


async def test_who_takes_the_talk_before_the_confirmation_leaves_does_not_stop_it(office: Office) -> None:
    await office.works(await office.hears("sì"))
    await chief_takes_the_talk(office)

    assert len(confirmations(await office.desk.sends_all())) == 1
    assert await is_booked(office)


async def test_nor_who_takes_it_while_the_assistant_books(office: Office) -> None:
    turn = await office.hears("sì")
    await chief_takes_the_talk(office)
    await office.works(turn)

    assert len(confirmations(await office.desk.sends_all())) == 1


async def test_a_confirmation_that_died_with_its_brain_is_told_by_the_next_try(office: Office) -> None:
    office.brain.fails_after_acting = BrainFailed("The brain died with its answer.")
    await office.works(await office.hears("sì"))
    assert await is_booked(office)
    await chief_takes_the_talk(office)
    office.brain.fails_after_acting = None
    await office.desk.after_a_while()
    await office.works(await office.desk.must_claim())

    assert len(confirmations(await office.desk.sends_all())) == 1
    assert await office.desk.claims() is None


async def test_while_the_brain_is_away_it_waits_and_is_told_then(office: Office) -> None:
    office.brain.fails_after_acting = BrainFailed("The brain died with its answer.")
    await office.works(await office.hears("sì"))
    await chief_takes_the_talk(office)
    office.brain.fails_after_acting = BrainUnavailable("The brain is starting.")
    await office.desk.after_a_while()
    await office.works(await office.desk.must_claim())
    assert confirmations(await office.desk.sends_all()) == []

    office.brain.fails_after_acting = None
    await office.desk.after_a_while()
    await office.works(await office.desk.must_claim())
    assert len(confirmations(await office.desk.sends_all())) == 1


async def test_a_yes_that_booked_nothing_is_the_operators(office: Office) -> None:
    await chief_takes_the_talk(office)
    await office.works(await office.hears("sì"))

    assert (office.brain.asked, await is_booked(office)) == ([], False)


async def test_an_ordinary_answer_is_still_dropped(office: Office) -> None:
    await office.works(await office.hears("Cambio idea, un altro orario"))
    await chief_takes_the_talk(office)

    assert [said for said in await office.desk.sends_all() if "Ora le risponde" not in said] == []


async def test_the_confirmation_asks_nothing_of_the_assistant_and_operators_do_not_read_it(office: Office) -> None:
    await office.works(await office.hears("sì"))
    async with office.desk.database.transaction() as session:
        told = (await session.scalars(select(OutboundMessage).order_by(OutboundMessage.id.desc()))).first()
    assert told

    shown = from_json(told.body).options
    assert [option.label for option in shown] == ["Sposto", "Disdico"]
    assert hides_told(told.author, told.in_reply_to, (), frozenset())
