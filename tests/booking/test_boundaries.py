"""Wishes at the edges of the calendar: year's end, leap day, clock change, months of other lengths, midnight."""

from datetime import date, datetime, time

import pytest

from bot.booking.slots import Slot
from bot.booking.wishes import Frame, Unclear, Wished, added, read_wish
from bot.dialogue.booking.offers import start
from bot.times import ROME, moment_of


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ROME)


def days(text: str, now: datetime) -> list[tuple[date | None, date | None]]:
    reading = read_wish(text, now)
    assert isinstance(reading, Wished), reading
    return [(frame.first, frame.last) for frame in reading.any_of]


@pytest.mark.parametrize(
    ("now", "text", "first", "last"),
    [
        # the year's end
        (at(2026, 12, 31), "domani", date(2027, 1, 1), date(2027, 1, 1)),
        (at(2026, 12, 30), "sabato", date(2027, 1, 2), date(2027, 1, 2)),
        (at(2026, 12, 30), "la settimana prossima", date(2027, 1, 4), date(2027, 1, 10)),
        (at(2026, 12, 30), "il 5", date(2027, 1, 5), date(2027, 1, 5)),
        (at(2026, 12, 30), "il mese prossimo", date(2027, 1, 1), date(2027, 1, 31)),
        (at(2026, 12, 30), "fra due settimane", date(2027, 1, 11), date(2027, 1, 17)),
        (at(2026, 12, 30), "dopo le feste", date(2027, 1, 7), None),
        (at(2027, 1, 3), "dopo le feste", date(2027, 1, 7), None),  # still within them
        (at(2026, 12, 31), "fine mese", date(2026, 12, 31), date(2026, 12, 31)),
        # the leap day
        (at(2028, 2, 20), "il 29 febbraio", date(2028, 2, 29), date(2028, 2, 29)),
        (at(2028, 2, 28), "domani", date(2028, 2, 29), date(2028, 2, 29)),
        (at(2027, 2, 28), "domani", date(2027, 3, 1), date(2027, 3, 1)),
        (at(2028, 2, 20), "fine febbraio", date(2028, 2, 21), date(2028, 2, 29)),
        # months of other lengths
        (at(2027, 1, 31), "fra un mese", date(2027, 2, 22), date(2027, 2, 28)),  # the week of 28 February
        (at(2026, 11, 25), "il 31", date(2026, 12, 31), date(2026, 12, 31)),  # November has 30
        (at(2027, 2, 25), "il 30", date(2027, 3, 30), date(2027, 3, 30)),  # February has 28
        # the days when the clock changes
        (at(2026, 10, 24), "domani", date(2026, 10, 25), date(2026, 10, 25)),
        (at(2026, 10, 24), "fra tre giorni", date(2026, 10, 27), date(2026, 10, 27)),
        (at(2027, 3, 27), "domani", date(2027, 3, 28), date(2027, 3, 28)),
        # midnight, and just before it
        (at(2026, 11, 25, 0), "oggi", date(2026, 11, 25), date(2026, 11, 25)),
        (at(2026, 11, 25, 23), "domani", date(2026, 11, 26), date(2026, 11, 26)),
        # Easter and August
        (at(2027, 3, 20), "dopo Pasqua", date(2027, 3, 29), None),  # Easter 2027: 28 March
        (at(2027, 4, 2), "prima di Pasqua", None, date(2028, 4, 15)),  # Easter 2028: 16 April
        (at(2027, 6, 20), "dopo le vacanze", date(2027, 9, 1), None),
        (at(2027, 6, 20), "dopo Ferragosto", date(2027, 8, 16), None),
    ],
)
def test_the_calendars_edges(now: datetime, text: str, first: date | None, last: date | None) -> None:
    assert days(text, now) == [(first, last)]


@pytest.mark.parametrize(
    ("now", "text", "why"),
    [
        (at(2026, 2, 20), "il 29 febbraio", "no_such_day"),  # 2026 is no leap year
        (at(2026, 11, 25), "il 31 giugno", "no_such_day"),
        (at(2027, 1, 3), "il 28 dicembre", "past"),
        (at(2026, 12, 31), "ieri", "past"),
    ],
)
def test_days_that_there_are_not(now: datetime, text: str, why: str) -> None:
    reading = read_wish(text, now)

    assert isinstance(reading, Unclear)
    assert (reading.why, reading.perhaps) == (why, ())


@pytest.mark.parametrize("day", [date(2026, 10, 24), date(2026, 10, 26), date(2027, 3, 27), date(2027, 3, 29)])
def test_an_hour_is_the_local_one_before_and_after_the_clock_changes(day: date) -> None:
    wish = read_wish(f"il {day.day}/{day.month}/{day.year} alle 17", at(2026, 10, 20))

    start_at_five = moment_of(day, time(17))
    assert isinstance(wish, Wished)
    assert wish.suits(start(Slot(start_at_five, start_at_five, "d")))


@pytest.mark.parametrize(
    ("hour", "suits"), [(time(17, 59), False), (time(18), True), (time(18, 59), True), (time(19), False)]
)
def test_after_is_from_then_on_and_before_is_until_then(hour: time, suits: bool) -> None:
    frame = Frame(after=time(18), before=time(19))

    assert frame.suits(datetime.combine(date(2026, 11, 27), hour, ROME)) is suits


def test_hours_said_later_belong_to_the_days_said_first() -> None:
    now = at(2026, 11, 25)
    saturday, at_nine = read_wish("sabato 5 dicembre", now), read_wish("verso le nove", now)

    assert isinstance(saturday, Wished) and isinstance(at_nine, Wished)
    assert added(saturday, at_nine) == read_wish("sabato 5 dicembre alle 9", now)


def test_a_wish_with_day_and_hour_forgets_the_one_before() -> None:
    now = at(2026, 11, 25)
    before, later = read_wish("sabato", now), read_wish("venerdì alle 18", now)

    assert isinstance(before, Wished) and isinstance(later, Wished)
    assert added(before, later) == later


@pytest.mark.parametrize(
    "text",
    ["", "?", "9" * 400, "il " * 500, "alle 99", "fra 99999 giorni", "31/31/31", "\u202e\u0000😀", "tra 9999 mesi"],
)
def test_nothing_that_is_written_breaks_the_grammar(text: str) -> None:
    read_wish(text, at(2026, 11, 25))
