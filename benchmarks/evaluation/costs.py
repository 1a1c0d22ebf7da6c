"""What the understanding costs: the size of its model, how long it was learnt, how long reading and answering take."""

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from benchmarks.brains_python import lines_of
from benchmarks.evaluation.answered import Answered
from bot.brain.training import seconds_of_training
from bot.settings import Settings

PARSING_SECONDS = 120
"""When the reading of all messages is given up; it takes some seconds."""


@dataclass(frozen=True)
class Times:
    """Milliseconds."""

    p50: float
    p95: float

    def __str__(self) -> str:
        return f"p50 {self.p50:.1f} ms, p95 {self.p95:.1f} ms"


@dataclass(frozen=True)
class Costs:
    """`parse` is what the trained components take of a turn; `turn` goes from a message to its replies, one citizen alone:
    safety, brain and action. `load` is the machine's, to judge the times by."""

    model: str
    megabytes: float
    training_seconds: float | None
    parse: Times
    turn: Times
    load: float

    def rows(self) -> dict[str, str]:
        """Each by its name, in words."""
        learnt = "not noted here" if self.training_seconds is None else f"{self.training_seconds:.0f} s"
        return {
            "model": f"{self.model}, {self.megabytes:.1f} MB",
            "training": learnt,
            "parse": str(self.parse),
            "turn": str(self.turn),
            "load of the machine": f"{self.load:.1f} on {os.cpu_count()} cores",
        }


def costs_of(model: Path, settings: Settings, sets: Sequence[Answered]) -> Costs:
    """Measures parsing anew, in the brain's Python."""
    return Costs(
        model=model.name.split(".")[0],
        megabytes=model.stat().st_size / 1e6,
        training_seconds=seconds_of_training(model.name, settings.state_folder),
        parse=times(_parsing(model, settings, [line["text"] for s in sets for line in s.lines if line.get("text")])),
        turn=times(answer["latency_ms"] for s in sets for answer in s.answers if "latency_ms" in answer),
        load=os.getloadavg()[0],
    )


def times(took: Iterable[float]) -> Times:
    """NaN where there are too few to tell."""
    every = list(took)
    if len(every) < 2:
        return Times(float("nan"), float("nan"))
    marks = quantiles(every, n=100, method="inclusive")
    return Times(marks[49], marks[94])


def _parsing(model: Path, settings: Settings, texts: Iterable[str]) -> list[float]:
    """Milliseconds of each message; none where it failed: what was answered before is worth its report all the same."""
    program = ("benchmarks.evaluation.parsing", str(model))
    try:
        return list(map(float, lines_of(program, texts, settings, PARSING_SECONDS)))
    except subprocess.SubprocessError as error:
        print(f"Reading was not measured: {error}", file=sys.stderr)
        return []
