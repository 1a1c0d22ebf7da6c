"""How near a message comes to cries for help that were told, against calm messages: what a weighed word cannot tell, a like one can.

Each sentence is the set of its words' beginnings, which forgives endings; likeness is the cosine of their rarities.
"""

import gzip
import json
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

BEGINNING = 6
"""Letters of a word that count: endings are grammar, or slips."""
TOO_COMMON = 0.1
"""Beginnings in more than this part of the sentences say nothing, and would cost most of the time."""
NEAREST = 3
"""How many of the likest sentences on either side count, on average."""
ENOUGH_SEEN = 1000
"""Sentences of a group that share a rare word with the message; what shares only commoner ones is hardly ever among the likest."""


class Neighbours:
    """Sentences by their beginnings of words: `rows[beginning]` are the numbers of those that hold it; `sizes` says how many
    each group has, one group after the other."""

    def __init__(self, sizes: Mapping[str, int], rows: Mapping[str, Sequence[int]]) -> None:
        self._sizes = sizes
        self._rows = rows
        total = sum(sizes.values())
        self._rarity = {word: math.log((1 + total) / (1 + len(found))) ** 2 for word, found in rows.items()}
        squares = [0.0] * total
        for word, found in rows.items():
            for row in found:
                squares[row] += self._rarity[word]
        self._everywhere = {word: frozenset(found) for word, found in rows.items()}
        self._lengths = [math.sqrt(square) or 1.0 for square in squares]
        ends = list(accumulate(sizes.values(), initial=0))
        self._groups = {
            group: {word: part for word, found in rows.items() if (part := _between(found, *bounds))}
            for group, bounds in zip(sizes, pairwise(ends), strict=True)
        }

    def likeness(self, words: Sequence[str], group: str, enough: float | None = None) -> float:
        """How like the nearest sentences of a group are, from 0 to 1; where it is `enough` already, it may be more than is said."""
        known = _beginnings(words) & self._rarity.keys()
        length = math.sqrt(sum(self._rarity[word] for word in known)) or 1.0
        return self._nearest(self._groups[group], known, None if enough is None else enough * length) / length

    def _nearest(self, rows: Mapping[str, Sequence[int]], known: set[str], enough: float | None) -> float:
        """Read for every message, over thousands of sentences: written to be quick. The rarest words name the sentences worth
        comparing; the commoner ones, once enough are named, only count in those, and where those named are near enough, not at all."""
        shared: dict[int, float] = {}
        get, seen = shared.get, 0
        for word in sorted(known & rows.keys(), key=lambda word: len(rows[word])):
            rarity, found = self._rarity[word], rows[word]
            if seen > ENOUGH_SEEN:
                for row in shared.keys() & self._everywhere[word]:
                    shared[row] += rarity
                continue
            if enough is not None and (near := self._mean(shared)) >= enough:
                return near
            for row in found:
                shared[row] = get(row, 0.0) + rarity
            seen += len(found)
        return self._mean(shared)

    def _mean(self, shared: Mapping[int, float]) -> float:
        """The likeness of the nearest, on average, given what each sentence shares with the message."""
        return sum(sorted([total / self._lengths[row] for row, total in shared.items()])[-NEAREST:]) / NEAREST

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


def _between(rows: Sequence[int], first: int, end: int) -> Sequence[int]:
    """Those of one group; the numbers ascend."""
    return rows[bisect_left(rows, first) : bisect_left(rows, end)]


def _beginnings(words: Sequence[str]) -> set[str]:
    return {word[:BEGINNING] for word in words}
