"""The day, the part of it, or the days that a question names, against a clock: "il sabato c'è?", "il 6 gennaio?", "durante le feste?"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bot.booking.wishes import Frame, Unclear, read_wish
from bot.booking.wishes.parts import PART_WORDS, PARTS, Part
from bot.booking.wishes.spelling import JUST_READ, spelled
from bot.italian import normalise

_NOW = re.compile(r"\b(?:adesso|in questo momento|ora)\b")
_PATRON = re.compile(r"\b(?:patrono|festa patronale)\b")
LONGEST = timedelta(days=15)
"""Of a stretch: from Christmas Eve to the Epiphany."""
_AN_HOUR = re.compile(
    r"\b(?:un|una|l|all|d|dall|dell|nell|sull|quell|mezz|mezza|che|quale|qualche|ogni|qualsiasi|qualunque|nessuna|per|di|cert[ao]|stessa|medesima"
    r"|altra|giusta|buon|buona|tard[ao]|prima|ultima|comoda|precisa|determinata|intera|bell) ora\b|\bora (?:di|del|della|dei|in cui)\b"
)
"""The noun, which is counted, asked for or described: an hour, and not "now"."""


@dataclass(frozen=True)
class When:
    """A day, perhaps a part or an hour of it; `every_week` where a weekday is meant in general ("il sabato")."""

    day: date
    part: Part | None = None
    at: time | None = None
    is_now: bool = False
    every_week: bool = False


@dataclass(frozen=True)
class Stretch:
    """Several days from the first to the last, both included; without a last, from that day on."""

    first: date
    last: date | None
    part: Part | None = None

    def each(self) -> list[date]:
        """None where it has no end."""
        days = (self.last - self.first).days if self.last else -1
        return [self.first + timedelta(days=n) for n in range(days + 1)]


def find_when(text: str, now: datetime) -> When | None:
    """The time that the message names, if it names one; read as a wish is, but an hour of today that is over is one too."""
    if frame := _frame(text, now):
        part = _part(text)
        if frame.day:
            return When(frame.day, part, frame.at)
        if len(frame.weekdays) == 1 and frame.first is None and frame.last is None:
            ahead = (frame.weekdays[0] - now.weekday()) % 7
            return When(now.date() + timedelta(days=ahead), part, frame.at, every_week=True)
    if _NOW.search(_AN_HOUR.sub("", normalise(text))):
        return When(now.date(), at=now.time(), is_now=True)
    return None


def find_days(text: str, now: datetime) -> Stretch | None:
    """The stretch of days that the message names; none where it is so long that nobody would be told each day."""
    frame = _frame(text, now)
    if frame is None or frame.first is None or frame.day or frame.weekdays:
        return None
    is_long = frame.last is not None and frame.last - frame.first > LONGEST
    return None if is_long else Stretch(frame.first, frame.last, _part(text))


def names_patron(text: str) -> bool:
    """Whether the patron saint's day is meant, whichever that is."""
    return _PATRON.search(normalise(text)) is not None


def _part(text: str) -> Part | None:
    return next((PART_WORDS[word] for word in spelled(text).split() if word in PART_WORDS), None)


def _frame(text: str, now: datetime) -> Frame | None:
    return _frame_on(text, datetime.combine(now.date(), time(), now.tzinfo))


@lru_cache(maxsize=JUST_READ)
def _frame_on(text: str, midnight: datetime) -> Frame | None:
    reading = read_wish(text, midnight)
    if isinstance(reading, Unclear):
        reading = next(iter(reading.perhaps), None)
    return reading.any_of[0] if reading else None


__all__ = ["PARTS", "Part", "Stretch", "When", "find_days", "find_when", "names_patron"]
