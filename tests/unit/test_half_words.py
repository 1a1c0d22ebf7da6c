"""Half words and open questions in a talk: which service is meant of those that were shown."""

from dataclasses import replace

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.choosing import ask_which_service
from bot.dialogue.people import out_of_scope, small_talk
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from tests.cast import BORGO, LISTENING, PHRASES, asks, payloads, said, then, turn
from tests.talking import NAMES_NOTHING, costs_told, goes_on

WORDS = PHRASES.follow_ups
NEED = Understanding("need", 0.9, (("domiciliare-anziani", 0.7), ("pasto-a-domicilio", 0.2)))


def needs_told() -> Decision:
    return decide(turn(NEED, "la nonna non ce la fa più da sola"), answer)


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("sì", "sad"),
        ("sì, quello", "sad"),
        ("quello lì", "sad"),
        ("il primo", "sad"),
        ("la seconda", "pasto-a-domicilio"),
        ("no, l'altro", "pasto-a-domicilio"),
        ("e l'altra?", "pasto-a-domicilio"),
    ],
)
def test_half_a_word_after_a_list_is_one_of_its_services(text: str, service: str) -> None:
    decision = decide(then(needs_told(), Understanding("affirm"), text), small_talk)

    assert (decision.action, decision.service) == ("answer", service)


def test_a_list_is_remembered_when_its_buttons_have_gone() -> None:
    away = decide(then(needs_told(), Understanding("thanks"), "grazie"), small_talk)

    assert goes_on(away, "la seconda").service == "pasto-a-domicilio"
    assert goes_on(goes_on(away, "la seconda"), "no l'altro").service == "sad"


def both_told() -> Decision:
    parts = (replace(asks("ti-ascolto", "costi"), text="quanto costa ti ascolto"), HOURS_OF_THE_DESK)
    return decide(turn(replace(asks("segretariato", "orari"), parts=parts)), answer)


HOURS_OF_THE_DESK = replace(asks("segretariato", "orari"), text="e gli orari del segretariato")


@pytest.mark.parametrize(
    ("text", "service"),
    [("no, l'altro", "ti-ascolto"), ("il primo", "ti-ascolto"), ("la seconda", "segretariato-sociale")],
)
def test_half_a_word_after_an_answer_about_two_is_one_of_the_two(text: str, service: str) -> None:
    assert goes_on(both_told(), text).service == service


def test_a_yes_after_an_answer_about_two_chooses_neither() -> None:
    assert decide(then(both_told(), Understanding("affirm"), "sì"), small_talk).action == "smalltalk"


def test_a_list_of_another_town_is_not_pointed_at() -> None:
    moved = needs_told()
    elsewhere = Turn("la seconda", NAMES_NOTHING, moved.context, turn(NEED).knowledge, turn(NEED).now).about(
        comune="valle"
    )

    assert decide(elsewhere, answer).service != "pasto-a-domicilio"


def test_a_yes_long_after_a_list_is_not_a_choice() -> None:
    away = goes_on(needs_told(), "quanto costa il colloquio?", read=asks("ti-ascolto", "costi"))

    assert decide(then(away, Understanding("affirm"), "sì"), small_talk).action == "smalltalk"


def choice_asked(*concepts: str) -> Decision:
    read = Understanding("ask", 0.9, tuple((concept, 0.2) for concept in concepts))
    return decide(turn(read, "un aiuto per la nonna"), lambda turn: ask_which_service(turn, BORGO))


def test_the_only_one_beside_the_front_desk_is_that_one() -> None:
    assert goes_on(choice_asked("domiciliare-anziani"), "sì quello").service == "sad"


def test_among_several_alike_one_is_asked_which_in_other_words() -> None:
    asked = choice_asked("domiciliare-anziani", "pasto-a-domicilio")
    again = goes_on(asked, "quello")

    assert (again.action, said(again)) == ("choose", WORDS.which_of_these)
    assert payloads(again) == payloads(asked)


@pytest.mark.parametrize("text", ["boh", "mah, non so", "non lo so", "non saprei"])
def test_whoever_does_not_know_gets_three_to_choose_from_and_a_person(text: str) -> None:
    decision = decide(then(needs_told(), Understanding("out_of_scope"), text), out_of_scope)

    assert said(decision) == WORDS.help_to_choose
    assert payloads(decision)[-1] == "person"
    assert 2 <= len(payloads(decision)) <= 4


def test_whoever_does_not_know_what_to_ask_of_a_service_gets_its_sides() -> None:
    decision = goes_on(costs_told(), "boh")

    assert "Ti ascolto" in said(decision)
    assert payloads(decision)[-1] == "person"


def test_a_side_asked_while_it_is_open_which_is_answered_for_the_likeliest_and_said_for_which() -> None:
    decision = goes_on(
        choice_asked("domiciliare-anziani", "pasto-a-domicilio"), "e come si ottiene?", read=asks("", "come-accedere")
    )

    assert decision.service == "sad"
    assert said(decision).startswith(WORDS.provisionally.format(title="Assistenza domiciliare"))
    assert "Si chiede all'assistente sociale." in said(decision)


def test_a_service_that_is_named_then_is_answered_for_itself() -> None:
    decision = goes_on(
        choice_asked("domiciliare-anziani"), "quanto costa Ti ascolto?", read=asks("ti-ascolto", "costi")
    )

    assert (decision.service, said(decision)) == ("ti-ascolto", LISTENING.texts["costi"])


def test_the_bare_question_which_service_is_never_asked_twice_running() -> None:
    first = decide(turn(asks("", "documenti"), "che carte ci vogliono?"), answer)
    vague = Understanding("ask", 0.9, (("", 0.9),))

    assert said(first) == PHRASES.which_service_bare
    assert said(goes_on(first, "eh, quelle che ci vogliono", read=vague)) != PHRASES.which_service_bare


def test_with_options_open_what_is_not_understood_shows_them_again_and_forgets_none() -> None:
    asked = choice_asked("domiciliare-anziani", "pasto-a-domicilio")
    again = goes_on(asked, "e chi ci lavora lì?")
    side = goes_on(again, "quanto ci vuole?", read=asks("", "come-accedere"))

    assert (said(again), payloads(again)) == (WORDS.which_of_these, payloads(asked))
    assert side.service == "sad"


def test_in_a_talk_with_a_topic_one_is_told_who_knows_instead_of_asked_which_service() -> None:
    odd = Understanding("ask", 0.9, (("consultorio", 0.3), ("", 0.2)))
    decision = goes_on(costs_told(), "devo vendere la macchina?", read=odd)

    assert decision.service == "ti-ascolto"
    assert said(decision).startswith("A questo non so rispondere con sicurezza")
    assert "378 3059453" in said(decision)
