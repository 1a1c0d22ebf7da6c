"""A labelled set with the assistant's answers to it: what everything in the report is counted from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from benchmarks.scoring import Score, scores, verdicts

READABLE = frozenset({"known"})
"""Of all other sets nothing but figures may be printed or written."""
FACTS = ("facts in the reply", "two services, facts of both")
"""Figures of what is said, not of what is understood."""


@dataclass(frozen=True)
class Answered:
    """The lines of a set, each with its answer."""

    name: str
    lines: tuple[dict[str, Any], ...]
    answers: tuple[dict[str, Any], ...]

    def __iter__(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """The lines that expect something, each with its answer; some only lead a talk on."""
        return ((line, answer) for line, answer in zip(self.lines, self.answers, strict=True) if line["expect"])

    @property
    def may_be_read(self) -> bool:
        """Whether its texts may be shown."""
        return self.name in READABLE

    @cached_property
    def scores(self) -> dict[str, Score]:
        return scores(self.lines, self.answers, keep_misses=self.may_be_read)

    @property
    def unanswered(self) -> int:
        """How many lines brought an error in place of an answer."""
        return sum("error" in answer for answer in self.answers)


def is_understood(line: dict[str, Any], answer: dict[str, Any]) -> bool:
    """Whether everything that the line expects was understood; what the reply says of it is another matter."""
    return all(hit for figure, hit in verdicts(line, answer) if figure not in FACTS)


def missed(line: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    """The figures for which the answer is a miss."""
    return [figure for figure, hit in verdicts(line, answer) if not hit]


def counted(hits: Iterable[bool]) -> Score:
    """The score of a row of hits and misses."""
    every = list(hits)
    return Score(sum(every), len(every))
