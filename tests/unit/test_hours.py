"""Opening hours: in words, at the edges of a span, on holidays, over a weekend."""

from datetime import date, datetime, time

import pytest

from bot.knowledge.hours import OpeningTimes

DESK = OpeningTimes("We,Fr 16:00-20:00; Sa 08:00-13:00")


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("We,Fr 16:00-20:00; Sa 08:00-13:00", "mercoledì e venerdì dalle 16 alle 20, sabato dalle 8 alle 13"),
        ("Mo-Fr 11:00-12:30", "da lunedì a venerdì dalle 11:00 alle 12:30"),
        ("Mo,Tu 09:00-12:00", "lunedì e martedì dalle 9 alle 12"),  # two days in a row are named
        ("Mo,Tu,We 09:00-12:00", "da lunedì a mercoledì dalle 9 alle 12"),  # three are a stretch
        ("Mo,Tu,Th 09:00-12:00", "lunedì, martedì e giovedì dalle 9 alle 12"),  # with a gap they are not
        ("Th 09:00-12:00,14:00-16:00", "giovedì dalle 9 alle 12 e dalle 14 alle 16"),
        ("Mo 15:00-19:00; Fr 08:30-12:30", "lunedì dalle 15 alle 19, venerdì dalle 8:30 alle 12:30"),
        ("Fr 18:00-24:00", "venerdì dalle 18 a mezzanotte"),
    ],
)
def test_the_weekly_hours_in_words(expression: str, words: str) -> None:
    assert OpeningTimes(expression).in_words() == words


@pytest.mark.parametrize(
    ("hour", "minute", "is_open"),
    [
        (15, 59, False),
        (16, 0, True),  # the beginning of a span belongs to it
        (19, 59, True),
        (20, 0, False),  # its end does not
    ],
)
def test_the_desk_is_open_from_the_first_minute_to_the_last(hour: int, minute: int, is_open: bool) -> None:
    assert DESK.is_open(datetime(2026, 11, 25, hour, minute)) == is_open


def test_a_desk_that_closes_at_midnight_is_open_until_then() -> None:
    late = OpeningTimes("Fr 18:00-24:00")

    assert late.is_open(datetime(2026, 11, 27, 23, 59))
    assert not late.is_open(datetime(2026, 11, 28, 0, 0))


@pytest.mark.parametrize(
    ("day", "patron_saint"),
    [
        (date(2026, 12, 8), None),  # Immacolata, a Tuesday
        (date(2027, 1, 6), None),  # Epifania, a Wednesday
        (date(2027, 3, 29), None),  # Easter Monday
        (date(2026, 12, 7), "12-07"),  # the patron saint's day, a Monday
    ],
)
def test_on_a_holiday_and_the_patron_saints_day_every_desk_is_closed(day: date, patron_saint: str | None) -> None:
    always = OpeningTimes("Mo-Su 09:00-12:00", patron_saint)

    assert always.spans_on(day) == []
    assert not always.is_open(datetime.combine(day, time(10)))


def test_the_patron_saint_of_another_town_closes_nothing() -> None:
    assert OpeningTimes("Mo 09:00-12:00").spans_on(date(2026, 12, 7)) == [(time(9), time(12))]


def test_a_holiday_does_not_change_the_weekly_hours() -> None:
    assert OpeningTimes("Tu 09:00-12:00", "11-10").in_words() == "martedì dalle 9 alle 12"


@pytest.mark.parametrize(
    ("moment", "day", "start"),
    [
        (datetime(2026, 11, 25, 10, 30), date(2026, 11, 25), time(16)),  # Wednesday morning: this afternoon
        (datetime(2026, 11, 25, 16, 0), date(2026, 11, 27), time(16)),  # just opened: Friday
        (datetime(2026, 11, 28, 13, 0), date(2026, 12, 2), time(16)),  # Saturday at closing: over the weekend
        (datetime(2026, 12, 24, 9, 0), date(2026, 12, 30), time(16)),  # 25 and 26 December are Fr and Sa
    ],
)
def test_the_next_opening_is_found_over_weekends_and_holidays(moment: datetime, day: date, start: time) -> None:
    found = DESK.next_opening(moment)

    assert found is not None
    assert (found[0], found[1][0]) == (day, start)


def test_a_desk_that_never_opens_has_no_next_opening() -> None:
    assert OpeningTimes("Mo off").next_opening(datetime(2026, 11, 25, 10, 30)) is None
