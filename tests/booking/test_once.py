"""A message that comes twice, or whose answer was lost, books once; over the diary in memory and in a real PostgreSQL."""

import pytest

from bot.agenda.rows import RowsAppointments
from bot.booking.appointments import Appointments
from bot.booking.desk import desks_of
from bot.booking.memory import MemoryAppointments
from bot.dialogue.booking.secretary import Secretary
from bot.dialogue.understanding import Understanding
from bot.knowledge.base import load
from bot.storage.database import Database
from tests.agenda.conftest import new_talk
from tests.booking.script import Talk
from tests.cast import ROOT, WEDNESDAY, asks, said
from tests.storage.conftest import database, desk, server

__all__ = ["database", "desk", "server"]
KNOWLEDGE = load(ROOT / "knowledge")
ODD = Understanding("out_of_scope", 0.6, (("", 0.9),))
PUBLIC = "https://sportello.example.it"


@pytest.fixture(params=["memory", "rows"])
def kept(request: pytest.FixtureRequest) -> Database | None:
    """The database of the rows; none where the diary is in memory."""
    return request.getfixturevalue("database") if request.param == "rows" else None


@pytest.fixture
async def talk(kept: Database | None) -> Talk:
    citizen = await new_talk(kept, "Rosa") if kept else "rosa"
    return Talk(citizen, Secretary(_appointments(kept), PUBLIC), KNOWLEDGE)


def _appointments(kept: Database | None) -> Appointments:
    if kept:
        return RowsAppointments(kept, lambda: KNOWLEDGE)
    return MemoryAppointments(lambda: desks_of(KNOWLEDGE))


async def test_the_yes_that_is_said_again_after_a_crash_gives_the_same_appointment(talk: Talk) -> None:
    await talk.says("vorrei prenotare sabato 5 dicembre alle 9", asks("ti-ascolto", act="book"), WEDNESDAY)
    await talk.says("Rosa Bianchi", ODD, WEDNESDAY)
    context, shown = talk.context, talk.shown

    first = await talk.says("confermo", ODD, WEDNESDAY)
    # The context was never saved: the brain asks again with the same message.
    talk.context, talk.shown, talk.number = context, shown, talk.number - 1
    again = await talk.says("confermo", ODD, WEDNESDAY)

    assert said(first) == said(again)
    assert "sabato 5 dicembre alle 9" in said(again)


async def test_whoever_books_is_told_of_the_calendar_file(talk: Talk) -> None:
    await talk.says("sabato 5 dicembre alle 9, mi chiamo Rosa Bianchi", asks("ti-ascolto", act="book"), WEDNESDAY)
    decision = await talk.says("sì", ODD, WEDNESDAY)

    assert f"{PUBLIC}/appuntamento/" in said(decision)
    assert all(len(reply.text) <= 600 for reply in decision.replies)


async def test_an_appointment_is_found_by_its_code_from_another_talk(talk: Talk, kept: Database | None) -> None:
    await talk.says("sabato 5 dicembre alle 9, mi chiamo Rosa Bianchi", asks("ti-ascolto", act="book"), WEDNESDAY)
    booked = said(await talk.says("sì", ODD, WEDNESDAY))
    code = booked.split("codice è ")[1][:9]
    citizen = await new_talk(kept, "Bruno") if kept else "bruno"
    stranger = Talk(citizen, talk.secretary, KNOWLEDGE)

    asked = await stranger.says("devo disdire", asks("", act="cancel"), WEDNESDAY)
    found = await stranger.says(code.lower(), ODD, WEDNESDAY)

    assert "mi scriva il codice" in said(asked)
    assert "sabato 5 dicembre alle 9. Lo disdico?" in said(found)
