"""The report's pictures as SVG: an interval, a reliability diagram, a confusion matrix."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from benchmarks.confusion import Confusion, labels
from benchmarks.markup import node
from benchmarks.reliability import Bin
from benchmarks.scoring import Score

INK, FAINT, RIGHT, WRONG = "#1b1f24", "#c9d1d9", "31,111,139", "201,83,45"
STRIP = (170, 16)
SIDE, MARGIN = 300, 40
CELL, LEGEND = 34, 120


def interval(score: Score, asked: float | None = None) -> Element:
    """A strip from 50 to 100 %: a dot at the rate, a line over its interval, a mark at what is asked."""
    width, height = STRIP
    low, high = score.interval()

    def x(rate: float) -> float:
        return 4 + max(0.0, rate - 0.5) * 2 * (width - 8)

    middle = height / 2
    marks = [
        node("line", x1=x(0.5), x2=x(1.0), y1=middle, y2=middle, stroke=FAINT),
        node("line", x1=x(low), x2=x(high), y1=middle, y2=middle, stroke=f"rgb({RIGHT})", stroke_width=5),
        node("circle", cx=x(score.rate), cy=middle, r=3.5, fill=INK),
    ]
    if asked is not None:
        marks.append(
            node("line", x1=x(asked), x2=x(asked), y1=1, y2=height - 1, stroke=f"rgb({WRONG})", stroke_width=2)
        )
    return _svg(width, height, f"{score.rate:.1%}", marks)


def reliability_diagram(bins: Sequence[Bin]) -> Element:
    """Confidence from left to right, truth from below up: on the diagonal they agree. Dots as large as their bins are full."""

    def place(share: float) -> float:
        return MARGIN + share * SIDE

    def height(share: float) -> float:
        return MARGIN / 2 + (1 - share) * SIDE

    marks = [node("rect", x=place(0), y=height(1), width=SIDE, height=SIDE, fill="none", stroke=FAINT)]
    for tenth in range(0, 11, 2):
        share, label = tenth / 10, f"{tenth * 10}"
        marks.append(node("text", label, x=place(share), y=height(0) + 14, text_anchor="middle", font_size=10))
        marks.append(node("text", label, x=place(0) - 5, y=height(share) + 3, text_anchor="end", font_size=10))
    marks.append(node("line", x1=place(0), y1=height(0), x2=place(1), y2=height(1), stroke=FAINT, stroke_dasharray="4"))
    most = max((b.score.tries for b in bins), default=1)
    for b in bins:
        (low, high), x = b.score.interval(), place(b.confidence)
        marks.append(node("line", x1=x, x2=x, y1=height(low), y2=height(high), stroke=f"rgb({RIGHT})", stroke_width=2))
        told = (
            f"{b.low:.0%} to {b.high:.0%}: {b.score.hits} of {b.score.tries} right, mean confidence {b.confidence:.1%}"
        )
        size = 3 + 6 * (b.score.tries / most) ** 0.5
        marks.append(node("circle", node("title", told), cx=x, cy=height(b.score.rate), r=size, fill=f"rgb({RIGHT})"))
    marks.append(node("text", "confidence, %", x=place(0.5), y=height(0) + 30, text_anchor="middle", font_size=11))
    return _svg(SIDE + 2 * MARGIN, SIDE + 2 * MARGIN, "Reliability diagram", marks)


def matrix(confusion: Confusion) -> Element:
    """A row for what was expected, a column for what was given; the darker, the larger the part of its row."""
    names = labels(confusion)
    totals = {name: sum(count for (wanted, _), count in confusion.items() if wanted == name) for name in names}
    marks = []
    for row, wanted in enumerate(names):
        y = LEGEND + row * CELL
        marks.append(node("text", wanted, x=LEGEND - 6, y=y + 21, text_anchor="end", font_size=11))
        turned = f"rotate(-45 {LEGEND + row * CELL + 18} {LEGEND - 8})"
        marks.append(node("text", wanted, x=LEGEND + row * CELL + 18, y=LEGEND - 8, transform=turned, font_size=11))
        for column, given in enumerate(names):
            count = confusion[wanted, given]
            colour, share = RIGHT if wanted == given else WRONG, count / totals[wanted] if count else 0.0
            x = LEGEND + column * CELL
            fill = f"rgba({colour},{0.12 + 0.88 * share:.2f})" if count else "#f6f8fa"
            told = node("title", f"{wanted} → {given}: {count} of {totals[wanted]}")
            marks.append(node("rect", told, x=x, y=y, width=CELL - 2, height=CELL - 2, fill=fill))
            if count:
                ink = "#fff" if share > 0.5 else INK
                marks.append(
                    node("text", str(count), x=x + CELL / 2 - 1, y=y + 20, text_anchor="middle", font_size=11, fill=ink)
                )
    size = LEGEND + len(names) * CELL
    return _svg(size + 60, size, "Confusion matrix", marks)


def _svg(width: int, height: int, label: str, marks: Sequence[Element]) -> Element:
    size = {"width": width, "height": height, "viewBox": f"0 0 {width} {height}"}
    return node("svg", *marks, xmlns="http://www.w3.org/2000/svg", role="img", aria_label=label, **size)
