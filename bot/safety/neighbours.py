"""How near a message comes to cries for help that were told, against calm messages: what a weighed word cannot tell, a like one can.

Each sentence is the set of its words' beginnings, which forgives endings; likeness is the cosine of their rarities.
"""

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import nlargest
from pathlib import Path

BEGINNING = 6
"""Letters of a word that count: endings are grammar, or slips."""
TOO_COMMON = 0.1
"""Beginnings in more than this part of the sentences say nothing, and would cost most of the time."""
NEAREST = 3
"""How many of the likest sentences on either side count, on average."""


class Neighbours:
    """Sentences by their beginnings of words: `rows[beginning]` are the numbers of those that hold it; `sizes` says how many
    each group has, one group after the other."""

    def __init__(self, sizes: Mapping[str, int], rows: Mapping[str, Sequence[int]]) -> None:
        self._sizes = sizes
        self._rows = rows
        self._group = [group for group, size in sizes.items() for _ in range(size)]
        total = len(self._group)
        self._rarity = {word: math.log((1 + total) / (1 + len(found))) ** 2 for word, found in rows.items()}
        squares = [0.0] * total
        for word, found in rows.items():
            for row in found:
                squares[row] += self._rarity[word]
        self._lengths = [math.sqrt(square) or 1.0 for square in squares]

    def likeness(self, words: Sequence[str]) -> dict[str, float]:
        """Of each group how like its nearest sentences are, from 0 to 1."""
        known = _beginnings(words) & self._rarity.keys()
        shared: dict[int, float] = defaultdict(float)
        for word in known:
            for row in self._rows[word]:
                shared[row] += self._rarity[word]
        length = math.sqrt(sum(self._rarity[word] for word in known)) or 1.0
        like: dict[str, list[float]] = {group: [] for group in self._sizes}
        for row, total in shared.items():
            like[self._group[row]].append(total / self._lengths[row] / length)
        return {group: sum(nlargest(NEAREST, found)) / NEAREST for group, found in like.items()}

    def save(self, file: Path) -> None:
        """Always the same bytes for the same sentences."""
        body = json.dumps({"sizes": self._sizes, "rows": self._rows}, separators=(",", ":"))
        file.write_bytes(gzip.compress(body.encode(), mtime=0))


def neighbours_of(groups: Mapping[str, Sequence[Sequence[str]]]) -> Neighbours:
    """The sentences of each group, given as their words, made ready to be compared with."""
    sentences = [_beginnings(words) for group in groups.values() for words in group]
    counted = Counter(word for sentence in sentences for word in sentence)
    rows: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for word in sorted(sentence):
            if 1 < counted[word] <= TOO_COMMON * len(sentences):
                rows[word].append(number)
    return Neighbours({name: len(group) for name, group in groups.items()}, dict(sorted(rows.items())))


def load(file: Path) -> Neighbours:
    """What `save` wrote."""
    return Neighbours(**json.loads(gzip.decompress(file.read_bytes())))


def _beginnings(words: Sequence[str]) -> set[str]:
    return {word[:BEGINNING] for word in words}
