"""The day and the part of day that a question names, against a clock: for "il sabato c'è?", "domani pomeriggio posso venire?", "il 6 gennaio?"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.booking.wishes import Frame, Unclear, read_wish
from bot.booking.wishes.parts import PART_WORDS, PARTS, Part
from bot.booking.wishes.spelling import spelled
from bot.italian import normalise

_NOW = re.compile(r"\b(adesso|in questo momento|ora)\b")
_AN_HOUR = re.compile(r"\b(che|quale|mezz|un|l|all|d|dell|ogni) ora\b|\bora (di|del)\b")
"""An hour that is asked for or counted, which is not "now"."""


@dataclass(frozen=True)
class When:
    """A day, perhaps a part or an hour of it; `every_week` where a weekday is meant in general ("il sabato")."""

    day: date
    part: Part | None = None
    at: time | None = None
    is_now: bool = False
    every_week: bool = False


def find_when(text: str, now: datetime) -> When | None:
    """The time that the message names, if it names one; read as a wish is, but an hour of today that is over is one too."""
    if frame := _frame(text, now):
        part = next((PART_WORDS[word] for word in spelled(text).split() if word in PART_WORDS), None)
        if frame.day:
            return When(frame.day, part, frame.at)
        if len(frame.weekdays) == 1 and frame.first is None and frame.last is None:
            ahead = (frame.weekdays[0] - now.weekday()) % 7
            return When(now.date() + timedelta(days=ahead), part, frame.at, every_week=True)
    if _NOW.search(_AN_HOUR.sub("", normalise(text))):
        return When(now.date(), at=now.time(), is_now=True)
    return None


def _frame(text: str, now: datetime) -> Frame | None:
    reading = read_wish(text, datetime.combine(now.date(), time(), now.tzinfo))
    if isinstance(reading, Unclear):
        reading = next(iter(reading.perhaps), None)
    return reading.any_of[0] if reading else None


__all__ = ["PARTS", "Part", "When", "find_when"]
