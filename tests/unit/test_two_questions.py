"""Two questions about two services in one message get two answers, in their order."""

from dataclasses import replace

import pytest

from bot.dialogue.answer import answer
from bot.dialogue.choosing import ask_which_comune
from bot.dialogue.moving import to_comune
from bot.dialogue.people import small_talk
from bot.dialogue.turn import Decision
from bot.dialogue.understanding import Understanding
from tests.cast import EMERGENCIES, asks, said, scoped, then, turn

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


@pytest.fixture
def both_told() -> Decision:
    return answer(turn(message(COSTS, HOURS)))


@pytest.mark.parametrize("text", ["e i numeri?", "il numero?", "ho perso il foglio, mi ripete i telefoni?"])
def test_a_question_that_names_nothing_right_after_is_about_both(both_told: Decision, text: str) -> None:
    decision = answer(scoped(then(both_told, asks("", "contatti"), text)))

    first, second = said(decision).split("\n\n", 1)
    assert first.startswith("Ti ascolto:\n") and "378 3059453" in first
    assert second.startswith("Segretariato sociale:\n") and "02 48694677" in second
    assert (decision.service, decision.candidates) == ("segretariato-sociale", ("ti-ascolto",))


def test_and_the_next_too_also_behind_a_thanks(both_told: Decision) -> None:
    second = answer(scoped(then(both_told, asks("", "contatti"), "e i numeri?")))
    thanked = small_talk(then(second, Understanding("thanks"), "grazie"))

    assert answer(scoped(then(thanked, asks("", "orari"), "e gli orari?"))).candidates == ("ti-ascolto",)


@pytest.mark.parametrize(
    ("read", "text", "service"),
    [
        (asks(""), "e quella di prima?", "segretariato-sociale"),
        (asks("", "contatti"), "e il numero dell'altro?", "segretariato-sociale"),
        (asks("", "contatti"), "e il numero del tram?", "segretariato-sociale"),
        (asks("ti-ascolto", "contatti"), "e il numero di Ti ascolto?", "ti-ascolto"),
        (asks("pasto-a-domicilio", "contatti"), "e il numero del pasto?", "pasto-a-domicilio"),
    ],
)
def test_where_one_is_meant_it_is_one(both_told: Decision, read: Understanding, text: str, service: str) -> None:
    decision = answer(scoped(then(both_told, read, text)))

    assert (decision.service, decision.candidates) == (service, ())


def test_once_one_was_told_the_talk_is_about_one(both_told: Decision) -> None:
    one = answer(scoped(then(both_told, asks("ti-ascolto", "contatti"), "e il numero di Ti ascolto?")))

    assert answer(scoped(then(one, asks("", "costi"), "e quanto costa?"))).candidates == ()


def test_in_another_municipality_the_other_is_not_looked_for(both_told: Decision) -> None:
    there = then(both_told, asks("", "contatti"), "e i numeri?", named="valle").about(comune="valle")

    assert answer(scoped(there)).candidates == ()


def test_beside_a_service_for_people_in_danger_the_numbers_to_call_stand_here_too() -> None:
    in_danger = EMERGENCIES.model_copy(update={"beside": {"ti-ascolto": ["1522"]}})
    asked = turn(message(COSTS, HOURS))
    asked = replace(asked, knowledge=replace(asked.knowledge, emergencies=in_danger))

    first, second = said(answer(asked)).split("Segretariato sociale:")
    assert "1522" in first and "1522" not in second


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
