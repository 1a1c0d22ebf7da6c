"""Where an appointment is offered besides the answers, and whose number an address is."""

from dataclasses import replace
from datetime import date

import pytest

from bot.booking.slots import Slot, slots_on
from bot.channels.base import phone_in
from bot.dialogue.answer import answer
from bot.dialogue.appointments import appointment
from bot.dialogue.booking.offers import MOST, varied
from bot.dialogue.pressing import press
from bot.dialogue.turn import Turn
from bot.dialogue.understanding import Understanding
from tests.agenda.people import DESK, knowledge_with
from tests.cast import BOOKING, asks, payloads, said, turn


def at_a_desk(made: Turn) -> Turn:
    """The turn where the psychologist gives appointments."""
    return replace(made, knowledge=knowledge_with())


def test_under_an_answer_about_a_desk_there_is_an_option_to_book() -> None:
    decision = answer(at_a_desk(turn(asks("ti-ascolto", "costi"))))

    assert payloads(decision)[0] == "booking:start:ti-ascolto"


def test_whoever_asks_how_to_get_there_is_told_that_it_can_be_booked_here() -> None:
    assert BOOKING.here in said(answer(at_a_desk(turn(asks("ti-ascolto", "come-accedere")))))


def test_other_desks_stay_as_they_are() -> None:
    assert "booking:" not in "".join(payloads(answer(turn(asks("ti-ascolto", "costi")))))


def test_the_option_begins_an_errand() -> None:
    decision = press(at_a_desk(turn(Understanding("press"), "booking:start:ti-ascolto")))

    assert decision.begins
    assert (decision.begins.kind, decision.begins.service) == ("book", "ti-ascolto")


@pytest.mark.parametrize("payload", ["booking:start:sad", "booking:start:", "booking:", "booking:boh"])
def test_an_option_of_a_desk_that_gives_none_is_stale(payload: str) -> None:
    assert press(at_a_desk(turn(Understanding("press"), payload))).action == "fallback"


def test_what_only_sounded_like_a_change_is_answered_as_a_need() -> None:
    need = turn(asks("ti-ascolto", act="need"), "mi staccano il telefono")

    assert appointment(at_a_desk(need)).action != "booking"


@pytest.mark.parametrize("act", ["book", "move", "cancel"])
def test_book_move_cancel_begin_at_the_desk(act: str) -> None:
    decision = appointment(at_a_desk(turn(asks("ti-ascolto", act=act), "sabato")))

    assert decision.begins
    assert (decision.begins.kind, decision.begins.wish) == (act, "sabato")


@pytest.mark.parametrize(
    ("account", "address", "phone"),
    [
        ("whatsapp:borgo", "whatsapp:+393331234567", "+393331234567"),
        ("whatsapp:borgo", "+393331234567", "+393331234567"),
        ("whatsapp:borgo", "IT.13491208655302741918", None),  # since 2026 an address may be an id
        ("telegram:borgo", "393331234567", None),
        ("web:borgo", "+393331234567", None),
    ],
)
def test_an_address_is_a_number_where_it_looks_like_one(account: str, address: str, phone: str | None) -> None:
    assert phone_in(account, address) == phone


def slots(*days: int) -> list[Slot]:
    return [slot for day in days for slot in slots_on(DESK, date(2026, 11, day))]


def test_the_slots_shown_are_of_several_days() -> None:
    shown = varied(slots(25, 27, 28))  # a Wednesday, a Friday, a Saturday: 4 + 4 + 5 slots

    assert len(shown) == MOST
    assert {slot.day.day for slot in shown} == {25, 27, 28}
    assert shown == sorted(shown)


def test_of_one_day_the_first_and_the_last_are_shown_and_some_between() -> None:
    saturday = slots(28)

    shown = varied(saturday)

    assert (shown[0], shown[-1], len(shown)) == (saturday[0], saturday[-1], MOST)
