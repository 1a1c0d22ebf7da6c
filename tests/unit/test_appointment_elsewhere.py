"""An appointment that is wished for what another office does."""

from datetime import datetime

import pytest

from bot.dialogue.appointments import appointment
from bot.dialogue.booking.matter import purpose
from bot.dialogue.context import Context
from bot.dialogue.turn import Turn
from bot.dialogue.understanding import Understanding
from bot.knowledge.base import load
from bot.times import ROME
from tests.cast import ROOT

KNOWLEDGE = load(ROOT / "knowledge")
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=ROME)


def _asks(text: str, concept: str = "") -> str:
    read = Understanding("book", 0.9, ((concept, 0.9),))
    return appointment(Turn(text, read, Context(comune="cesano-boscone"), KNOWLEDGE, NOW)).action


@pytest.mark.parametrize(
    "text",
    [
        "mi serve fissare un appuntamento per la TAC",
        "vorrei prenotare un appuntamento per la carta d'identità",
        "vorrei prenotare un appuntamento all'INPS",
        "vorrei un appuntamento dal cardiologo",
    ],
)
def test_what_another_office_does_is_not_booked_here(text: str) -> None:
    assert _asks(text) == "out_of_scope"


@pytest.mark.parametrize(
    "text",
    [
        "vorrei un appuntamento",
        "mi serve un appuntamento per lo stress",
        "vorrei un appuntamento, ho i figli al nido e sono esaurita",
        "vorrei un appuntamento per parlare di mio figlio che va al liceo",
        "vorrei un appuntamento con la dottoressa per i problemi con l'insegnante",
    ],
)
def test_what_is_said_of_oneself_is_no_other_office(text: str) -> None:
    assert _asks(text) == "booking"


def test_a_desk_of_ours_that_is_named_is_believed() -> None:
    assert _asks("vorrei un appuntamento allo sportello vicino all'ospedale", "ti-ascolto") == "booking"


def test_the_purpose_stands_in_its_own_clause() -> None:
    assert purpose("vorrei un appuntamento, ho i figli al nido") == ""
    assert purpose("un appuntamento per la TAC, grazie") == "per la tac"
