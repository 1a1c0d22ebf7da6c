"""A bare question whether the office is open, and about nothing else: "aperto domani?", "lavorate il 6 gennaio?"."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.booking.wishes import time_apart
from bot.dialogue.answer import answer
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from bot.when import find_days, find_when, names_patron

_OPEN = re.compile(
    r"\b(?:apert[oaie]|chius[oaie]|lavorate|lavorano|ricev(?:e|ete|ono)|"
    r"apr(?:e|ite|ono)|chiud(?:e|ete|ono)|fate (?:il )?ponte|ci siete|ci sarete|c e qualcuno)\b"
)
_BESIDE = frozenset((Path(__file__).parent / "beside_opening.txt").read_text(encoding="utf-8").split())
"""What may stand beside a time and a word of opening. "Comune" is not among them: what else is closed there, nobody knows here."""


def asks_if_open(text: str, now: datetime) -> bool:
    """Whether it names a time and asks, of nothing in particular, if somebody is there: not in "la farmacia è aperta domani?"."""
    if not (find_when(text, now) or find_days(text, now) or names_patron(text)):
        return False
    rest = time_apart(text, now)
    return bool(_OPEN.search(rest)) and all(word in _BESIDE for word in _OPEN.sub(" ", rest).split())


def when_open(turn: Turn) -> Decision:
    """The answer about the hours of what the talk is about, else of the front desk."""
    asked = Understanding("ask", turn.understanding.confidence, (("", 1.0),), {"orari": 1.0})
    return answer(replace(turn, understanding=asked))
