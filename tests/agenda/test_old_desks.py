"""A desk that the knowledge base has no more, while somebody is still expected there: minded, cancelled at, and not booked at."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.agenda.expecting import SEEN_AFTER, expecting
from bot.agenda.minding import mind
from bot.agenda.rows import RowsAppointments
from bot.booking.appointment import Appointment
from bot.booking.desk import desks_of
from bot.booking.options import about
from bot.booking.outcomes import Taken
from bot.dialogue.booking.secretary import Secretary
from bot.dialogue.context import Context
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from bot.errors import NoSuchDesk
from bot.knowledge.base import Knowledge, Municipality
from bot.knowledge.live import LiveKnowledge
from bot.queue.pace import Pace
from bot.storage.database import Database
from bot.times import local
from bot.worker import upkeep
from bot.worker.beside import Beside
from bot.worker.upkeep import Upkeep
from tests.agenda.conftest import Comes
from tests.agenda.people import DESK, FRIDAY_AT_4, SATURDAY_AT_9, Person, at, knowledge_with, notices
from tests.agenda.telling import REMINDED
from tests.cast import KNOWLEDGE
from tests.folder import write_knowledge

WITHOUT = replace(KNOWLEDGE, old_desks=frozenset({DESK.id}))
"""The psychologist's entry has no booking block any more."""
REMOVED = replace(
    WITHOUT,
    municipalities={
        id: Municipality(m.comune, {k: s for k, s in m.services.items() if k != "ti-ascolto"})
        for id, m in KNOWLEDGE.municipalities.items()
    },
)
"""The whole entry is gone."""


@pytest.fixture
async def rosa(comes: Comes) -> Person:
    return await comes("Rosa")


@pytest.fixture
async def booked(rosa: Person) -> Appointment:
    return await rosa.books(FRIDAY_AT_4)


@pytest.mark.usefixtures("booked")
async def test_a_desk_expects_somebody_until_a_week_after_the_last_appointment(database: Database) -> None:
    async with database.transaction() as session:
        last = FRIDAY_AT_4.end + SEEN_AFTER
        assert await expecting(session, last - timedelta(seconds=1)) == {DESK.id: 1}
        assert await expecting(session, last) == {}


@pytest.mark.usefixtures("booked")
async def test_the_worker_learns_by_itself_that_somebody_is_expected_there(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "SWEEP", timedelta(0))
    monkeypatch.setattr(upkeep, "now", lambda: at(26, 10))
    knowledge = LiveKnowledge(write_knowledge(tmp_path))
    pace = Pace()
    await Upkeep(database, knowledge, pace, Beside(database, knowledge), lambda account: False).sweep()

    assert await notices(database) == [("Rosa", REMINDED)]
    assert knowledge.current().old_desks == {DESK.id}


@pytest.mark.parametrize("knowledge", [WITHOUT, REMOVED])
@pytest.mark.usefixtures("booked")
async def test_who_is_expected_there_is_reminded(database: Database, knowledge: Knowledge) -> None:
    await mind(database, knowledge, at(26, 10))

    assert await notices(database) == [("Rosa", REMINDED)]


async def test_nobody_books_there_although_hours_were_added_once(rosa: Person, database: Database) -> None:
    desk = RowsAppointments(database, lambda: WITHOUT)

    assert await desk.free(DESK.id, rosa.clock.now) == []
    assert isinstance(await desk.hold(rosa.asks(), SATURDAY_AT_9), Taken)


async def test_who_is_expected_there_may_still_cancel_in_the_chat(
    rosa: Person, booked: Appointment, database: Database
) -> None:
    context = Context(comune="borgo")
    for words in (about("cancel", booked), "sì"):
        decision = await decides(words, context, rosa, database)
        context = decision.context

    assert await rosa.own() == []


async def decides(words: str, context: Context, rosa: Person, database: Database) -> Decision:
    reading = Understanding("press" if ":" in words else "yes", 0.9, (("", 0.9),))
    asks = rosa.asks()
    turn = Turn(words, reading, context, WITHOUT, local(asks.now), None, rosa.citizen, asks.message_id)
    return await Secretary(RowsAppointments(database, lambda: WITHOUT)).decide(turn, nothing)


def nothing(turn: Turn) -> Decision:
    raise AssertionError("it is about the appointment")


async def test_a_desk_at_which_nobody_is_expected_is_none(rosa: Person, database: Database) -> None:
    with pytest.raises(NoSuchDesk):
        await RowsAppointments(database, lambda: KNOWLEDGE).diary(DESK.id)


def test_an_entry_that_gives_appointments_again_is_the_desk() -> None:
    again = replace(knowledge_with(), old_desks=frozenset({DESK.id}))
    assert desks_of(again) == {DESK.id: DESK}
