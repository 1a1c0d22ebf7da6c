"""Wishes in free Italian, most written down before the grammar was; it is Wednesday 25 November 2026, 10:30, where nothing else is said."""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from bot.booking.wishes import Frame, Reading, Unclear, Wished, read_wish
from bot.times import ROME
from tests.cast import WEDNESDAY

WISHES = [json.loads(line) for line in (Path(__file__).parent / "wishes.jsonl").read_text("utf-8").splitlines()]


def as_written(reading: Reading) -> Any:
    """A reading in the words of wishes.jsonl."""
    if isinstance(reading, Unclear):
        return {"unclear": reading.why, "perhaps": [_frames(wish) for wish in reading.perhaps]}
    return {"wish": _frames(reading)} if reading else None


def _frames(wish: Wished) -> list[dict[str, Any]]:
    return [_frame(frame) for frame in wish.any_of]


def _frame(frame: Frame) -> dict[str, Any]:
    fields = {
        "from": frame.first and frame.first.isoformat(),
        "to": frame.last and frame.last.isoformat(),
        "weekdays": list(frame.weekdays),
        "not_weekdays": list(frame.not_weekdays),
        "not_days": [day.isoformat() for day in frame.not_days],
        "after": _hour(frame.after),
        "before": _hour(frame.before),
        "not_between": frame.not_between and [_hour(hour) for hour in frame.not_between],
        "at": _hour(frame.at),
        "soon": frame.soon,
    }
    return {name: value for name, value in fields.items() if value}


def _hour(hour: time | None) -> str:
    return "" if hour is None or hour in (time(), time.max) else f"{hour:%H:%M}"


@pytest.mark.parametrize("line", WISHES, ids=lambda line: f"{line['voice']}: {line['text']}")
def test_a_wish_is_read_as_it_was_meant(line: dict[str, Any]) -> None:
    assert as_written(read_wish(line["text"], WEDNESDAY)) == line["expect"]


def days_read(text: str, on: str) -> list[str]:
    """The days of each reading, as "1/12" or "1/12-3/12", on this day of 2026; two readings are asked back."""
    read = read_wish(text, datetime.combine(date.fromisoformat(f"2026-{on}"), time(10, 30), ROME))
    assert read
    wishes = read.perhaps if isinstance(read, Unclear) else (read,)
    return [_span(wish.any_of[0]) for wish in wishes]


def _span(frame: Frame) -> str:
    first, last = (f"{day.day}/{day.month}" if day else "" for day in (frame.first, frame.last))
    return first if first == last else f"{first}-{last}"


MONDAY, TUESDAY, MIDWEEK, THURSDAY, SATURDAY = "11-23", "11-24", "11-25", "11-26", "11-28"


@pytest.mark.parametrize(
    ("text", "on", "read"),
    [
        # Tuesday to Thursday; once it has begun this week's rest or the next week's.
        ("a metà settimana", MONDAY, ["24/11-26/11"]),
        ("a metà settimana", TUESDAY, ["24/11-26/11"]),
        ("a metà settimana", MIDWEEK, ["25/11-26/11", "1/12-3/12"]),
        ("verso metà settimana", THURSDAY, ["1/12-3/12"]),
        ("metà della settimana prossima", MONDAY, ["1/12-3/12"]),
        ("a metà della prossima settimana", SATURDAY, ["1/12-3/12"]),
        ("a inizio settimana", SATURDAY, ["30/11-1/12"]),
        # "In otto" counts the day itself: a week after the coming one.
        ("venerdì in otto", MONDAY, ["4/12"]),
        ("venerdì a otto", THURSDAY, ["4/12"]),
        ("venerdì in otto", SATURDAY, ["11/12"]),
        ("mercoledì in otto", MIDWEEK, ["2/12", "9/12"]),
        ("venerdì fra otto giorni", MIDWEEK, ["4/12"]),
        ("venerdì tra quindici giorni", MIDWEEK, ["11/12"]),
        ("venerdì a quindici", MIDWEEK, ["11/12"]),
        ("oggi a otto", MIDWEEK, ["2/12"]),
        ("domani a otto", MIDWEEK, ["3/12"]),
        # Around the tenth day, two before and two after.
        ("fra una decina di giorni", MIDWEEK, ["3/12-7/12"]),
        ("fra dieci giorni", MIDWEEK, ["5/12"]),
        ("dopo le feste", MIDWEEK, ["7/1-"]),
        ("prima di Natale", MIDWEEK, ["-24/12"]),
        ("il primo lunedì del mese", MIDWEEK, ["7/12"]),
        ("il primo lunedì del mese", "12-01", ["7/12"]),
        ("il primo lunedì del mese prossimo", "12-01", ["4/1"]),
        # Said on that very day it is the next; two days before it may be either.
        ("mercoledì prossimo", MIDWEEK, ["2/12"]),
        ("mercoledì prossimo", MONDAY, ["25/11", "2/12"]),
        ("mercoledì prossimo", SATURDAY, ["2/12"]),
    ],
)
def test_days_told_by_the_way_people_count(text: str, on: str, read: list[str]) -> None:
    assert days_read(text, on) == read


@pytest.mark.parametrize("text", ["ho 2 figli, uno in 3 media", "la settima settimana di gravidanza", "alle otto"])
def test_what_only_sounds_like_it_names_no_day(text: str) -> None:
    reading = read_wish(text, WEDNESDAY)
    assert reading is None or not any(frame.has_days for frame in getattr(reading, "any_of", ()))
