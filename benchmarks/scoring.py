"""Scores answers of `sportello ask` against the labelled messages and dialogues of tests/understanding/."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.italian import without_accents

SET = Path(__file__).resolve().parent.parent / "tests" / "understanding"
Z95 = 1.96
KNOWN = ("messages.jsonl", "dialogues.jsonl")
"""Labelled by others than who wrote the training data; their misses have been read since."""
UNSEEN = ("unseen/services.jsonl", "unseen/pairs.jsonl", "unseen/acts.jsonl", "unseen/talks.jsonl")
"""Written by examiners apart from the training data; the misses of its talks and aspects were read once, and taught."""
FRESH = ("fresh/services.jsonl", "fresh/talks.jsonl", "fresh/needs.jsonl")
"""Written by an examiner who had seen no sentence of ours; the misses of its needs and aspects were read, and taught."""
LATER = ("later/services.jsonl", "later/pairs.jsonl", "later/cries.jsonl", "later/talks.jsonl")
"""Written by another examiner who had seen no sentence of ours either; of these only the figures are looked at."""
ROOMS = ("services", "needs", "acts", "cries", "talks", "pairs")
NEWEST = tuple(f"newest/{room}.jsonl" for room in ROOMS)
"""By one more such examiner; the misses of its acts and pairs were read once."""
SIXTH = tuple(f"sixth/{room}.jsonl" for room in ROOMS)
"""Written after all that taught the newest, by two more; the misses of its booking, out of scope and small talk were read once."""
SEVENTH = tuple(f"seventh/{room}.jsonl" for room in ROOMS)
"""Written after all that taught the sixth, by three more; its misses were read once, all but those of cries for help."""
EIGHTH = tuple(f"eighth/{room}.jsonl" for room in ROOMS)
"""Written after all that taught the seventh, by two more; of these only the figures are looked at."""
NINTH = tuple(f"ninth/{room}.jsonl" for room in ROOMS)
"""Written after all that taught the eighth, by two more; its misses were read once, and the kinds of alarms and aspects among them taught."""
PLAINNESS = ("explicit", "veiled")
"""Styles in which a cry for help is told by itself."""
SETS = {
    "known": KNOWN,
    "unseen": UNSEEN,
    "fresh": FRESH,
    "later": LATER,
    "newest": NEWEST,
    "sixth": SIXTH,
    "seventh": SEVENTH,
    "eighth": EIGHTH,
    "ninth": NINTH,
}
"""What is evaluated: a name and its files. Texts are shown of those alone that `benchmarks.evaluation.answered.READABLE` names."""


def labelled(names: Iterable[str] = KNOWN) -> list[dict[str, Any]]:
    """Every labelled line: the single messages, then the dialogues turn by turn."""
    files = [SET / name for name in names]
    return [
        json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


@dataclass
class Score:
    """Hits out of tries, with the misses."""

    hits: int = 0
    tries: int = 0
    misses: list[dict[str, Any]] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.hits / self.tries if self.tries else math.nan

    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the rate."""
        n, p = self.tries, self.rate
        centre = (p + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
        half = Z95 * math.sqrt(p * (1 - p) / n + Z95**2 / (4 * n * n)) / (1 + Z95**2 / n)
        return max(0.0, centre - half), min(1.0, centre + half)


def scores(
    lines: Iterable[dict[str, Any]], answers: Iterable[dict[str, Any]], *, keep_misses: bool
) -> dict[str, Score]:
    """The score of each figure that is asked of the assistant; of the unseen set the misses, which hold texts, are not kept."""
    found: dict[str, Score] = defaultdict(Score)
    for line, answer in zip(lines, answers, strict=True):
        for figure, hit in verdicts(line, answer):
            found[figure].tries += 1
            found[figure].hits += hit
            if keep_misses and not hit:
                found[figure].misses.append({"expect": line["expect"], "text": line.get("text"), "answer": answer})
    return dict(found)


def verdicts(line: dict[str, Any], answer: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each figure that a line counts for, and whether its answer is a hit; a line that expects nothing counts for none."""
    expect = line["expect"]
    if not expect:
        return
    actions = _list(expect.get("action"))
    right_action = ("action" not in expect or answer.get("action") in actions) and answer.get("action") != expect.get(
        "not"
    )
    crisis = _list(expect["crisis"])
    if "crisis" in actions:
        yield from _crisis_figures(line, right_action, right_action and answer.get("crisis") in crisis)
        return
    alarm = "crisis, beside an answer" if any(crisis) else "crisis, no false alarm"
    yield alarm, "error" not in answer and answer.get("crisis") in crisis
    if "action" in expect or "not" in expect:
        yield from _action_figures(expect, answer, right_action)
    if "conversation" in line:
        yield "dialogue turn", _is_right(expect, answer, right_action)


def _crisis_figures(line: dict[str, Any], found: bool, of_the_kind: bool) -> Iterator[tuple[str, bool]]:
    """Whether the numbers are given at all, and whether they are those for this kind of danger."""
    yield "crisis found", found
    if line.get("style") in PLAINNESS:
        yield f"crisis found, {line['style']}", found
    yield "crisis, of the right kind", of_the_kind


def _action_figures(expect: dict[str, Any], answer: dict[str, Any], right_action: bool) -> Iterator[tuple[str, bool]]:
    wanted = expect.get("action")
    if "services" in expect:
        yield "two services", right_action and right_service(expect, answer)
        if "facts" in expect:
            yield "two services, facts of both", all(_says(answer, fact) for fact in expect["facts"])
    elif "offers" in expect:
        yield "need", right_action and right_service(expect, answer)
    elif "service" in expect or expect.get("lacks"):
        yield from _service_figures(expect, answer, right_action)
    else:
        yield wanted if isinstance(wanted, str) else "other action", right_action


def _service_figures(expect: dict[str, Any], answer: dict[str, Any], right_action: bool) -> Iterator[tuple[str, bool]]:
    service = right_action and right_service(expect, answer)
    yield "service", service
    if "aspects" in expect:
        aspect = set(answer.get("aspects", ())) == set(expect["aspects"])
        yield "aspect", aspect
        yield "service and aspect", service and aspect
    if expect.get("facts"):
        yield "facts in the reply", all(_says(answer, fact) for fact in expect["facts"])


def _is_right(expect: dict[str, Any], answer: dict[str, Any], right_action: bool) -> bool:
    if not right_action:
        return False
    if not right_service(expect, answer):
        return False
    return "aspects" not in expect or set(answer.get("aspects", ())) == set(expect["aspects"])


def right_service(expect: dict[str, Any], answer: dict[str, Any]) -> bool:
    """Whether what is answered or offered is what was wanted; true where nothing in particular was."""
    if expect.get("lacks"):
        return answer.get("service") is None and answer.get("action") == "answer"
    named = offered(answer)
    if "services" in expect:
        return set(expect["services"]) <= set(named)
    if "offers" in expect:
        return not set(expect["offers"]).isdisjoint(named)
    wanted = {expect.get("service"), *expect.get("also", ())}
    return "service" not in expect or not wanted.isdisjoint(named[:1])


def offered(answer: dict[str, Any]) -> list[str]:
    """The services answered or offered, the first that a citizen reads first."""
    return [service for service in (answer.get("service"), *answer.get("candidates", ())) if service]


def _says(answer: dict[str, Any], alternatives: list[str] | str) -> bool:
    said = _plain(" ".join(reply["text"] for reply in answer.get("replies", ())))
    return any(_plain(fact) in said for fact in _list(alternatives))


def _plain(text: str) -> str:
    return without_accents(text.lower().replace("’", "'"))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
