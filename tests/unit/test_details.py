"""A detail added to a situation: read together with it, and answered with what is new, never with the same list."""

import pytest

from bot.dialogue.answer import answer
from bot.dialogue.context import Context
from bot.dialogue.details import DETAIL_WORDS, NOTHING_MIN
from bot.dialogue.turn import Decision
from bot.dialogue.understanding import Understanding
from tests.cast import GYM, MEALS, PHRASES, asks, payloads, said, then, turn

STORY = Understanding("need", 0.9, (("domiciliare-anziani", 0.5), ("ti-ascolto", 0.3)))


def told() -> Decision:
    return answer(turn(STORY, "mio padre non si alza più dalla poltrona e io lavoro"))


def needs(*concepts: tuple[str, float], nothing: float = 0.0) -> Understanding:
    return Understanding("need", 0.6, (*concepts, ("", nothing)))


def test_a_detail_that_needs_something_else_is_answered_with_that_alone() -> None:
    decision = answer(then(told(), needs(("pasto-a-domicilio", 0.8)), "non sa più cucinare"))

    assert said(decision) == f"{PHRASES.need_more}\n• {MEALS.title}: {MEALS.short}"
    assert payloads(decision) == ["ask:pasto-a-domicilio"]


@pytest.mark.parametrize(
    ("probability", "is_new"),
    [
        (0.4, True),  # (0 + 0.4) / 2 = 0.2, of both messages together
        (0.39, False),
    ],
)
def test_story_and_detail_are_read_as_one(probability: float, is_new: bool) -> None:
    decision = answer(then(told(), needs(("ginnastica", probability)), "ha 70 anni"))

    assert (GYM.title in said(decision)) == is_new


@pytest.mark.parametrize("likely", [("domiciliare-anziani", 0.9), ("ti-ascolto", 0.9), ("segretariato", 0.9)])
def test_what_was_offered_is_not_offered_again(likely: tuple[str, float]) -> None:
    decision = answer(then(told(), needs(likely), "ha l'artrosi"))

    assert said(decision).startswith(PHRASES.need_detail)
    assert "• Assistenza" not in said(decision)


def test_a_detail_in_which_nothing_is_named_is_heard_with_whom_to_tell_it() -> None:
    decision = answer(then(told(), needs(("ginnastica", 0.3), nothing=NOTHING_MIN), "è vedovo"))

    assert (decision.action, decision.service) == ("answer", "sad")
    assert said(decision).startswith(f"{PHRASES.need_detail}\n{PHRASES.ask_there}\n• telefono 02 48694677")


def test_after_it_the_talk_is_still_about_what_was_offered() -> None:
    detail = answer(then(told(), needs(nothing=0.9), "è vedovo"))

    assert answer(then(detail, asks("", "come-accedere"), "come si fa?")).service == "sad"


def test_something_told_that_the_brain_takes_for_a_question_is_a_detail_too() -> None:
    decision = answer(then(told(), Understanding("ask", 0.5, (("", 0.9),), overview=1.0), "ha 85 anni"))

    assert said(decision).startswith(PHRASES.need_detail)


@pytest.mark.parametrize("text", ["e il pasto a domicilio", "sono per il pasto a domicilio"])
def test_a_service_that_is_plainly_named_is_answered_about(text: str) -> None:
    decision = answer(then(told(), asks("pasto-a-domicilio"), text))

    assert said(decision).startswith(f"{MEALS.title}.")


def test_but_a_question_is_not() -> None:
    decision = answer(then(told(), asks("", "costi"), "ha un costo?"))

    assert decision.aspects == ("costi",)


@pytest.mark.parametrize(
    ("text", "is_a_story"),
    [
        (" ".join(["parola"] * DETAIL_WORDS), False),
        (" ".join(["parola"] * (DETAIL_WORDS + 1)), True),
        ("chi cucina adesso per lui?", True),
    ],
)
def test_a_longer_message_or_a_question_is_a_story_of_its_own(text: str, is_a_story: bool) -> None:
    decision = answer(then(told(), needs(("pasto-a-domicilio", 0.8)), text))

    assert said(decision).startswith(PHRASES.need_one) == is_a_story


def test_what_is_needed_and_was_offered_outlasts_a_question_in_between() -> None:
    asked = answer(then(told(), asks("", "come-accedere"), "come si fa?"))

    decision = answer(then(asked, needs(("ti-ascolto", 0.9)), "piange sempre"))

    assert said(decision).startswith(PHRASES.need_detail)


def test_both_survive_the_slot_of_the_brain() -> None:
    context = told().context

    assert context.offered == ("sad", "ti-ascolto")
    assert Context.from_json(context.as_json()) == context


@pytest.mark.parametrize(
    "text", ["è sola", "é sola", "E’ sola", "e' sola", "e\u0300 sola", "dormo poco", "mangia poco"]
)
def test_however_a_phone_writes_it_something_is_told(text: str) -> None:
    decision = answer(then(told(), Understanding("ask", 0.5, (("", 0.9),), overview=1.0), text))

    assert said(decision).startswith(PHRASES.need_detail)


def test_what_a_detail_alone_has_added_the_talk_goes_on_about() -> None:
    added = answer(then(told(), needs(("pasto-a-domicilio", 0.8)), "non sa più cucinare"))
    asked = answer(then(added, asks("", "come-accedere"), "e come si fa?"))

    assert (added.context.concept, asked.service) == ("pasto-a-domicilio", "pasto-a-domicilio")


def test_after_it_a_further_detail_still_adds_what_is_new() -> None:
    added = answer(then(told(), needs(("pasto-a-domicilio", 0.8)), "non sa più cucinare"))
    further = answer(then(added, needs(("ginnastica", 0.8)), "cammina poco"))

    assert said(further) == f"{PHRASES.need_more}\n• {GYM.title}: {GYM.short}"
    assert further.context.offered == ("sad", "ti-ascolto", "pasto-a-domicilio", "ginnastica")


def test_where_several_are_new_the_talk_stays_with_what_it_was_about() -> None:
    added = answer(then(told(), needs(("pasto-a-domicilio", 0.5), ("ginnastica", 0.5)), "mangia e cammina poco"))

    assert payloads(added) == ["ask:pasto-a-domicilio", "ask:ginnastica"]
    assert added.context.concept == "domiciliare-anziani"
