"""The report's sections, each a heading, a sentence on how to read it, and tables or pictures."""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from benchmarks.answered import Answered
from benchmarks.asked import ASKED
from benchmarks.charts import interval, matrix, reliability_diagram
from benchmarks.confusion import Confusion, of_actions, of_aspects, of_services
from benchmarks.markup import node
from benchmarks.mistakes import Mistake
from benchmarks.reliability import bins, calibration_error, points
from benchmarks.scoring import Score
from benchmarks.styles import SHOWN, by_style

MOST_CONFUSED = 20
FEWEST_CONFUSED = 2
"""Of an unread set a pair of services is told from so many messages on: one alone would give that message away."""


def figures(sets: Sequence[Answered]) -> Element:
    """All figures of all sets, with their intervals."""
    names = sorted({figure for answered in sets for figure in answered.scores})
    head = [cell for s in sets for cell in (s.name, "95 % interval", "right", "50 to 100 %")]
    rows = [
        [name, _share(ASKED.get(name)), *(cell for s in sets for cell in _cells(s.scores.get(name), ASKED.get(name)))]
        for name in names
    ]
    told = "The dot is the rate, the bar its 95 % interval (Wilson), the upright line what is asked."
    return _section("Figures", told, _table(["figure", "asked", *head], rows))


def styles(sets: Sequence[Answered]) -> Element:
    """The figures of each style of writing."""
    parts: list[Element] = []
    for answered in sets:
        rows = [
            [style, *(cell for name in SHOWN for cell in _short(found[name]))]
            for style, found in by_style(answered).items()
        ]
        head = [cell for name in SHOWN for cell in (name, "95 % interval, of")]
        parts += [node("h3", answered.name), _table(["style", *head], rows)]
    told = '"Understood" are the messages of which nothing was misunderstood: action, service, aspects, danger.'
    return _section("Styles of writing", told, *parts)


def calibration(sets: Sequence[Answered]) -> Element:
    """A reliability diagram a set."""
    parts = []
    for answered in sets:
        found = bins(points(answered))
        count = sum(b.score.tries for b in found)
        caption = f"{answered.name}: {count} messages, expected calibration error {calibration_error(found):.1%}"
        parts.append(node("figure", reliability_diagram(found), node("figcaption", caption)))
    told = (
        "How often the reading was right, by how sure the brain was of act and topic. Above the diagonal it is more often right "
        "than it believes, below it believes too much. Messages that stand alone; cries for help are not the brain's."
    )
    return _section("Calibration", told, node("div", *parts, class_="row"))


def confusions(sets: Sequence[Answered]) -> Element:
    """Actions and aspects as matrices, services as the pairs most confused."""
    parts: list[Element] = []
    for answered in sets:
        for subject, found in (("actions", of_actions(answered)), ("aspects", of_aspects(answered))):
            caption = node("figcaption", f"{answered.name}: {subject}")
            parts.append(node("figure", matrix(found), caption))
        fewest = 1 if answered.may_be_read else FEWEST_CONFUSED
        parts += [node("h3", f"{answered.name}: services"), _pairs(of_services(answered), fewest)]
    told = "A row is what was expected, a column what was given. In brackets: an action, where no service was offered."
    return _section("What is taken for what", told, *parts)


def mistakes(name: str, found: Sequence[Mistake]) -> Element:
    """The worst errors, with their texts."""
    head = ["", "style", "message", "sure", "missed", "expected", "given"]
    rows = [[m.id, m.style, m.text, f"{m.confidence:.2f}", ", ".join(m.missed), m.expected, m.given] for m in found]
    told = "Misunderstood, and the surer the higher; cries for help that were missed or imagined stand first."
    return _section(f"The {len(found)} worst errors of the {name} set", told, _table(head, rows))


def _pairs(found: Confusion, fewest: int) -> Element:
    told = [(pair, count) for pair, count in found.most_common(MOST_CONFUSED) if count >= fewest]
    rows: list[list[Element | str]] = [[wanted, given, str(count)] for (wanted, given), count in told]
    return _table(["expected", "given", "times"], rows)


def _cells(score: Score | None, asked: float | None) -> list[Element | str]:
    if score is None:
        return ["", "", "", ""]
    return [f"{score.rate:.1%}", _interval(score), f"{score.hits}/{score.tries}", interval(score, asked)]


def _short(score: Score) -> list[Element | str]:
    return [f"{score.rate:.1%}", f"{_interval(score)}, {score.tries}"] if score.tries else ["", ""]


def _interval(score: Score) -> str:
    low, high = score.interval()
    return f"{low:.1%} to {high:.1%}"


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"


def _table(head: Iterable[str], rows: Iterable[Sequence[Element | str]]) -> Element:
    top = node("thead", node("tr", *(node("th", name) for name in head)))
    return node("table", top, node("tbody", *(node("tr", *(node("td", cell) for cell in row)) for row in rows)))


def _section(title: str, told: str, *content: Element) -> Element:
    return node("section", node("h2", title), node("p", told), *content)
