"""The day and the part of day that a message names, against a clock: for "il sabato c'è?", "domani pomeriggio posso venire?"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.italian import normalise
from bot.times import WEEKDAYS, without_final_accent

Part = Literal["mattina", "pomeriggio", "sera"]
PARTS: dict[Part, tuple[time, time]] = {
    "mattina": (time(0), time(13)),
    "pomeriggio": (time(13), time(19)),
    "sera": (time(18), time.max),
}
"""When a part of the day begins and ends, as people mean it."""

_WEEKDAY_WORDS = {without_final_accent(name): number for number, name in enumerate(WEEKDAYS)}
_DAY_WORDS = {
    "oggi": 0,
    "stasera": 0,
    "stamattina": 0,
    "stamani": 0,
    "stanotte": 0,
    "domani": 1,
    "dopodomani": 2,
    "domattina": 1,
}
_PART_WORDS: dict[str, Part] = {
    "mattina": "mattina", "mattino": "mattina", "stamattina": "mattina", "stamani": "mattina", "domattina": "mattina",
    "mattinata": "mattina", "pomeriggio": "pomeriggio", "sera": "sera", "stasera": "sera", "serata": "sera",
}  # fmt: skip
_NOW = re.compile(r"\b(adesso|in questo momento|ora)\b")
_AN_HOUR = re.compile(r"\b(che|quale|mezz|un|l|all|d|dell|ogni) ora\b|\bora (di|del)\b")
"""An hour that is asked for or counted, which is not "now"."""
_THIS_PART = re.compile(r"\bquest[ao] (mattin[ao]|mattinata|pomeriggio|sera|serata)\b")
_EVERY = re.compile(r"\b(il|di|ogni|nel|la|al) (?=luned|marted|mercoled|gioved|venerd|sabato|domenica)")
_AT = re.compile(r"\b(?:alle|dalle|ore|verso le|per le) (\d{1,2})(?:[.:,](\d\d))?\b")


@dataclass(frozen=True)
class When:
    """A day, perhaps a part or an hour of it; `every_week` where a weekday is meant in general ("il sabato")."""

    day: date
    part: Part | None = None
    at: time | None = None
    is_now: bool = False
    every_week: bool = False


def find_when(text: str, now: datetime) -> When | None:
    """The time that the message names, if it names one."""
    message = normalise(text)
    words = message.split()
    part = next((_PART_WORDS[w] for w in words if w in _PART_WORDS), None)
    at = _hour(message, part)
    weekday = next((_WEEKDAY_WORDS[w] for w in words if w in _WEEKDAY_WORDS), None)
    today = 0 if _THIS_PART.search(message) else None
    relative = next((_DAY_WORDS[w] for w in words if w in _DAY_WORDS), today)
    if relative is not None:
        return When(now.date() + timedelta(days=relative), part, at)
    if weekday is not None:
        ahead = (weekday - now.weekday()) % 7
        return When(now.date() + timedelta(days=ahead), part, at, every_week=bool(_EVERY.search(message)))
    if _NOW.search(_AN_HOUR.sub("", message)):
        return When(now.date(), at=now.time(), is_now=True)
    return None


def _hour(message: str, part: Part | None) -> time | None:
    found = _AT.search(message)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if part in ("pomeriggio", "sera") and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None
