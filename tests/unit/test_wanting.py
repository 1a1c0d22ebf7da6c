"""A plain wish for an appointment is one, whatever stands beside it; a question how one books is a question."""

import pytest

from bot.dialogue.turn import Turn
from bot.dialogue.understanding import Understanding
from bot.dialogue.wanting import SURE, to_book, wishes_to_book
from bot.knowledge.schema import Aspect
from tests.cast import BORGO, KNOWLEDGE, LISTENING, asks, municipality, turn

GIVING = LISTENING.model_copy(update={"booking": object()})


def read(text: str, understanding: Understanding, concept: str | None = None) -> Turn | None:
    asked = turn(understanding, text, concept=concept)
    town = municipality("borgo", *[s for s in BORGO.services.values() if s.id != "ti-ascolto"], GIVING)
    knowledge = type(KNOWLEDGE)({"borgo": town}, KNOWLEDGE.phrases, KNOWLEDGE.emergencies, KNOWLEDGE.booking)
    return to_book(Turn(asked.text, asked.understanding, asked.context, knowledge, asked.now))


@pytest.mark.parametrize(
    "text",
    [
        "voglio prenotare il primo colloquio gratuito",
        "salve, scherzi a parte vorrei prenotarmi: sono sempre agitato",
        "mi piacerebbe fissare un incontro perché non dormo",
        "avrei bisogno di prendere un appuntamento",
        "dovrei fissare un colloquio, si può di sabato?",
        "mi prenota un posto per favore",
    ],
)
def test_a_wish_to_book(text: str) -> None:
    assert wishes_to_book(text)


@pytest.mark.parametrize(
    "text",
    [
        "come si prenota?",
        "vorrei sapere come prenotare",
        "vorrei capire se devo prenotare",
        "non vorrei prenotare adesso",
        "vorrei un appuntamento, come faccio a prenotare?",
        "bisogna prenotare per forza?",
        "vorrei prendere il bonus",
    ],
)
def test_no_wish_to_book(text: str) -> None:
    assert not wishes_to_book(text)


def test_a_wish_for_a_desk_that_gives_appointments_is_read_as_one() -> None:
    wish = read("vorrei prenotare la seduta gratuita", asks("ti-ascolto", "costi"))

    assert wish is not None
    assert (wish.understanding.act, wish.understanding.named) == ("book", [("ti-ascolto", 1.0)])


def test_where_no_desk_is_named_it_is_the_topics() -> None:
    nothing = Understanding("thanks", 0.9, (("", 0.9),))

    assert read("grazie, vorrei prenotare", nothing, concept="ti-ascolto")
    assert read("grazie, vorrei prenotare", nothing, concept="segretariato") is None
    assert read("grazie, vorrei prenotare", nothing) is None


def test_what_is_booked_elsewhere_is_none_of_the_topics() -> None:
    away = Understanding("out_of_scope", 0.9, (("", 0.9),))

    assert read("vorrei prenotare il campo da tennis", away, concept="ti-ascolto") is None


def test_a_desk_that_gives_none_is_told_how() -> None:
    assert read("vorrei prenotare al segretariato", asks("segretariato"), concept="ti-ascolto") is None


@pytest.mark.parametrize(("aspect", "is_wish"), [("costi", False), ("orari", True), ("come-accedere", True)])
def test_a_question_about_something_else_comes_first(aspect: Aspect, is_wish: bool) -> None:
    understanding = Understanding("ask", 0.9, (("ti-ascolto", 0.9),), {aspect: SURE})

    assert (read("vorrei prenotare, ma è possibile?", understanding) is not None) == is_wish
    assert read("vorrei prenotare", understanding)


def test_who_already_books_moves_or_wants_a_person_is_left_alone() -> None:
    assert read("vorrei prenotare", asks("ti-ascolto", act="move")) is None
    assert read("vorrei prenotare", asks("ti-ascolto", act="person")) is None
