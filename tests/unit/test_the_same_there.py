"""The same in another municipality: what was asked for, and lacking here, is looked for there, whatever stands behind the question."""

from dataclasses import replace

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.moving import choose_comune
from bot.dialogue.turn import Decision
from bot.dialogue.understanding import Understanding
from tests.cast import asks, then, turn

MEALS_LACK_IN_VALLE = asks("pasto-a-domicilio", sure=0.95)
SOUNDS_LIKE = (("ginnastica", 0.4), ("segretariato", 0.2))


def lacking_in_valle() -> Decision:
    return decide(turn(MEALS_LACK_IN_VALLE, "portate i pasti a casa?", comune="valle"), answer)


@pytest.mark.parametrize("act", ["inform_comune", "ask", "need"])
@pytest.mark.parametrize("text", ["e a Borgo c'è? ci abita mio zio", "e a Borgo invece? là ho la casa dei miei"])
def test_what_is_lacking_here_is_looked_for_there(text: str, act: str) -> None:
    asked = then(lacking_in_valle(), Understanding(act, 0.5, SOUNDS_LIKE, {"dove": 0.1}), text, named="borgo")
    moved = asked if act == "inform_comune" else asked.about(comune="borgo")

    decision = decide(moved, choose_comune if act == "inform_comune" else answer)

    assert (decision.service, decision.context.comune) == ("pasto-a-domicilio", "borgo")


def test_without_a_talk_it_is_a_need() -> None:
    told = replace(turn(Understanding("inform_comune", 0.5, SOUNDS_LIKE)), text="e a Borgo c'è? ho la nonna sola lì")

    assert decide(replace(told, named_comune="borgo"), choose_comune).service != "pasto-a-domicilio"
