"""Options under notices: a reminder's "Confermo", "Sposto", "Disdico"; an offer's "Lo prendo", "No, grazie"; a hold that was over."""

from datetime import datetime, timedelta

import pytest

from bot.booking import options
from bot.booking.desk import desks_of
from bot.booking.memory import MemoryAppointments
from bot.dialogue.booking.secretary import Secretary
from bot.dialogue.turn import Decision
from bot.dialogue.understanding import Understanding
from bot.knowledge.base import load
from tests.booking.script import Talk
from tests.cast import ROOT, WEDNESDAY, asks, payloads, said

KNOWLEDGE = load(ROOT / "knowledge")
DESK = "cesano-boscone/ti-ascolto"
PRESSED = Understanding("press")
ODD = Understanding("out_of_scope", 0.6, (("", 0.9),))


@pytest.fixture
def appointments() -> MemoryAppointments:
    return MemoryAppointments(lambda: desks_of(KNOWLEDGE))


@pytest.fixture
def rosa(appointments: MemoryAppointments) -> Talk:
    return Talk("rosa", Secretary(appointments), KNOWLEDGE)


async def booked(talk: Talk) -> None:
    await talk.says(
        "prenoto sabato 5 dicembre alle 9, mi chiamo Rosa Bianchi", asks("ti-ascolto", act="book"), WEDNESDAY
    )
    await talk.says("sì", ODD, WEDNESDAY)


async def press(talk: Talk, payload: str, now: datetime = WEDNESDAY) -> Decision:
    talk.shown = []
    return await talk.says(payload, PRESSED, now)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("confirm", "la aspettiamo sabato 5 dicembre alle 9"),
        ("move", "Il suo appuntamento è sabato 5 dicembre alle 9. Ecco i posti liberi"),
        ("cancel", "Lo disdico?"),
    ],
)
async def test_a_reminder_is_answered(
    answer: options.Answer, words: str, rosa: Talk, appointments: MemoryAppointments
) -> None:
    await booked(rosa)
    (own,) = await appointments.own("rosa", WEDNESDAY)

    assert words in said(await press(rosa, options.about(answer, own)))


async def test_nobody_elses_appointment_is_touched_by_its_id(rosa: Talk, appointments: MemoryAppointments) -> None:
    await booked(rosa)
    (own,) = await appointments.own("rosa", WEDNESDAY)
    stranger = Talk("stranger", rosa.secretary, KNOWLEDGE)

    for answer in ("confirm", "move", "cancel"):
        assert "non trovo un appuntamento" in said(await press(stranger, options.about(answer, own)))
    assert await appointments.own("rosa", WEDNESDAY) == [own]


async def test_another_time_is_one_press_away(rosa: Talk, appointments: MemoryAppointments) -> None:
    await booked(rosa)
    (own,) = await appointments.own("rosa", WEDNESDAY)
    slot = (await appointments.free(DESK, WEDNESDAY))[0]

    assert "Fatto, appuntamento spostato." in said(await press(rosa, options.move_to(own, slot)))
    assert [each.slot for each in await appointments.own("rosa", WEDNESDAY)] == [slot]


async def test_a_hold_that_was_over_is_taken_up_where_it_was(rosa: Talk, appointments: MemoryAppointments) -> None:
    await rosa.says("prenoto sabato 5 dicembre alle 9", asks("ti-ascolto", act="book"), WEDNESDAY)
    held = await appointments.held("rosa", WEDNESDAY)
    assert held
    await rosa.says("Rosa Bianchi", ODD, WEDNESDAY)
    later = WEDNESDAY + timedelta(minutes=30)

    decision = await press(rosa, options.choose(held.slot), later)

    assert "a nome di Rosa Bianchi" in said(decision)
    assert await appointments.held("rosa", later)


async def test_an_offer_that_is_gone_is_told_so(rosa: Talk, appointments: MemoryAppointments) -> None:
    await booked(rosa)
    (own,) = await appointments.own("rosa", WEDNESDAY)

    assert "non è più disponibile" in said(await press(rosa, options.about("take", own)))


@pytest.mark.parametrize(
    "payload", ["appointment:boh:1", "booking:confirm", "booking:stop", "booking:more", "appointment:slot:ti-ascolto:x"]
)
async def test_an_option_of_long_ago_is_told_kindly(payload: str, rosa: Talk) -> None:
    decision = await press(rosa, payload)

    assert said(decision) in (KNOWLEDGE.booking.nothing_to_do, KNOWLEDGE.phrases.stale_option)
    assert payloads(decision) == []
