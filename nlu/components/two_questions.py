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


def two_questions(heads: Heads, cut: Sequence[Tuple[List[str], List[str]]]) -> Tuple[Part, ...]:
    """The two parts, by the cut that leaves both surest; none where no cut leaves two different concepts asked about."""
    pairs = [[" ".join(tokens) for tokens in pair] for pair in cut]
    likely = [(sureness, pair) for pair in pairs if (sureness := _sureness(heads, pair))]
    for _, pair in sorted(likely, key=lambda one: -one[0]):
        parts = tuple(Part(text, heads.read(text)) for text in pair)
        if all(part.reading.acts[0][0] == "ask" for part in parts):
            return parts
    return ()


def _sureness(heads: Heads, pair: Sequence[str]) -> float:
    """How sure the less sure of two parts is of its concept; 0 where they are not about two."""
    surest = [heads.surest_concept(text) for text in pair]
    (first, _), (second, _) = surest
    told = zip(surest, pair, strict=True)
    if not first or not second or first == second or any(p < _least(text) for (_, p), text in told):
        return 0.0
    return min(p for _, p in surest)


def _least(text: str) -> float:
    return ASKED_MIN if len(text.split()) >= FEWEST_WORDS else NAME_MIN
