"""Days that have a name: "dopo le feste", "prima di Natale", "vigilia", "Ferragosto", "Pasqua"."""

import re
from datetime import date
from functools import partial

from bot.booking.wishes.mentions import DAY, Days, Marked, Mention, one

_FIXED = {
    "vigilia(?: di natale)?": (12, 24),
    "(?<= di )natale|(?<= a )natale|(?<= dopo )natale|(?<= entro )natale|(?<= per )natale|(?<= tra )natale|(?<= fra )natale": (
        12,
        25,
    ),
    "santo stefano": (12, 26),
    "(?:san silvestro|ultimo dell anno)": (12, 31),
    "capodanno": (1, 1),
    "(?:la )?(?:epifania|befana)": (1, 6),
    "ferragosto": (8, 15),
    "immacolata": (12, 8),
}
_NAMED = [(re.compile(rf"\b(?:{words})\b"), *day) for words, day in _FIXED.items()]
_BETWEEN_THE_YEARS = re.compile(r"\b(?:tra|fra) natale e capodanno\b")
_HOLIDAYS = re.compile(r"\b(?:(?:le |delle )?(?:feste|vacanze|festivita|ferie)(?: (?:di natale|natalizie|estive))?)\b")
_EASTER = re.compile(r"\b(pasqua|pasquetta)\b")
SUMMER = range(4, 9)
"""Months in which "le vacanze" are August's."""


def mark_feasts(marked: Marked) -> None:
    """Marks the days with a name, each the coming one."""
    today = marked.today
    marked.mark(_BETWEEN_THE_YEARS, lambda _: Mention((Days(_coming(12, 26, today), _coming(12, 31, today)),)))
    marked.mark(_HOLIDAYS, lambda _: Mention((_holidays(today),), is_feast=True))
    marked.mark(
        _EASTER, lambda found: Mention((one(_coming_easter(today) + (found[1] != "pasqua") * DAY),), is_feast=True)
    )
    for pattern, month, day in _NAMED:
        marked.mark(pattern, partial(_named, _coming(month, day, today)))


def _named(day: date, _: re.Match[str]) -> Mention:
    return Mention((one(day),), is_feast=True)


def _coming(month: int, day: int, today: date) -> date:
    return date(today.year + ((month, day) < (today.month, today.day)), month, day)


def _holidays(today: date) -> Days:
    """August, or from Christmas Eve to the Epiphany, whichever is nearer."""
    if today.month in SUMMER:
        return Days(date(today.year, 8, 1), date(today.year, 8, 31))
    end = _coming(1, 6, today)
    return Days(date(end.year - 1, 12, 24), end)


def _coming_easter(today: date) -> date:
    this = _easter(today.year)
    return this if this >= today else _easter(today.year + 1)


def _easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (Butcher's rule)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
