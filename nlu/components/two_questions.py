"""Two questions about two things in one message: the cut at which both parts are surest of what they are about."""

from dataclasses import dataclass
from typing import List, Sequence, Tuple

from nlu.components.cuts import FEWEST_WORDS
from nlu.components.heads import Heads, Reading

ASKED_MIN = 0.75
"""From this probability on a part is about one concept."""
NAME_MIN = 0.95
"""The same of a part that is hardly more than a name."""


@dataclass(frozen=True)
class Part:
    """One of the two questions: its words, normalised, and what the heads say of them."""

    text: str
    reading: Reading

    @property
    def surest(self) -> Tuple[str, float]:
        return self.reading.concepts[0]


def two_questions(heads: Heads, cut: Sequence[Tuple[List[str], List[str]]]) -> Tuple[Part, ...]:
    """The two parts, by the cut that leaves both surest; none where no cut leaves two different concepts asked about."""
    pairs = [tuple(Part(" ".join(tokens), heads.read(" ".join(tokens))) for tokens in pair) for pair in cut]
    return max(filter(_differ, pairs), key=lambda pair: min(part.surest[1] for part in pair), default=())


def _differ(pair: Tuple[Part, ...]) -> bool:
    first, second = pair
    asked = all(part.reading.acts[0][0] == "ask" and part.surest[0] for part in pair)
    return asked and first.surest[0] != second.surest[0] and all(part.surest[1] >= _least(part) for part in pair)


def _least(part: Part) -> float:
    return ASKED_MIN if len(part.text.split()) >= FEWEST_WORDS else NAME_MIN
