"""A talk goes on: what was said is not said again, half words and follow-ups are understood from what was said before."""

import json
from dataclasses import replace

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.beyond import beyond
from bot.dialogue.choosing import ask_which_comune
from bot.dialogue.context import Context
from bot.dialogue.lately import KEPT, Lately
from bot.dialogue.people import hand_over, out_of_scope, small_talk
from bot.dialogue.understanding import Understanding
from tests.cast import BORGO, LISTENING, PHRASES, asks, payloads, said, then, turn
from tests.talking import NAMES_NOTHING, costs_told, goes_on

WORDS = PHRASES.follow_ups


COSTS_AGAIN = asks("", "costi")


def test_who_asks_again_hears_the_fact_once_more_with_a_person_below() -> None:
    first = costs_told()
    again = goes_on(first, "ma si paga?", read=COSTS_AGAIN)

    assert said(again) == f"{WORDS.told_again}\n{said(first)}"
    assert (again.service, again.aspects) == ("ti-ascolto", ("costi",))
    assert payloads(again) == [*payloads(first)[:2], "person"]


@pytest.mark.parametrize(
    "text", ["e mia cugina che ne ha 31?", "per me che ho 52 anni?", "vale pure per il mio vicino?", "e io?"]
)
def test_a_new_detail_is_answered_by_the_same_fact_as_holding_for_it_too(text: str) -> None:
    again = goes_on(costs_told(), text, read=COSTS_AGAIN)

    assert said(again).startswith(WORDS.told_holds)
    assert "Il primo colloquio è gratuito." in said(again)


def test_a_detail_after_a_repetition_does_not_bring_the_fact_a_third_time() -> None:
    again = goes_on(costs_told(), "ma si paga?", "e mia cugina?", read=COSTS_AGAIN)

    assert said(again).startswith("Su questo le ho detto tutto")


def test_what_is_no_fact_is_not_said_once_more() -> None:
    first = decide(turn(asks("pasto-a-domicilio"), "i pasti"), answer)
    unknown = goes_on(first, "e la forchetta?", "e la forchetta?", read=Understanding("out_of_scope"), by=beyond)

    assert not said(unknown).startswith((WORDS.told_again, WORDS.told_holds))


def test_the_third_time_one_is_told_whom_to_ask() -> None:
    again = goes_on(costs_told(), "ma si paga?", "sì ma costa?", read=COSTS_AGAIN)

    assert said(again).startswith("Su questo le ho detto tutto")
    assert "378 3059453" in said(again)
    assert "Su appuntamento: mercoledì e venerdì dalle 16 alle 20" in said(again)
    assert (again.service, again.aspects) == ("ti-ascolto", ("costi",))


def test_the_fourth_time_a_person_is_offered_and_a_yes_calls_one() -> None:
    offered = goes_on(costs_told(), "ma si paga?", "sì ma costa?", "quanto però?", read=COSTS_AGAIN)
    taken = decide(then(offered, Understanding("affirm"), "va bene"), small_talk)

    assert said(offered).startswith(WORDS.offer_person)
    assert "378 3059453" in said(offered)
    assert payloads(offered)[0] == "person"
    assert (taken.action, taken.calls) == ("handover", "asked")


def test_whoever_offers_is_not_pressed_a_no_is_a_no() -> None:
    offered = goes_on(costs_told(), "ma si paga?", "sì ma costa?", "quanto però?", read=COSTS_AGAIN)

    assert said(decide(then(offered, Understanding("deny"), "no grazie"), small_talk)) == PHRASES.no_then


def test_the_fifth_time_a_person_is_called() -> None:
    called = goes_on(costs_told(), "ma si paga?", "sì ma costa?", "quanto però?", "e il prezzo?", read=COSTS_AGAIN)

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
    away = goes_on(away, "il numero?", read=asks("", "contatti"))

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
