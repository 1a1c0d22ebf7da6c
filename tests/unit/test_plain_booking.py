"""A booking that the brain takes for another office's business: begun where it is plain, at a desk that gives appointments."""

from dataclasses import replace
from typing import Any

import pytest

from bot.booking.desk import desks_of
from bot.booking.memory import MemoryAppointments
from bot.dialogue.beyond import beyond
from bot.dialogue.errand import Errand
from bot.dialogue.plain_booking import MOST_WORDS
from bot.dialogue.turn import Turn
from bot.dialogue.understanding import Understanding
from bot.knowledge.base import load
from tests.booking.script import play
from tests.cast import ROOT, turn

KNOWLEDGE = load(ROOT / "knowledge")
SURE = Understanding("out_of_scope", 0.99, (("", 0.9),))


def sent_away(text: str, **context: Any) -> Turn:
    """A message that the brain is sure is not ours, at Cesano Boscone, where "Ti ascolto" gives appointments."""
    return replace(turn(SURE, text, comune="cesano-boscone", **context), knowledge=KNOWLEDGE)


@pytest.mark.parametrize(
    "text",
    [
        "prenoto venerdì 11 dicembre alle 18, sono Carla Neri, 347 7654321",
        "prenoto venerdì 11 dicembre alle 18 sono Carla Neri",
        "buongiorno, vorrei prenotare per mercoledì prossimo, grazie",
        "Vorrei fissare un colloquio sabato mattina",
        "prendo appuntamento con la psicologa domani, Carla Neri 347 7654321",
        "mi prenoti il 5 dicembre. Mi chiamo Carla Strada",
        "posso prenotare sabato alle 11?",
        "prenoto sabato alle 11, sono carla neri",
        "sono Carla De Luca e vorrei prenotare per venerdì dopo le 17",
        "vorrei prenotare mercoledì alle 18, il mio numero è 347 7654321",
    ],
)
def test_a_wish_and_a_time_are_a_booking(text: str) -> None:
    decision = beyond(sent_away(text))

    assert (decision.action, decision.service) == ("booking", "ti-ascolto")
    assert decision.begins and decision.begins.wish == text


@pytest.mark.parametrize(
    "text",
    [
        "prenoto la sala civica per sabato 5 dicembre",
        "prenoto, per sabato alle 11, il campo sportivo",
        "prenoto sabato alle 11 il tavolo",
        "vorrei prenotare un treno per domani alle 9",
        "devo prenotare una visita medica per venerdì alle 10",
        "vorrei un appuntamento per la carta d'identità giovedì",
        "vorrei un appuntamento all'anagrafe lunedì",
        "non prenoto sabato",
        "ho prenotato per sabato alle 11",
        "vorrei prenotare lo yoga di mercoledì",
        "sono Carla Neri e prenoto il campo per sabato",
        "prenoto sabato alle 11, sono per la piscina",
        "Piscina, prenoto la corsia di sabato",
        "prenoto la pizza per stasera",
        "sabato piove?",
        "prenoto",
    ],
)
def test_what_another_office_or_nobody_here_gives_is_none(text: str) -> None:
    assert beyond(sent_away(text)).action == "out_of_scope"


def test_in_a_talk_about_another_desk_it_is_no_booking_here() -> None:
    assert beyond(sent_away("prenoto sabato alle 11", concept="domiciliare-anziani")).begins is None


def test_where_no_desk_gives_appointments_nothing_begins() -> None:
    elsewhere = replace(turn(SURE, "prenoto sabato alle 11", comune="bussero"), knowledge=KNOWLEDGE)

    assert beyond(elsewhere).begins is None


def test_before_the_municipality_is_known_it_is_asked_and_the_wish_waits() -> None:
    asked = beyond(replace(turn(SURE, "prenoto sabato alle 11", comune=None), knowledge=KNOWLEDGE))
    waiting = asked.context.waiting

    assert asked.action == "choose"
    assert waiting and (waiting.act, waiting.text) == ("book", "prenoto sabato alle 11")


def test_while_an_appointment_is_made_it_is_the_secretarys() -> None:
    running = Errand("book", "ti-ascolto", "naming")

    assert beyond(sent_away("prenoto sabato alle 11", errand=running)).action == "out_of_scope"


async def test_it_comes_to_the_question_that_is_left() -> None:
    await play(
        """
C: prenoto sabato 5 dicembre alle 11, sono Carla Neri {out_of_scope}
A! booking
A: Ricapitolo
A: Carla Neri
""",
        KNOWLEDGE,
        MemoryAppointments(lambda: desks_of(KNOWLEDGE)),
    )


@pytest.mark.parametrize(("more", "begins"), [(MOST_WORDS - 4, True), (MOST_WORDS - 3, False)])
def test_a_long_message_is_no_plain_booking(more: int, begins: bool) -> None:
    text = " ".join(["prenoto sabato alle 11", *["grazie"] * more])

    assert (beyond(sent_away(text)).begins is not None) == begins
