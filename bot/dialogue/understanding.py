"""What the brain made of a message: its act, what it is about, which sides of it are asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.knowledge.schema import ASPECTS, Aspect

FIRST_ASPECT_MIN = 0.06
"""From this probability on the likeliest aspect counts as asked: whoever asks about a service nearly always asks one thing."""
OVERVIEW_WEIGHT = 0.45
"""How much the probability that no aspect is asked counts beside that of the likeliest: an aspect too many is told sooner than missed."""
OTHER_ASPECT_MIN = 0.8
"""From this probability on an aspect counts as asked too; and in a need, where nothing may be asked at all."""


@dataclass(frozen=True)
class Understanding:
    """What the brain made of a message: its act, the concepts best first ("" = none named), the probability of each aspect
    and of none (`overview`); `parts` are its two questions where it may hold two, `text` such a part's words."""

    act: str
    confidence: float = 1.0
    concepts: tuple[tuple[str, float], ...] = ()
    aspect_probabilities: Mapping[Aspect, float] = field(default_factory=dict)
    overview: float = 0.0
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
        ranked = sorted(ASPECTS, key=lambda aspect: -self.aspect_probabilities.get(aspect, 0))
        first_min = OTHER_ASPECT_MIN if self.act == "need" else FIRST_ASPECT_MIN
        minimums = [first_min, *[OTHER_ASPECT_MIN] * (len(ranked) - 1)]
        return tuple(
            a for a, least in zip(ranked, minimums, strict=True) if self.aspect_probabilities.get(a, 0) >= least
        )

    @property
    def surest_aspect(self) -> float:
        """The probability of the likeliest aspect."""
        return max(self.aspect_probabilities.values(), default=0.0)

    @property
    def named(self) -> list[tuple[str, float]]:
        """The concepts without "none", best first."""
        return [(concept, p) for concept, p in self.concepts if concept]

    @property
    def names_nothing(self) -> float:
        """The probability that the message names no concept and only the talk before explains it."""
        return dict(self.concepts).get("", 0.0)
