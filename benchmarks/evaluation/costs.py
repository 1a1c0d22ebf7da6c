"""What the understanding costs: the size of its model, how long it was learnt, how long a turn takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from benchmarks.evaluation.answered import Answered
from bot.brain.training import seconds_of_training


@dataclass(frozen=True)
class Costs:
    """`training_seconds` is None where the model was trained before this was noted, or elsewhere."""

    model: str
    megabytes: float
    training_seconds: float | None


@dataclass(frozen=True)
class TurnTimes:
    """Milliseconds from a message to its replies, as one citizen alone waits: safety, brain and action, without the network."""

    p50: float
    p95: float


def costs_of(model: Path, state_folder: Path) -> Costs:
    return Costs(model.name, model.stat().st_size / 1e6, seconds_of_training(model.name, state_folder))


def turn_times(sets: Iterable[Answered]) -> TurnTimes:
    """Of all answers together; NaN where there are too few to tell."""
    took = [answer["latency_ms"] for answered in sets for answer in answered.answers if "latency_ms" in answer]
    if len(took) < 2:
        return TurnTimes(float("nan"), float("nan"))
    marks = quantiles(took, n=100, method="inclusive")
    return TurnTimes(marks[49], marks[94])
