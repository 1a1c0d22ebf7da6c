"""The rounds of both sides as one table."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks.lessons import Trained
from benchmarks.measuring import Round

NAME, FIGURE = 30, 12
"""Widths of the table's columns."""


@dataclass(frozen=True)
class Figures:
    """What is told of one side."""

    rounds: Sequence[Round]
    learnt: Trained
    on_sample: Trained

    @property
    def turns(self) -> list[float]:
        return [turn for r in self.rounds for turn in r.turns]

    @property
    def unanswered(self) -> int:
        return sum(r.unanswered for r in self.rounds)

    def rows(self) -> dict[str, float | None]:
        """Every figure by its name; the less the better."""
        memories = [r.memory for r in self.rounds if r.memory]
        return {
            "turn, p50 (ms)": median(self.turns),
            "turn, p95 (ms)": quantiles(self.turns, n=20, method="inclusive")[-1],
            "memory, RSS (MB)": median(m.resident for m in memories) if memories else None,
            "memory, PSS (MB)": median(m.proportional for m in memories) if memories else None,
            "start until ready (s)": median(r.start for r in self.rounds),
            f"training, {self.on_sample.sentences} sentences (s)": self.on_sample.seconds,
            "model file (MB)": self.learnt.megabytes,
        }

    def spread(self) -> str:
        """How far the rounds are from each other: with a busy machine, far."""
        medians = [median(r.turns) for r in self.rounds]
        return f"{min(medians):.1f} to {max(medians):.1f} ms"


def table(ours: Figures, stock: Figures) -> str:
    """A Markdown table of both sides, with how many times ours goes into the stock figure."""
    lines = [_row("", "ours", "stock Rasa", "stock / ours"), _row("-" * NAME, *["-" * (FIGURE - 1) + ":"] * 3)]
    for (name, mine), theirs in zip(ours.rows().items(), stock.rows().values(), strict=True):
        lines.append(_row(name, _number(mine), _number(theirs), f"{theirs / mine:.1f}" if mine and theirs else "?"))
    return "\n".join(lines)


def notes(ours: Figures, stock: Figures) -> str:
    """What one must know to judge the table."""
    whole, some = ours.learnt, stock.learnt
    lines = [
        f"{len(ours.turns)} turns each in {len(ours.rounds)} rounds; p50 of the rounds: ours {ours.spread()}, stock {stock.spread()}.",
        f"Ours runs on all {whole.sentences} sentences, learnt in {whole.seconds:.0f} s; the stock recipe on a sample of "
        f"{some.sentences} ({some.sentences / some.total:.0%}), of which it learns the act alone.",
        f"Turns without a reply: ours {ours.unanswered}, stock {stock.unanswered}.",
        *(
            f"{t.model}: trained {t.at}, load {t.load:.1f}, {t.sentences} sentences."
            for t in (whole, ours.on_sample, some)
        ),
    ]
    return "\n".join(lines)


def _row(name: str, *cells: str) -> str:
    return f"| {name:{NAME}} | " + " | ".join(f"{cell:>{FIGURE}}" for cell in cells) + " |"


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:.1f}" if value < 100 else f"{value:.0f}"
