"""A question about a service: named, understood from the talk before, doubtful, or not understood at all."""

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.choosing import ask_to_rephrase
from bot.dialogue.turn import Decision, Understanding
from tests.cast import PHRASES, asks, payloads, said, then, turn

NONSENSE = Understanding("ask", 0.3, (("ti-ascolto", 0.1), ("", 0.1)))


def test_a_service_that_is_named_is_answered_with_its_source() -> None:
    decision = answer(turn(asks("ti-ascolto", "costi")))

    assert (decision.action, decision.service, decision.aspects) == ("answer", "ti-ascolto", ("costi",))
    assert said(decision) == "Il primo colloquio è gratuito."
    assert decision.sources == ("carta.txt",)


def test_a_follow_up_stays_with_the_service() -> None:
    first = answer(turn(asks("ti-ascolto", "costi")))

    second = answer(then(first, asks("", "orari"), "e quando?"))

    assert (second.service, second.aspects) == ("ti-ascolto", ("orari",))


def test_another_service_named_changes_the_subject() -> None:
    first = answer(turn(asks("ti-ascolto", "costi")))

    second = answer(then(first, asks("pasto-a-domicilio")))
    third = answer(then(second, asks("", "costi")))

    assert (second.service, third.service) == ("pasto-a-domicilio", "pasto-a-domicilio")


@pytest.mark.parametrize("aspect", ["orari", "dove", "contatti"])
def test_asked_of_nothing_in_particular_hours_place_and_contacts_are_the_front_desks(aspect: str) -> None:
    understanding = Understanding("ask", 0.9, (("", 0.9),), {aspect: 0.9})  # type: ignore[dict-item]

    assert answer(turn(understanding, "a che ora aprite?")).service == "segretariato-sociale"


def test_a_bare_question_about_anything_else_asks_of_which_service() -> None:
    decision = answer(turn(asks("", "costi"), "quanto costa?"))

    assert (decision.action, said(decision)) == ("choose", PHRASES.which_service_bare)
    assert payloads(decision) == ["ask:segretariato-sociale:costi"]


def test_in_doubt_the_likely_services_are_offered_best_first_with_the_front_desk() -> None:
    doubt = Understanding("ask", 0.6, (("pasto-a-domicilio", 0.4), ("domiciliare-anziani", 0.3), ("ginnastica", 0.02)))

    decision = answer(turn(doubt))

    assert (decision.action, said(decision)) == ("choose", PHRASES.which_service)
    assert decision.candidates == ("pasto-a-domicilio", "sad", "segretariato-sociale")


@pytest.mark.parametrize(
    ("probability", "action"),
    [(0.45, "answer"), (0.44, "choose"), (0.2, "choose"), (0.19, "fallback")],
)
def test_how_sure_is_sure_enough(probability: float, action: str) -> None:
    understanding = Understanding("ask", 0.9, (("ti-ascolto", probability), ("", 0.1)))

    assert answer(turn(understanding)).action == action


def test_nonsense_is_asked_for_other_words_and_a_person_is_within_reach() -> None:
    decision = answer(turn(NONSENSE))

    assert (decision.action, said(decision)) == ("fallback", PHRASES.rephrase)
    assert payloads(decision) == ["person"]


def test_nonsense_a_second_time_offers_a_person() -> None:
    first = answer(turn(NONSENSE))

    assert said(answer(then(first, NONSENSE))) == PHRASES.rephrase_then_person


def test_patience_begins_anew_once_something_was_understood() -> None:
    first = ask_to_rephrase(turn(NONSENSE))
    second = answer(then(first, asks("ti-ascolto")))

    assert said(answer(turn(NONSENSE, misunderstood=second.context.misunderstood))) == PHRASES.rephrase


def test_a_service_that_the_municipality_lacks_is_said_to_be_lacking_with_what_there_is_instead() -> None:
    decision = answer(turn(asks("ti-ascolto", "costi"), comune="valle"))

    assert (decision.action, decision.service) == ("answer", None)
    assert said(decision).startswith(PHRASES.lacking.format(title="Ti ascolto", name="Valle"))
    assert decision.candidates == ("consultorio", "segretariato-sociale")
    assert payloads(decision) == ["ask:consultorio:costi", "ask:segretariato-sociale:costi"]


def test_where_nothing_is_named_instead_there_is_the_front_desk() -> None:
    assert answer(turn(asks("pasto-a-domicilio"), comune="valle")).candidates == ("segretariato-sociale",)


def test_outside_a_pending_question_a_town_in_the_text_changes_nothing_in_the_way_of_answering() -> None:
    decision: Decision = decide(turn(asks("ti-ascolto"), "e a Valle?", comune="valle", named="valle"), answer)

    assert decision.service is None
    assert decision.context.comune == "valle"
