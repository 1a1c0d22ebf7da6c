"""Calling a person, privacy, small talk, other languages, other offices' business."""

from dataclasses import replace

import pytest

from bot.dialogue.moving import to_comune
from bot.dialogue.people import hand_over, other_language, out_of_scope, privacy, small_talk
from bot.dialogue.understanding import Understanding
from bot.knowledge.phrases import WithContact
from tests.cast import PHRASES, payloads, said, turn


@pytest.mark.parametrize(("act", "phrase"), [("person", PHRASES.person), ("complaint", PHRASES.complaint)])
def test_whoever_wants_a_person_gets_the_front_desks_contacts(act: str, phrase: WithContact) -> None:
    decision = hand_over(turn(Understanding(act)))

    assert decision.action == "handover"
    assert said(decision).startswith(phrase.in_full(True))
    assert "02 48694677" in said(decision)


@pytest.mark.parametrize(("act", "phrase"), [("person", PHRASES.person), ("complaint", PHRASES.complaint)])
def test_where_no_contact_is_known_none_is_invented_or_promised(act: str, phrase: WithContact) -> None:
    decision = hand_over(turn(Understanding(act), comune="valle"))

    assert said(decision) == f"{phrase.said}\n\nUn recapito non c'è."


@pytest.mark.parametrize(("act", "phrase"), [("person", PHRASES.person), ("complaint", PHRASES.complaint)])
def test_before_the_municipality_is_known_a_person_is_called_and_the_town_asked_for(
    act: str, phrase: WithContact
) -> None:
    decision = hand_over(turn(Understanding(act), comune=None))

    assert (decision.action, bool(decision.calls)) == ("handover", True)
    assert said(decision) == f"{phrase.said}\n\n{PHRASES.which_comune_person}"
    assert payloads(decision) == ["comune:borgo", "comune:valle"]


def test_whoever_then_names_the_town_gets_its_contact_and_calls_nobody_else() -> None:
    asked = hand_over(turn(Understanding("person"), comune=None))
    named = turn(Understanding("press"), "comune:borgo", comune=None)

    decision = to_comune(replace(named, context=asked.context), "borgo")

    assert (decision.action, decision.calls, decision.context.waiting) == ("answer", None, None)
    assert said(decision).startswith(PHRASES.person.there)
    assert "02 48694677" in said(decision)


@pytest.mark.parametrize("comune", ["valle", None])
def test_where_there_is_no_contact_privacy_does_not_say_here(comune: str | None) -> None:
    told = said(privacy(turn(Understanding("privacy"), comune=comune)))

    assert told.startswith(PHRASES.privacy.in_full(False))
    assert "qui." not in told


def test_privacy_says_whom_to_ask() -> None:
    decision = privacy(turn(Understanding("privacy")))

    assert decision.action == "privacy"
    assert "aiuto@borgo.it" in said(decision)


@pytest.mark.parametrize(("comune", "name"), [("borgo", "Borgo"), (None, PHRASES.no_comune_name)])
def test_what_is_not_our_business_is_said_so_with_the_towns_name(comune: str | None, name: str) -> None:
    decision = out_of_scope(turn(Understanding("out_of_scope"), comune=comune))

    assert (decision.action, said(decision)) == ("out_of_scope", PHRASES.out_of_scope.format(name=name))


@pytest.mark.parametrize(
    ("act", "phrase"),
    [
        ("greet", PHRASES.greeting.format(name="Borgo")),
        ("thanks", PHRASES.thanks),
        ("goodbye", PHRASES.goodbye),
        ("who_are_you", PHRASES.who_are_you.format(name="Borgo")),
        ("affirm", PHRASES.yes_to_what),
        ("deny", PHRASES.no_then),
        ("insult", PHRASES.insult),
    ],
)
def test_small_talk_has_an_answer_each(act: str, phrase: str) -> None:
    decision = small_talk(turn(Understanding(act)))

    assert (decision.action, said(decision)) == ("smalltalk", phrase)


def test_small_talk_keeps_what_the_talk_is_about_and_forgives_misunderstandings() -> None:
    decision = small_talk(turn(Understanding("thanks"), concept="ti-ascolto", misunderstood=1))

    assert (decision.context.concept, decision.context.misunderstood) == ("ti-ascolto", 0)


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("fr", PHRASES.other_language["fr"]),
        ("ar", PHRASES.other_language["ar"]),
        ("tlh", PHRASES.other_language["en"]),  # not one of ours: English
        (None, PHRASES.other_language["en"]),
    ],
)
def test_another_language_is_answered_in_it_and_in_italian(language: str | None, first: str) -> None:
    decision = other_language(turn(Understanding("other_language", language=language)))

    assert said(decision) == f"{first}\n\n{PHRASES.other_language['it']}"
    assert (decision.action, payloads(decision)) == ("language", ["person"])
