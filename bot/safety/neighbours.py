"""How near a message comes to cries for help that were told, against calm messages: what a weighed word cannot tell, a like one can.

Each sentence is the set of its words' beginnings, which forgives endings; likeness is the cosine of their rarities.
"""

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from pathlib import Path

BEGINNING = 6
"""Letters of a word that count: endings are grammar, or slips."""
TOO_COMMON = 0.1
"""Beginnings in more than this part of the sentences say nothing, and would cost most of the time."""
NEAREST = 3
"""How many of the likest sentences on either side count, on average."""


class Neighbours:
    """Sentences by their beginnings of words: `rows[beginning]` are the numbers of those that hold it; cries come first."""

    def __init__(self, cries: int, total: int, rows: Mapping[str, Sequence[int]]) -> None:
        self._cries = cries
        self._total = total
        self._rows = rows
        self._rarity = {word: math.log((1 + total) / (1 + len(found))) ** 2 for word, found in rows.items()}
        squares = [0.0] * total
        for word, found in rows.items():
            for row in found:
                squares[row] += self._rarity[word]
        self._lengths = [math.sqrt(square) or 1.0 for square in squares]

    def nearness(self, words: Sequence[str]) -> float:
        """The likeness of the nearest cries less that of the nearest calm sentences, from -1 to 1."""
        known = _beginnings(words) & self._rarity.keys()
        shared: dict[int, float] = defaultdict(float)
        for word in known:
            for row in self._rows[word]:
                shared[row] += self._rarity[word]
        length = math.sqrt(sum(self._rarity[word] for word in known)) or 1.0
        like = [(row < self._cries, total / self._lengths[row] / length) for row, total in shared.items()]
        cries, calm = (nlargest(NEAREST, (p for is_cry, p in like if is_cry == side)) for side in (True, False))
        return (sum(cries) - sum(calm)) / NEAREST

    def save(self, file: Path) -> None:
        """Always the same bytes for the same sentences."""
        body = json.dumps({"cries": self._cries, "total": self._total, "rows": self._rows}, separators=(",", ":"))
        file.write_bytes(gzip.compress(body.encode(), mtime=0))


def neighbours_of(cries: Iterable[Sequence[str]], calm: Iterable[Sequence[str]]) -> Neighbours:
    """The sentences, given as their words, made ready to be compared with."""
    first = [_beginnings(words) for words in cries]
    sentences = first + [_beginnings(words) for words in calm]
    counted = Counter(word for sentence in sentences for word in sentence)
    rows: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for word in sorted(sentence):
            if 1 < counted[word] <= TOO_COMMON * len(sentences):
                rows[word].append(number)
    return Neighbours(len(first), len(sentences), dict(sorted(rows.items())))


def load(file: Path) -> Neighbours:
    return Neighbours(**json.loads(gzip.decompress(file.read_bytes())))


def _beginnings(words: Sequence[str]) -> set[str]:
    return {word[:BEGINNING] for word in words}
