"""Desks from their knowledge entries, and the options under messages about appointments."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from bot.booking import options
from bot.booking.appointment import LETTERS, Appointment, as_code, digits, new_code
from bot.booking.desk import desk_of, desks_of
from bot.booking.options import Press, pressed
from bot.knowledge.base import load
from bot.knowledge.closures import Closure
from bot.knowledge.schema import Service
from bot.settings import PROJECT
from tests.agenda.people import DESK, FRIDAY_AT_4, RULES, at, desk_with
from tests.cast import BORGO, FRONT_DESK, LISTENING

TELEGRAM_TAKES = 64
LONGEST_SERVICE = "assistenza-domiciliare-handicap"


def test_a_desk_is_made_of_the_booking_block_and_its_entry() -> None:
    assert (DESK.id, DESK.comune, DESK.service) == ("borgo/ti-ascolto", "borgo", "ti-ascolto")
    assert DESK.hours.expression == "We,Fr 16:00-20:00; Sa 08:00-13:00"
    assert (DESK.place, DESK.phone) == ("Biblioteca, via Dante 47, Borgo", "378 3059453")
    assert desk_with(hours="Mo 09:00-10:00").hours.expression == "Mo 09:00-10:00"
    assert desk_of(BORGO, FRONT_DESK) is None


def test_ti_ascolto_gives_appointments_and_says_what_is_to_be_confirmed() -> None:
    knowledge = load(PROJECT / "knowledge")
    assert list(desks_of(knowledge)) == ["cesano-boscone/ti-ascolto"]
    notes = knowledge.municipalities["cesano-boscone"].services["ti-ascolto"].notes
    assert [note.kind for note in notes if note.about == "booking"] == ["to_confirm"]


@pytest.mark.parametrize(("service", "is_closed"), [("ti-ascolto", True), (None, True), ("bonus-bollette", False)])
def test_an_extraordinary_closure_leaves_no_slots_on_its_day(service: str | None, is_closed: bool) -> None:
    friday = date(2026, 11, 27)
    closure = Closure("cesano-boscone", friday, friday, service=service)
    desk = desks_of(replace(load(PROJECT / "knowledge"), closures=(closure,)))["cesano-boscone/ti-ascolto"]

    assert (desk.hours.spans_on(friday) == []) is is_closed
    assert desk.hours.spans_on(friday + timedelta(days=1))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"length_minutes": 61}, "less than or equal to 60"),
        ({"reminder_at": "21:00"}, "reminder_at lies between"),
        ({"told_from": "20:00", "told_until": "09:00"}, "told_from comes before"),
        ({"reminder_at": "10:00Z"}, "write hours and minutes"),
        ({"hours": "sempre"}, "opening_hours"),
        ({"lenght": 60}, "Extra inputs"),
    ],
)
def test_mistakes_of_a_booking_block_are_found(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Service.model_validate({**LISTENING.model_dump(), "booking": {**RULES, **wrong}})


@pytest.mark.parametrize(("lacking", "said"), [("hours", "booking needs hours"), ("contacts", "booking needs a phone")])
def test_a_desk_needs_hours_and_a_phone(lacking: str, said: str) -> None:
    fields = {name: value for name, value in LISTENING.model_dump().items() if name != lacking}
    with pytest.raises(ValidationError, match=said):
        Service.model_validate({**fields, "booking": RULES})


@pytest.mark.parametrize(
    ("now", "decent", "following"),
    [
        (at(25, 8, 59), False, at(25, 9)),
        (at(25, 9), True, at(25, 9)),
        (at(25, 19, 59), True, at(25, 19, 59)),
        (at(25, 20), False, at(26, 9)),
        (at(24, 23, 59, month=10), False, at(25, 9, month=10)),  # the night of 25 hours
    ],
)
def test_decent_hours_are_local(now: Any, decent: bool, following: Any) -> None:
    assert (DESK.is_decent_hour(now), DESK.next_decent_hour(now)) == (decent, following)


def test_the_reminder_is_due_on_the_day_before_at_its_local_hour() -> None:
    assert DESK.reminder_of(at(27, 16)) == at(26, 10)
    assert DESK.reminder_of(at(26, 9, month=10)) == at(25, 10, month=10)
    assert desk_with(reminder_at=None).reminder_of(at(27, 16)) is None
    assert DESK.rules.told_from == time(9)


def test_options_mean_what_they_were_made_for_and_fit_into_telegrams_payload() -> None:
    appointment = Appointment(uuid4(), FRIDAY_AT_4, "booked", "ABCDEFGH")
    for answer in options.ANSWERS:
        assert pressed(options.about(answer, appointment)) == Press(answer, appointment.id)
    to = options.move_to(appointment, FRIDAY_AT_4)
    assert pressed(to) == Press("to", appointment.id, token="20261127T1500Z")
    chosen = options.choose(FRIDAY_AT_4)
    assert pressed(chosen) == Press("slot", service="ti-ascolto", token="20261127T1500Z")
    longest = chosen.replace("ti-ascolto", LONGEST_SERVICE)
    assert max(map(len, (to, longest, options.about("decline", appointment)))) <= TELEGRAM_TAKES


@pytest.mark.parametrize("payload", ["", "ask:x", "appointment:confirm:x", "appointment:to:x:y", "appointment:paint:1"])
def test_what_is_no_option_about_appointments_means_nothing(payload: str) -> None:
    assert pressed(payload) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("abcd-efgh", "ABCDEFGH"),
        (" ABCD EFGH ", "ABCDEFGH"),
        ("ABCDEFG", None),
        ("ABCDEFG0", None),
        ("ÀBCDEFGH", None),
        ("", None),
    ],
)
def test_a_code_is_understood_as_people_write_it(written: str, code: str | None) -> None:
    assert as_code(written) == code


def test_codes_are_read_aloud_without_doubt() -> None:
    assert set(LETTERS).isdisjoint("0O1I")
    assert as_code(new_code()) is not None
    assert len({new_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("phone", ["333 1111111", "+39 333 111 1111", "0039 3331111111", "333-1111111"])
def test_a_number_is_the_same_however_it_is_written(phone: str) -> None:
    assert digits(phone) == "3331111111"
