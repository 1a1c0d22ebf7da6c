"""What is taken for what: counts of (expected, given)."""

from collections import Counter
from typing import Any

from benchmarks.evaluation.answered import Answered
from benchmarks.scoring import offered, right_service

Confusion = Counter[tuple[str, str]]
OVERVIEW = "overview"
"""The label of a message in which no aspect is asked."""
NOTHING = "–"
"""Stands for an aspect that was left out (as given) or that nobody asked (as expected)."""
NO_ANSWER = "no answer"


def of_actions(answered: Answered) -> Confusion:
    """Where several actions are right, the one given counts, or else the first."""
    found: Confusion = Counter()
    for line, answer in answered:
        wanted = line["expect"].get("action")
        if wanted is None:
            continue
        alternatives = wanted if isinstance(wanted, list) else [wanted]
        given = answer.get("action") or NO_ANSWER
        found[given if given in alternatives else alternatives[0], given] += 1
    return found


def of_aspects(answered: Answered) -> Confusion:
    """A message counts once for each aspect that it asks; one missed beside one too many is taken for it."""
    found: Confusion = Counter()
    for line, answer in answered:
        if "aspects" in line["expect"]:
            found.update(_aspect_pairs(set(line["expect"]["aspects"]), _given_aspects(answer)))
    return found


def _given_aspects(answer: dict[str, Any]) -> set[str]:
    return set(answer.get("aspects", ())) if answer.get("action") == "answer" else {NO_ANSWER}


def _aspect_pairs(expected: set[str], given: set[str]) -> list[tuple[str, str]]:
    expected, given = expected or {OVERVIEW}, given or {OVERVIEW}
    right = [(aspect, aspect) for aspect in sorted(expected & given)]
    missed, surplus = sorted(expected - given), sorted(given - expected)
    if missed and surplus:
        return right + [(one, other) for one in missed for other in surplus]
    return right + [(aspect, NOTHING) for aspect in missed] + [(NOTHING, aspect) for aspect in surplus]


def of_services(answered: Answered) -> Confusion:
    """Only what was confused: the service wanted, and the one offered first or else the action taken."""
    found: Confusion = Counter()
    for line, answer in answered:
        wanted = line["expect"].get("service")
        if wanted and not right_service(line["expect"], answer):
            given = offered(answer)
            found[wanted, given[0] if given else f"({answer.get('action') or NO_ANSWER})"] += 1
    return found


def labels(confusion: Confusion) -> list[str]:
    """Every label in it, the commonest expected first, "nothing" and "no answer" last."""
    expected: Counter[str] = Counter()
    for (wanted, given), count in confusion.items():
        expected[wanted] += count
        expected[given] += 0
    return sorted(expected, key=lambda label: (label in (NOTHING, NO_ANSWER), -expected[label], label))
