"""When it is, told to whoever writes the code: the slip is lost, and the appointment was made in another chat."""

import re

import pytest

from bot.booking.desk import desks_of
from bot.booking.memory import MemoryAppointments
from bot.dialogue.booking.secretary import Secretary
from bot.dialogue.understanding import Understanding
from bot.knowledge.base import load
from tests.booking.script import Talk
from tests.cast import ROOT, WEDNESDAY, asks, said

KNOWLEDGE = load(ROOT / "knowledge")
ODD = Understanding("out_of_scope", 0.6, (("", 0.9),))


@pytest.fixture
def secretary() -> Secretary:
    return Secretary(MemoryAppointments(lambda: desks_of(KNOWLEDGE)))


@pytest.fixture
async def code(secretary: Secretary) -> str:
    """Of Rosa's appointment, on Saturday at nine."""
    rosa = Talk("rosa", secretary, KNOWLEDGE)
    await rosa.says("sabato 5 dicembre alle 9, mi chiamo Rosa Bianchi", asks("ti-ascolto", act="book"), WEDNESDAY)
    booked = said(await rosa.says("sì", ODD, WEDNESDAY))
    (found,) = re.findall(r"codice è ([A-Z0-9]{4}-[A-Z0-9]{4})", booked)
    return str(found)


@pytest.fixture
def bruno(secretary: Secretary) -> Talk:
    return Talk("bruno", secretary, KNOWLEDGE)


@pytest.mark.parametrize("text", ["a che ora era il mio appuntamento? il codice è {}", "il codice è {}", "{}"])
async def test_whoever_has_the_code_is_told(bruno: Talk, code: str, text: str) -> None:
    decision = await bruno.says(text.format(code), asks("", "orari"), WEDNESDAY)

    assert "sabato 5 dicembre alle 9" in said(decision)


async def test_whoever_was_asked_for_it_too(bruno: Talk, code: str) -> None:
    await bruno.says("a che ora era il mio appuntamento?", asks("", "orari"), WEDNESDAY)

    assert "sabato 5 dicembre alle 9" in said(await bruno.says(code, ODD, WEDNESDAY))


@pytest.mark.parametrize("text", ["quando ho l'appuntamento? il codice è ABCD-2345", "quando ho l'appuntamento?"])
async def test_whoever_has_not_is_told_nothing(bruno: Talk, code: str, text: str) -> None:
    decision = await bruno.says(text, asks("", "orari"), WEDNESDAY)

    assert "sabato 5 dicembre" not in said(decision)
    assert "In questa chat non trovo" in said(decision)


async def test_a_code_beside_the_wish_to_cancel_cancels(bruno: Talk, code: str) -> None:
    decision = await bruno.says(f"vorrei disdire, il codice è {code}", asks("ti-ascolto", act="cancel"), WEDNESDAY)

    assert said(decision) == KNOWLEDGE.booking.ask_cancel.format(when="sabato 5 dicembre alle 9")
