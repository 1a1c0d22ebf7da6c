"""A talk goes on: what was said is not said again, half words and follow-ups are understood from what was said before."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.choosing import ask_which_comune, ask_which_service
from bot.dialogue.context import Context
from bot.dialogue.lately import KEPT, Lately
from bot.dialogue.people import hand_over, out_of_scope, small_talk
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from tests.cast import BORGO, LISTENING, PHRASES, asks, payloads, said, then, turn

WORDS = PHRASES.follow_ups
NAMES_NOTHING = asks()
NEED = Understanding("need", 0.9, (("domiciliare-anziani", 0.7), ("pasto-a-domicilio", 0.2)))


def goes_on(
    first: Decision, *texts: str, read: Understanding = NAMES_NOTHING, by: Callable[[Turn], Decision] = answer
) -> Decision:
    """The last decision of a talk in which these are said one after the other, and all are read alike."""
    decision = first
    for text in texts:
        decision = decide(then(decision, read, text), by)
    return decision


def costs_told() -> Decision:
    return decide(turn(asks("ti-ascolto", "costi"), "quanto viene un colloquio?"), answer)


COSTS_AGAIN = asks("", "costi")


def test_the_second_time_one_is_told_whom_to_ask() -> None:
    again = goes_on(costs_told(), "ma si paga?", read=COSTS_AGAIN)

    assert said(again).startswith("Su questo le ho detto tutto")
    assert "378 3059453" in said(again)
    assert "Su appuntamento: mercoledì e venerdì dalle 16 alle 20" in said(again)
    assert (again.service, again.aspects) == ("ti-ascolto", ("costi",))


def test_the_third_time_a_person_is_offered_and_a_yes_calls_one() -> None:
    offered = goes_on(costs_told(), "ma si paga?", "quanto però?", read=COSTS_AGAIN)
    taken = decide(then(offered, Understanding("affirm"), "va bene"), small_talk)

    assert said(offered).startswith(WORDS.offer_person)
    assert "378 3059453" in said(offered)
    assert payloads(offered)[0] == "person"
    assert (taken.action, taken.calls) == ("handover", "asked")


def test_whoever_offers_is_not_pressed_a_no_is_a_no() -> None:
    offered = goes_on(costs_told(), "ma si paga?", "quanto però?", read=COSTS_AGAIN)

    assert said(decide(then(offered, Understanding("deny"), "no grazie"), small_talk)) == PHRASES.no_then


def test_the_fourth_time_a_person_is_called() -> None:
    called = goes_on(costs_told(), "ma si paga?", "quanto però?", "e il prezzo?", read=COSTS_AGAIN)

    assert (called.action, called.calls) == ("handover", "misunderstood")


def test_no_reply_of_a_stubborn_talk_is_the_one_before() -> None:
    decision, before = costs_told(), ""
    for _ in range(12):
        decision = decide(then(decision, COSTS_AGAIN, "quanto costa?"), answer)
        assert said(decision) != before
        before = said(decision)


def test_the_same_fact_of_another_service_is_told_under_its_name() -> None:
    twin = LISTENING.model_copy(update={"id": "twin", "concept": "twin", "title": "La gemella"})
    town = type(BORGO)(BORGO.comune, {**BORGO.services, twin.id: twin})
    first = turn(asks("ti-ascolto", "costi"), "quanto viene?")
    knowledge = replace(first.knowledge, municipalities={"borgo": town})

    told = decide(replace(first, knowledge=knowledge), answer)
    other = decide(replace(then(told, asks("twin", "costi"), "e la gemella?"), knowledge=knowledge), answer)

    assert said(other) == f"La gemella:\n{said(told)}"


def test_what_was_said_longer_ago_may_be_said_again() -> None:
    first = costs_told()
    away = goes_on(first, "dove?", read=asks("", "dove"))
    away = goes_on(away, "quando?", read=asks("", "orari"))
    away = goes_on(away, "chi può?", read=asks("", "a-chi"))

    assert said(goes_on(away, "e costa?", read=COSTS_AGAIN)) == said(first)


def test_whoever_asks_to_repeat_hears_it_again() -> None:
    first = costs_told()

    assert said(goes_on(first, "può ripetere per favore?")) == said(first)


def test_a_button_pressed_again_says_the_same_again() -> None:
    from bot.dialogue.pressing import press

    pressed = decide(turn(Understanding("press"), "ask:ti-ascolto:costi"), press)
    again = decide(then(pressed, Understanding("press"), "ask:ti-ascolto:costi"), press)

    assert said(again) == said(pressed)


def test_thanks_are_answered_in_turns() -> None:
    thanks = Understanding("thanks")
    first = decide(turn(thanks, "grazie"), small_talk)
    second = goes_on(first, "grazie mille", read=thanks, by=small_talk)
    third = goes_on(second, "grazie ancora", read=thanks, by=small_talk)

    assert [said(first), said(second), said(third)] == [PHRASES.thanks, WORDS.again["thanks"][0], PHRASES.thanks]


def test_a_second_thing_that_is_not_ours_is_refused_in_other_words() -> None:
    away = Understanding("out_of_scope")
    first = decide(turn(away, "la tassa dei rifiuti"), out_of_scope)
    second = goes_on(first, "e il passaporto", read=away, by=out_of_scope)

    assert second.action == "out_of_scope"
    assert said(second) == WORDS.out_of_scope_again.format(name="Borgo")


def test_the_question_for_the_municipality_comes_in_other_words_with_its_options() -> None:
    first = decide(turn(asks("", "costi"), "quanto costa?", comune=None), answer)
    second = goes_on(first, "sì ma quanto?", read=COSTS_AGAIN)

    assert (said(first), said(second)) == (
        said(ask_which_comune(turn(NAMES_NOTHING, comune=None))),
        WORDS.which_comune_again,
    )
    assert payloads(first) == payloads(second)


def test_numbers_and_persons_are_given_as_often_as_they_are_wanted() -> None:
    person = Understanding("person")
    first = decide(turn(person, "voglio una persona"), hand_over)

    assert said(goes_on(first, "una persona!", read=person, by=hand_over)) == said(first)


def test_little_is_remembered_and_none_of_the_words() -> None:
    decision = goes_on(costs_told(), *["ma si paga?"] * 9, read=COSTS_AGAIN)
    kept = json.dumps(decision.context.as_json()["lately"])

    assert len(decision.context.lately.told) == KEPT
    assert len(kept) < 200
    assert "gratuito" not in kept


def test_a_context_from_before_all_this_still_loads() -> None:
    old = Context(comune="borgo", concept="ti-ascolto").as_json()
    del old["lately"]

    assert Context.from_json(old) == Context(comune="borgo", concept="ti-ascolto")


def test_what_was_said_lately_survives_the_brains_slot() -> None:
    context = Context(
        lately=Lately(("ab12cd34",), ("sad", "pasto-a-domicilio"), list_is_last=True, person_is_last=True)
    )

    assert Context.from_json(json.loads(json.dumps(context.as_json()))) == context


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
