"""`.sportello/evaluation/report.html`: one page that needs nothing besides itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks.evaluation.answered import Answered
from benchmarks.evaluation.confusion import Confusion, labels, of_actions, of_aspects, of_services
from benchmarks.evaluation.costs import Costs
from benchmarks.evaluation.mistakes import Mistake, worst
from benchmarks.evaluation.reliability import Bin, bins, calibration_error, points
from benchmarks.evaluation.styles import by_style
from benchmarks.scoring import Score
from bot.times import now

HERE = Path(__file__).parent
ASKED = {
    "service": 0.95,
    "aspect": 0.93,
    "service and aspect": 0.90,
    "facts in the reply": 0.95,
    "dialogue turn": 0.90,
    "handover": 0.95,
    "booking": 0.95,
    "privacy": 0.95,
    "smalltalk": 0.95,
    "language": 0.95,
    "out_of_scope": 0.92,
    "crisis found": 0.95,
    "crisis found, explicit": 1.0,
    "crisis found, veiled": 0.95,
    "crisis, no false alarm": 0.95,
}
"""What the understanding should reach; where nothing is said of a figure, nothing is drawn."""
MOST_CONFUSED = 20
FEWEST_CONFUSED = 2
"""Of an unread set a pair of services is told from so many messages on: one alone would give that message away."""


@dataclass(frozen=True)
class Matrix:
    """Counts by row (expected) and column (given), in the order of `names`."""

    subject: str
    names: list[str]
    rows: list[list[int]]

    @classmethod
    def of(cls, subject: str, found: Confusion) -> "Matrix":
        names = labels(found)
        return cls(subject, names, [[found[wanted, given] for given in names] for wanted in names])


@dataclass(frozen=True)
class View:
    """What the page shows of a set."""

    name: str
    lines: int
    unanswered: int
    scores: dict[str, Score]
    styles: dict[str, dict[str, Score]]
    bins: list[Bin]
    calibration_error: float
    matrices: list[Matrix]
    services: list[tuple[str, str, int]]
    mistakes: list[Mistake] | None

    @classmethod
    def of(cls, answered: Answered) -> "View":
        found = bins(points(answered))
        return cls(
            name=answered.name,
            lines=len(answered.lines),
            unanswered=answered.unanswered,
            scores=answered.scores,
            styles=by_style(answered),
            bins=found,
            calibration_error=calibration_error(found),
            matrices=[Matrix.of("actions", of_actions(answered)), Matrix.of("aspects", of_aspects(answered))],
            services=_most(of_services(answered), 1 if answered.may_be_read else FEWEST_CONFUSED),
            mistakes=worst(answered) if answered.may_be_read else None,
        )


def report(sets: Sequence[Answered], costs: Costs, at: datetime | None = None) -> str:
    """The page."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["percent"] = lambda share: f"{share:.1%}"
    views = [View.of(answered) for answered in sets]
    return environment.get_template("report.html").render(
        at=at or now(),
        views=views,
        figures=sorted({f for view in views for f in view.scores}),
        asked=ASKED,
        costs=costs,
    )


def _most(found: Counter[tuple[str, str]], fewest: int) -> list[tuple[str, str, int]]:
    return [(*pair, count) for pair, count in found.most_common(MOST_CONFUSED) if count >= fewest]
