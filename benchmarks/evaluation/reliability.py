"""Whether the brain's confidence can be believed: of the messages of which it is 80 % sure, are 80 % right?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.evaluation.answered import Answered
from benchmarks.scoring import Score, right_service

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The messages whose confidence lies between `low` and `high`; `confidence` is its mean."""

    low: float
    high: float
    confidence: float
    score: Score


def points(answered: Answered) -> list[tuple[float, bool]]:
    """Confidence and truth of each message that stands alone and that the brain read.

    What follows in a talk is decided with the talk, a cry for help before the brain. Where an answer was right, asking
    back with the right service first is right too: the reading was.
    """
    alone = [(line["expect"], answer) for line, answer in answered if "conversation" not in line]
    read = [(e, a) for e, a in alone if "action" in e and "confidence" in a and not a.get("crisis")]
    return [(answer["confidence"], _is_right(expect, answer)) for expect, answer in read]


def _is_right(expect: dict[str, Any], answer: dict[str, Any]) -> bool:
    wanted = expect["action"] if isinstance(expect["action"], list) else [expect["action"]]
    also = {"choose"} if "answer" in wanted and "service" in expect else set()
    return answer["action"] in {*wanted, *also} and right_service(expect, answer)


def bins(found: Iterable[tuple[float, bool]], count: int = BINS) -> list[Bin]:
    """Bins of equal width from 0 to 1, without the empty ones; 1.0 belongs to the last."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(count)]
    for confidence, right in found:
        groups[min(int(confidence * count), count - 1)].append((confidence, right))
    return [_bin(place / count, (place + 1) / count, group) for place, group in enumerate(groups) if group]


def _bin(low: float, high: float, group: Sequence[tuple[float, bool]]) -> Bin:
    hits = sum(right for _, right in group)
    return Bin(low, high, sum(confidence for confidence, _ in group) / len(group), Score(hits, len(group)))


def calibration_error(found: Sequence[Bin]) -> float:
    """Expected calibration error: how far confidence and truth are apart, each bin by its share of the messages (0 = never)."""
    total = sum(b.score.tries for b in found)
    return sum(b.score.tries * abs(b.confidence - b.score.rate) for b in found) / total if total else 0.0
