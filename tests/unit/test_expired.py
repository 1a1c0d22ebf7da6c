"""A measure that is over: one line, what is alive today, and the talk goes on about that."""

from dataclasses import replace
from typing import get_args

import pytest

from bot.dialogue.answer import answer
from bot.dialogue.expired import OF_THE_PAST
from bot.dialogue.turn import Turn
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Aspect
from tests.cast import BORGO, CARD, KNOWLEDGE, MEALS, PHRASES, asks, payloads, said, then, turn

OLD = CARD.model_copy(update={"related": ["pasto-a-domicilio", "segretariato-sociale"]})
KNOWN = replace(KNOWLEDGE, municipalities={"borgo": Municipality(BORGO.comune, BORGO.services | {OLD.id: OLD})})


def known(turn: Turn) -> Turn:
    return replace(turn, knowledge=KNOWN)


def test_it_is_said_to_be_over_with_what_is_alive() -> None:
    decision = answer(known(turn(asks("carta-spesa"), "e quella carta per la spesa?")))

    lines = f"La carta è finita.\n\n{PHRASES.over_today}\n• {MEALS.title}: {MEALS.short}\n\n"
    assert said(decision).startswith(lines)
    assert "02 48694677" in said(decision)
    assert payloads(decision) == ["ask:pasto-a-domicilio"]


def test_the_talk_is_then_about_what_is_alive() -> None:
    over = answer(known(turn(asks("carta-spesa"))))

    assert answer(known(then(over, asks("", "cos-e"), "e allora che cosa c'è?"))).service == "pasto-a-domicilio"


@pytest.mark.parametrize("aspect", get_args(Aspect))
def test_how_and_when_to_get_it_leads_nowhere_but_what_it_was_is_told(aspect: Aspect) -> None:
    told = said(answer(known(turn(asks("carta-spesa", aspect)))))

    assert told.startswith("La carta è finita.")
    assert (PHRASES.over_today in told) == (aspect not in OF_THE_PAST)


def test_where_nothing_is_alive_there_is_the_front_desk() -> None:
    decision = answer(turn(asks("carta-spesa")))

    assert PHRASES.over_today not in said(decision)
    assert decision.context.concept == "segretariato"
