"""What travels between turns, and which aspects count as asked."""

import json

import pytest

from bot.dialogue.turn import Context
from bot.dialogue.understanding import FIRST_ASPECT_MIN as FIRST
from bot.dialogue.understanding import IN_NEED_MIN, OVERVIEW_WEIGHT, SECOND_ASPECT_MIN, SEVERAL_MIN, Understanding
from bot.dialogue.understanding import OTHER_ASPECT_MIN as OTHER
from bot.knowledge.schema import Aspect


def test_a_context_survives_the_brains_slot() -> None:
    part = Understanding("ask", 0.9, (("sad", 0.8),), {"costi": 0.9}, text="quanto costa il sad")
    asked: dict[Aspect, float] = {"costi": 0.9, "orari": 0.8}
    waiting = Understanding(
        "need", 0.8, (("ti-ascolto", 0.7), ("", 0.1)), asked, 0.2, 0.1, parts=(part, part), text="costa?"
    )
    context = Context(comune="borgo", concept="ti-ascolto", aspects=("costi",), waiting=waiting, misunderstood=1)

    assert Context.from_json(json.loads(json.dumps(context.as_json()))) == context


@pytest.mark.parametrize("slot", [None, {}])
def test_a_talk_begins_with_an_empty_context(slot: dict[str, str] | None) -> None:
    assert Context.from_json(slot) == Context()


@pytest.mark.parametrize(
    ("act", "probabilities", "asked"),
    [
        ("ask", {"costi": FIRST}, ("costi",)),  # the first of a question nearly always counts
        ("ask", {"costi": FIRST - 0.01}, ()),
        ("ask", {"costi": OTHER, "orari": 1.0}, ("orari", "costi")),  # surest first
        ("ask", {"costi": OTHER - 0.01, "orari": 1.0}, ("orari",)),  # the second only where it is likely
        ("need", {"costi": IN_NEED_MIN - 0.01}, ()),  # in a story perhaps nothing is asked
        ("need", {"costi": IN_NEED_MIN}, ("costi",)),
        ("ask", {}, ()),
    ],
)
def test_which_aspects_count_as_asked(act: str, probabilities: dict[Aspect, float], asked: tuple[Aspect, ...]) -> None:
    assert Understanding(act, aspect_probabilities=probabilities).aspects == asked


def test_none_named_stands_apart_from_what_is_named() -> None:
    understanding = Understanding("ask", concepts=(("", 0.5), ("ti-ascolto", 0.4)))

    assert understanding.named == [("ti-ascolto", 0.4)]
    assert understanding.names_nothing == 0.5


@pytest.mark.parametrize(
    ("overview", "asked"),
    [
        (0.0, ("costi",)),
        (0.4 / OVERVIEW_WEIGHT - 0.01, ("costi",)),
        (0.4 / OVERVIEW_WEIGHT + 0.01, ()),  # everything is asked, in brief
    ],
)
def test_no_aspect_is_asked_where_an_overview_is_likelier(overview: float, asked: tuple[Aspect, ...]) -> None:
    assert Understanding("ask", aspect_probabilities={"costi": 0.4}, overview=overview).aspects == asked


@pytest.mark.parametrize(
    ("several", "second", "asked"),
    [
        (SEVERAL_MIN, SECOND_ASPECT_MIN, ("costi", "orari")),
        (SEVERAL_MIN - 0.01, SECOND_ASPECT_MIN, ("costi",)),
        (SEVERAL_MIN, SECOND_ASPECT_MIN - 0.01, ("costi",)),
    ],
)
def test_the_second_aspect_counts_where_several_are_likely(
    several: float, second: float, asked: tuple[Aspect, ...]
) -> None:
    probabilities: dict[Aspect, float] = {"costi": 0.95, "orari": second, "dove": second - 0.01}

    assert Understanding("ask", aspect_probabilities=probabilities, several=several).aspects == asked
