"""Days and hours in Italian words, in the municipalities' time zone."""

from datetime import UTC, date, datetime, time

import pytest

from bot.times import ROME, full_date, holiday, local, spoken_date, spoken_span


@pytest.mark.parametrize(
    ("day", "spoken", "full"),
    [
        (date(2026, 11, 25), "mercoledì 25 novembre", "25 novembre 2026"),
        (date(2027, 5, 1), "sabato 1° maggio", "1° maggio 2027"),
        (date(2024, 1, 5), "venerdì 5 gennaio", "5 gennaio 2024"),
    ],
)
def test_a_day_is_told_as_one_says_it(day: date, spoken: str, full: str) -> None:
    assert (spoken_date(day), full_date(day)) == (spoken, full)


@pytest.mark.parametrize(
    ("start", "end", "spoken"),
    [
        (time(16), time(20), "dalle 16 alle 20"),
        (time(9), time(12, 30), "dalle 9:00 alle 12:30"),
        (time(8, 30), time(13), "dalle 8:30 alle 13:00"),
        (time(1), time(3), "dall'1 alle 3"),
        (time(0, 30), time(1), "dalle 0:30 all'1:00"),
        (time(18), time.max, "dalle 18 a mezzanotte"),
        (time(8, 30), time.max, "dalle 8:30 a mezzanotte"),
    ],
)
def test_a_span_shows_minutes_only_where_there_are_some(start: time, end: time, spoken: str) -> None:
    assert spoken_span(start, end) == spoken


@pytest.mark.parametrize(
    ("sent", "in_rome"),
    [
        (datetime(2026, 11, 25, 9, 30, tzinfo=UTC), datetime(2026, 11, 25, 10, 30)),  # winter: UTC + 1
        (datetime(2026, 7, 1, 9, 30, tzinfo=UTC), datetime(2026, 7, 1, 11, 30)),  # summer: UTC + 2
        (datetime(2026, 11, 25, 23, 30, tzinfo=UTC), datetime(2026, 11, 26, 0, 30)),  # the next day
        (datetime(2026, 11, 25, 10, 30), datetime(2026, 11, 25, 10, 30)),  # naive: local already
    ],
)
def test_a_moment_becomes_local(sent: datetime, in_rome: datetime) -> None:
    assert local(sent).replace(tzinfo=None) == in_rome
    assert local(sent).tzinfo is ROME


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 8), "Immacolata Concezione"),
        (date(2026, 12, 25), "Natale"),
        (date(2027, 3, 29), "Lunedì dell'Angelo"),  # Easter 2027 is on 28 March
        (date(2026, 12, 7), None),  # Sant'Ambrogio is Milan's day alone
        (date(2026, 11, 25), None),
    ],
)
def test_public_holidays_have_a_name(day: date, name: str | None) -> None:
    assert holiday(day) == name
