"""The training sentences as the heads want them, and the ones made from them: with typos, two questions in one, a name and a question."""

import random
from dataclasses import dataclass, replace
from typing import FrozenSet, Iterable, List, Tuple

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


def enlarged(examples: List[Example]) -> List[Example]:
    """The examples, a copy of each with typos, and made pairs; the same for the same data."""
    rng = random.Random(SEED)
    typos = [replace(e, text=noisy(e.text, rng)) for e in examples]
    return examples + [t for t, e in zip(typos, examples) if t.text != e.text] + list(_paired(examples, rng))


def _paired(examples: List[Example], rng: random.Random) -> Iterable[Example]:
    """A service's name followed by a bare question, and two questions about one service in one message."""
    named = [e for e in examples if e.act == "ask" and e.concept and not e.aspects and len(e.text.split()) <= 8]
    asked = [e for e in examples if e.act == "ask" and e.concept and len(e.aspects) == 1]
    bare = [e for e in examples if e.act == "ask" and not e.concept and e.aspects]
    if not (named and asked and bare):
        return
    for _ in range(PAIRS):
        yield _joined(rng.choice(named), rng.choice(bare))
        yield _joined(rng.choice(asked), rng.choice(bare))


def _joined(first: Example, second: Example) -> Example:
    return replace(first, text=f"{first.text} {second.text}", aspects=first.aspects | second.aspects)
