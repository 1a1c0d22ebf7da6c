"""`.sportello/evaluation/report.html`: one page that needs nothing besides itself."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element

from benchmarks.evaluation.answered import Answered
from benchmarks.evaluation.costs import Costs, turn_times
from benchmarks.markup import node, page
from benchmarks.evaluation.mistakes import worst
from benchmarks.sections import calibration, confusions, figures, mistakes, styles
from bot.times import now

CSS = Path(__file__).with_name("report.css")
TITLE = "Sportello: what is understood"
INTRODUCTION = """\
Every message of two labelled sets is answered by the assistant as a citizen's would be. The known set was labelled by
others than those who wrote the training sentences, but its misses have been read since, and have taught. Of the unseen set
only figures are looked at: it tells how well a message is understood that nobody here has seen."""


def report(sets: Sequence[Answered], costs: Costs, at: datetime | None = None) -> str:
    """The page."""
    readable = [answered for answered in sets if answered.may_be_read]
    sections = [
        node("h1", TITLE),
        node("p", f"{at or now():%Y-%m-%d %H:%M}. {INTRODUCTION}"),
        _costs(sets, costs),
        figures(sets),
        styles(sets),
        calibration(sets),
        confusions(sets),
        *(mistakes(answered.name, worst(answered)) for answered in readable),
    ]
    head = node("head", node("meta", charset="utf-8"), node("title", TITLE), node("style", CSS.read_text("utf-8")))
    return page(node("html", head, node("body", *sections), lang="en"))


def _costs(sets: Sequence[Answered], costs: Costs) -> Element:
    times = turn_times(sets)
    learnt = "not noted" if costs.training_seconds is None else f"{costs.training_seconds:.0f} s"
    rows = {
        "messages": ", ".join(f"{len(answered.lines)} {answered.name}" for answered in sets),
        "without an answer": str(sum(answered.unanswered for answered in sets)),
        "model": f"{costs.model}, {costs.megabytes:.1f} MB",
        "training": learnt,
        "a turn, reading and reply": f"p50 {times.p50:.1f} ms, p95 {times.p95:.1f} ms",
    }
    lines = [node("tr", node("th", name), node("td", value)) for name, value in rows.items()]
    return node("section", node("h2", "The run"), node("table", *lines))
