"""What travels between turns, and which aspects count as asked."""

import json

import pytest

from bot.dialogue.context import Context
from bot.dialogue.understanding import FIRST_ASPECT_MIN as FIRST
from bot.dialogue.understanding import IN_NEED_MIN, OVERVIEW_WEIGHT, SEVERAL_MIN, Understanding
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
        ("ask", {"costi": 0.9, "orari": 1.0}, ("orari",)),  # a second only where several are likely
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
        (0.5, 0.89, ("costi", "orari")),  # ln(.89/.11) = 2.09, ln(.5/.5) = 0: together over 2
        (0.5, 0.87, ("costi",)),  # ln(.87/.13) = 1.90
        (0.98, 0.55, ("costi", "orari")),  # 0.20 + 3.89 / 2 = 2.15
        (0.98, 0.45, ("costi",)),  # -0.20 + 1.95 = 1.75
        (0.05, 0.96, ("costi",)),  # 3.18 - 2.94 / 2 = 1.71
        (0.0, 0.98, ("costi",)),
    ],
)
def test_a_second_aspect_counts_where_it_and_several_are_likely(
    several: float, second: float, asked: tuple[Aspect, ...]
) -> None:
    probabilities: dict[Aspect, float] = {"costi": 0.99, "orari": second}

    assert Understanding("ask", aspect_probabilities=probabilities, several=several).aspects == asked


@pytest.mark.parametrize(
    ("several", "third", "many"),
    [(SEVERAL_MIN, OTHER, 3), (SEVERAL_MIN - 0.01, OTHER, 2), (SEVERAL_MIN, OTHER - 0.01, 2)],
)
def test_a_third_aspect_counts_only_where_it_is_all_but_sure(several: float, third: float, many: int) -> None:
    probabilities: dict[Aspect, float] = {"costi": 0.99, "orari": 0.98, "dove": third}

    assert len(Understanding("ask", aspect_probabilities=probabilities, several=several).aspects) == many
