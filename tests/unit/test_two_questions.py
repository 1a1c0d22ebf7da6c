"""Two questions about two services in one message get two answers, in their order."""

from dataclasses import replace

import pytest

from bot.dialogue.answer import answer
from bot.dialogue.choosing import ask_which_comune
from bot.dialogue.moving import to_comune
from bot.dialogue.turn import Decision
from bot.dialogue.understanding import Understanding
from tests.cast import asks, said, then, turn

COSTS = replace(asks("ti-ascolto", "costi"), text="quanto costa ti ascolto")
HOURS = replace(asks("segretariato", "orari"), text="quando apre il segretariato")
LISTENING_ALONE = replace(asks("ti-ascolto", sure=0.95), text="ti ascolto")
MEALS_ALONE = replace(asks("pasto-a-domicilio", sure=0.95), text="pasto a domicilio")
A_WORD = replace(asks("pasto-a-domicilio", sure=0.8), text="il pasto")


def message(*parts: Understanding) -> Understanding:
    """A message whose whole is surest of the second part's service."""
    return replace(asks("segretariato", "orari"), parts=parts)


def test_both_are_answered_each_under_its_name_in_the_order_asked() -> None:
    decision = answer(turn(message(COSTS, HOURS)))

    first, second = said(decision).split("\n\n", 1)
    assert first == "Ti ascolto:\nIl primo colloquio è gratuito."
    assert second.startswith("Segretariato sociale:\n")
    assert "giovedì" in second


def test_the_decision_names_both_the_surer_first() -> None:
    decision = answer(turn(message(COSTS, HOURS)))

    assert (decision.service, decision.candidates) == ("segretariato-sociale", ("ti-ascolto",))
    assert decision.aspects == ("costi", "orari")


def test_the_talk_goes_on_about_the_second() -> None:
    first = answer(turn(message(COSTS, HOURS)))

    assert answer(then(first, asks("", "contatti"), "e il numero?")).service == "segretariato-sociale"


def test_a_day_named_in_one_question_is_not_asked_of_the_other() -> None:
    saturday = replace(HOURS, text="il segretariato e aperto sabato")

    assert "sabato" in said(answer(turn(message(COSTS, saturday))))
    assert "sabato" not in said(answer(turn(message(saturday, COSTS)))).split("Ti ascolto:")[1]


@pytest.mark.parametrize(
    "nameless", [replace(COSTS, concepts=(), aspect_probabilities={}), replace(COSTS, concepts=())]
)
def test_a_part_that_names_nothing_makes_no_second_question(nameless: Understanding) -> None:
    decision = answer(turn(message(HOURS, replace(nameless, text="e quanto costa"))))

    assert (decision.service, decision.candidates) == ("segretariato-sociale", ())


def test_two_names_alone_are_two_wishes_to_know_more() -> None:
    decision = answer(turn(message(LISTENING_ALONE, MEALS_ALONE)))

    assert {decision.service, *decision.candidates} == {"ti-ascolto", "pasto-a-domicilio"}


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (COSTS, COSTS),  # the same service twice is one question
        (COSTS, A_WORD),  # a question, and a word that only sounds like another service
        (COSTS, replace(asks("unknown", "costi"), text="quanto costa altro")),  # nothing that this municipality has
        (LISTENING_ALONE, A_WORD),
        (replace(LISTENING_ALONE, text="no, non quello che ascolta,"), MEALS_ALONE),  # one of them is not meant
    ],
)
def test_anything_else_is_one_question(parts: tuple[Understanding, ...]) -> None:
    decision = answer(turn(message(*parts)))

    assert (decision.service, decision.candidates) == ("segretariato-sociale", ())


def test_both_wait_until_the_municipality_is_known() -> None:
    waiting: Decision = ask_which_comune(turn(message(COSTS, HOURS), comune=None))

    decision = to_comune(then(waiting, asks("")), "borgo")

    assert {decision.service, *decision.candidates} == {"segretariato-sociale", "ti-ascolto"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (COSTS, replace(asks("segretariato", sure=0.95), text="e quello del segretariato")),
        (replace(asks("ti-ascolto", sure=0.95), text="ti ascolto"), replace(asks("segretariato", "costi"), text="e il segretariato si pagano")),
        (LISTENING_ALONE, replace(asks("segretariato", "costi"), text="che il segretariato quanto costano")),
    ],
    ids=["the second goes on", "the second asks for both", "both, with sia and che"],
)  # fmt: skip
def test_a_question_about_two_services_is_answered_for_both(first: Understanding, second: Understanding) -> None:
    decision = answer(turn(message(first, second)))

    assert {decision.service, *decision.candidates} == {"ti-ascolto", "segretariato-sociale"}
    assert decision.aspects == ("costi",)


@pytest.mark.parametrize(
    "second",
    [
        replace(asks("segretariato", sure=0.95), text="sono del segretariato"),
        replace(asks("segretariato", sure=0.6), text="e del segretariato"),
    ],
    ids=["it does not go on", "a name that is not sure"],
)
def test_a_name_beside_a_question_is_no_question_of_its_own(second: Understanding) -> None:
    assert answer(turn(message(COSTS, second))).candidates == ()
