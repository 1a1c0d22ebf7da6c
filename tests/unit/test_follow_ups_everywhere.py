"""Every follow-up, asked of every service that the municipalities really have."""

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.context import Context
from bot.dialogue.replies import SCREEN
from bot.dialogue.turn import Decision, Turn
from bot.knowledge.base import load
from tests.cast import ROOT, WEDNESDAY, asks, said

REAL = load(ROOT / "knowledge")
EVERY = [
    (id, concept) for id, town in REAL.municipalities.items() for concept in {s.concept for s in town.services.values()}
]


@pytest.mark.parametrize(("comune", "concept"), sorted(EVERY))
def test_every_follow_up_of_every_service_fits_a_screen_and_repeats_nothing(comune: str, concept: str) -> None:
    decision: Decision | None = None
    before = ""
    for text in (
        "e poi?",
        "e poi?",
        "e poi?",
        "non ho capito",
        "posso mandare mio marito?",
        "devo venire di persona?",
        "e se non ho l'isee?",
    ):
        context = decision.context if decision else Context(comune=comune, concept=concept)
        decision = decide(Turn(text, asks("", "come-accedere"), context, REAL, WEDNESDAY), answer)
        assert all(len(reply.text) <= SCREEN for reply in decision.replies), said(decision)
        assert said(decision) != before
        before = said(decision)
