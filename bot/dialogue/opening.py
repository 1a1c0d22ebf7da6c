"""A bare question whether the office is open, and about nothing else: "aperto domani?", "lavorate il 6 gennaio?"."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.booking.wishes import time_apart
from bot.dialogue.answer import answer
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from bot.italian import normalise
from bot.when import find_days, find_when, names_patron

_OPEN = re.compile(
    r"\b(?:apert[oaie]|chius[oaie]|lavorate|lavorano|ricev(?:e|ete|ono)|"
    r"apr(?:e|ite|ono)|chiud(?:e|ete|ono)|fate (?:il )?ponte|ci siete|ci sarete|c e qualcuno)\b"
)
_BESIDE = frozenset((Path(__file__).parent / "beside_opening.txt").read_text(encoding="utf-8").split())
"""What may stand beside a time and a word of opening. "Comune" is not among them: what else is closed there, nobody knows here."""


def is_about_opening(turn: Turn) -> bool:
    """Whether it asks that, or goes on to another day after a question about hours: "e a San Silvestro?"."""
    if "orari" in turn.context.aspects and "?" in turn.text and _rest(turn.text, turn.now) == "":
        return True
    return asks_if_open(turn.text, turn.now)


def asks_if_open(text: str, now: datetime) -> bool:
    """Whether it names a time and asks, of nothing in particular, if somebody is there: not in "la farmacia è aperta domani?"."""
    if _OPEN.search(normalise(text)) is None:
        return False
    return _rest(text, now) == "" and _OPEN.search(time_apart(text, now)) is not None


def _rest(text: str, now: datetime) -> str | None:
    """What is said besides a time and whether it is open; none where no time is named."""
    if not (find_when(text, now) or find_days(text, now) or names_patron(text)):
        return None
    return " ".join(word for word in _OPEN.sub(" ", time_apart(text, now)).split() if word not in _BESIDE)


def when_open(turn: Turn) -> Decision:
    """The answer about the hours of what the talk is about, else of the front desk."""
    asked = Understanding("ask", turn.understanding.confidence, (("", 1.0),), {"orari": 1.0})
    return answer(replace(turn, understanding=asked))
