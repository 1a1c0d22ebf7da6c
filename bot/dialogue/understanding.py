"""What the brain made of a message: its act, what it is about, which sides of it are asked."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.knowledge.schema import Aspect

FIRST_ASPECT_MIN = 0.02
"""From this probability on the likeliest aspect counts as asked: whoever asks about a service nearly always asks one thing."""
OVERVIEW_WEIGHT = 0.45
"""How much the probability that no aspect is asked counts beside that of the likeliest: an aspect too many is told sooner than missed."""
IN_NEED_MIN = 0.8
"""In a need nothing may be asked at all: an aspect counts from this probability on."""
LEAST = 1e-4
"""Probabilities are rounded to this."""
SEVERAL_WEIGHT = 0.5
SECOND_ASPECT_MIN = 2.0
"""A second aspect counts when its log-odds and, weighed, those of "several are asked" reach this sum."""
OTHER_ASPECT_MIN = 0.95
SEVERAL_MIN = 0.5
"""From these probabilities, of itself and of several, on any further aspect counts."""


@dataclass(frozen=True)
class Understanding:
    """What the brain made of a message: its act, the concepts best first ("" = none named), the probability of each aspect
    of none (`overview`) and of more than one (`several`); `parts` are its two questions where it may hold two, `text` such a part's words."""

    act: str
    confidence: float = 1.0
    concepts: tuple[tuple[str, float], ...] = ()
    aspect_probabilities: Mapping[Aspect, float] = field(default_factory=dict)
    overview: float = 0.0
    several: float = 0.0
    language: str | None = None
    parts: tuple["Understanding", ...] = ()
    text: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Understanding":
        """The understanding whose fields these are, as `dataclasses.asdict` and a trip through JSON leave them."""
        concepts = tuple((concept, p) for concept, p in data["concepts"])
        return cls(**{**data, "concepts": concepts, "parts": tuple(map(cls.from_json, data["parts"]))})

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """The aspects asked, surest first; none where everything is asked, in brief."""
        if self.overview * OVERVIEW_WEIGHT > self.surest_aspect:
            return ()
        ranked = sorted(self.aspect_probabilities.items(), key=lambda found: -found[1])
        return tuple(aspect for place, (aspect, p) in enumerate(ranked) if self._counts(place, p))

    def _counts(self, place: int, probability: float) -> bool:
        """Whether an aspect of this probability counts as asked, at its place from 0 among the likeliest."""
        if place == 0:
            return probability >= (IN_NEED_MIN if self.act == "need" else FIRST_ASPECT_MIN)
        if place == 1:
            return _log_odds(probability) + SEVERAL_WEIGHT * _log_odds(self.several) >= SECOND_ASPECT_MIN
        return probability >= OTHER_ASPECT_MIN and self.several >= SEVERAL_MIN

    @property
    def surest_aspect(self) -> float:
        """The probability of the likeliest aspect."""
        return max(self.aspect_probabilities.values(), default=0.0)

    @property
    def named(self) -> list[tuple[str, float]]:
        """The concepts without "none", best first."""
        return [(concept, p) for concept, p in self.concepts if concept]

    @property
    def surest_name(self) -> float:
        """The probability of the likeliest concept."""
        return max((probability for _, probability in self.named), default=0.0)

    @property
    def names_nothing(self) -> float:
        """The probability that the message names no concept and only the talk before explains it."""
        return dict(self.concepts).get("", 0.0)


def _log_odds(probability: float) -> float:
    inside = min(max(probability, LEAST), 1 - LEAST)
    return math.log(inside / (1 - inside))
