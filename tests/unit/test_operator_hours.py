"""How long somebody could have answered: what counts when a talk waits."""

from datetime import date, datetime, timedelta

import pytest

from bot.knowledge.closures import Closure
from bot.knowledge.hours import OpeningTimes
from bot.knowledge.operator_hours import OperatorHours
from bot.times import ROME
from tests.cast import BORGO

HOURS = OperatorHours(OpeningTimes("Mo-Fr 09:00-12:00,14:00-16:00"))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ROME)


@pytest.mark.parametrize(
    ("begins", "ends", "minutes"),
    [
        (at(25, 10), at(25, 10, 20), 20),
        (at(25, 11, 50), at(25, 14, 5), 15),  # over lunch
        (at(25, 15, 55), at(26, 9, 5), 10),  # over night
        (at(27, 15, 50), at(30, 9, 1), 11),  # over the weekend
        (at(28, 10), at(29, 20), 0),
        (at(25, 11), at(25, 11), 0),
    ],
)
def test_only_the_time_in_which_somebody_was_there_counts(begins: datetime, ends: datetime, minutes: int) -> None:
    assert HOURS.open_between(begins, ends) == timedelta(minutes=minutes)


def test_a_closure_does_not_count() -> None:
    closed = OperatorHours(
        OpeningTimes("Mo-Fr 09:00-12:00", closures=(Closure("x", date(2026, 11, 26), date(2026, 11, 26)),))
    )

    assert closed.open_between(at(25, 11), at(27, 10)) == timedelta(hours=2)


def test_a_municipality_that_has_not_told_its_hours_has_none() -> None:
    assert OperatorHours.of(BORGO.comune, ()) is None


def test_hours_that_never_come_are_no_next_opening() -> None:
    assert OperatorHours(OpeningTimes("2020 Jan 01 09:00-12:00")).next_opening(at(25, 10)) is None
