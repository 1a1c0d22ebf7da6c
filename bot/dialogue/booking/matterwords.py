"""The words by which matter.py tells the desk's appointment from another thing (matters.txt)."""

import re
from pathlib import Path

from bot.booking.wishes.spelling import MONTH, NUMBERS, WEEKDAY
from bot.relatives import FAMILY, named

_LINES = (Path(__file__).parent / "matters.txt").read_text(encoding="utf-8").splitlines()
_WORDS = dict(line.split(": ", 1) for line in _LINES if not line.startswith("#"))


def _any(*kinds: str) -> str:
    """A pattern for the words of these kinds in matters.txt."""
    return "|".join(word.replace("*", r"\w*") for kind in kinds for word in _WORDS[kind].split())


_NEAR = named(*FAMILY, "friends")
OURS = re.compile(
    rf"{_any('desk', 'time', 'people', 'around')}|{WEEKDAY}|{'|'.join(NUMBERS)}|{MONTH}|\w+edi|\d.*|{_NEAR}"
)
BESIDE_OURS = re.compile(_any("why", "where", "told"))
"""What may stand behind an appointment of ours, and is cancelled by nobody here."""
TOLD = re.compile(_any("told"))
PAPER = re.compile(rf"(?:{_any('paper')})\b")
