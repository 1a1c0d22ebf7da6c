"""Wishes in free Italian, written down before the grammar was; the clock stands at Wednesday 25 November 2026, 10:30."""

import json
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from bot.booking.wishes import Frame, Reading, Unclear, Wished, read_wish
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
