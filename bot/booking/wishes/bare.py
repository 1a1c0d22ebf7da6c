"""Whether a message says when and nothing besides: a wish that somebody else's talk may be read for."""

from datetime import datetime
from pathlib import Path

from bot.booking.wishes.reading import rest_of, time_apart

_COURTESIES = frozenset((Path(__file__).parent / "courtesies.txt").read_text(encoding="utf-8").split())
"""What stands around a time where one answers "quando può venire?"."""


def says_only_when(text: str, now: datetime) -> bool:
    """Whether every word names a time or is a courtesy: not in "domani le porto i documenti"."""
    rest = rest_of(text, now)
    return rest is not None and all(word in _COURTESIES for word in rest.split())


def says_no_more(text: str, now: datetime) -> bool:
    """The same, where no time need be named either."""
    return all(word in _COURTESIES for word in time_apart(text, now).split())
