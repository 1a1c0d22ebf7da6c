"""The training sentences as the heads want them, and the ones made from them: with typos, two questions in one, a name and a question."""

import random
from dataclasses import dataclass, replace
from typing import FrozenSet, Iterable, List, Sequence, Tuple

from nlu.components.noise import noisy

SEED = 20261122
ASKING = ("ask", "need")
PAIRS = 1500
"""How many two-questions-in-one sentences are made: enough for all pairs of nine aspects, few beside the written ones."""


@dataclass(frozen=True)
class Example:
    """One sentence in normalised words, with its labels; `concept` is empty where only the talk before could tell."""

    text: str
    act: str
    concept: str = ""
    also: Tuple[str, ...] = ()
    aspects: FrozenSet[str] = frozenset()
    origin: int = -1
    """Position of the written example that this one was made from."""


def made_from(examples: Sequence[Example]) -> List[Example]:
    """A copy of each example with typos, and two questions in one message; the same for the same data."""
    rng = random.Random(SEED)
    written = [replace(e, origin=i) for i, e in enumerate(examples)]
    typos = [replace(e, text=noisy(e.text, rng)) for e in written]
    return [t for t, e in zip(typos, written) if t.text != e.text] + list(_paired(written, rng))


def _paired(examples: Sequence[Example], rng: random.Random) -> Iterable[Example]:
    """A service's name followed by a bare question, and two questions about one service."""
    named = [e for e in examples if e.act == "ask" and e.concept and not e.aspects and len(e.text.split()) <= 8]
    asked = [e for e in examples if e.act == "ask" and e.concept and len(e.aspects) == 1]
    bare = [e for e in examples if e.act == "ask" and not e.concept and e.aspects]
    if named and asked and bare:
        for _ in range(PAIRS):
            yield _joined(rng.choice(named), rng.choice(bare))
            yield _joined(rng.choice(asked), rng.choice(bare))


def _joined(first: Example, second: Example) -> Example:
    return replace(first, text=f"{first.text} {second.text}", aspects=first.aspects | second.aspects)
