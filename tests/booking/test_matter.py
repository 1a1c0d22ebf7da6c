"""What is cancelled or moved: the appointment at the desk, or another thing."""

import pytest

from bot.dialogue.booking.giving_up import cancels
from bot.dialogue.booking.matter import changes_another, is_of_another
from bot.dialogue.booking.standing import speaks_of_one


@pytest.mark.parametrize(
    "text",
    [
        "disdico la mensa di mio figlio",
        "vorrei disdire l'abbonamento del bus",
        "devo disdire la visita del cardiologo",
        "vorrei annullare la domanda del bonus",
        "come disdico la mensa?",
        "la mensa, la disdico",
        "l'abbonamento del bus lo disdico",
        "disdico mensa",
        "vorrei disdire l'appuntamento dal dentista",
        "disdico l'appuntamento per la TAC",
        "disdico la visita oculistica",
        "devo spostare l'appuntamento con il pediatra",
        "vorrei annullare il mio appuntamento al CUP",
        "vorrei fare la disdetta dell'abbonamento",
        "devo annullare il colloquio con le maestre",
        "cancelli il mio numero di telefono",
        "disdico il servizio mensa",
        "mi hanno disdetto il contratto",
    ],
)
def test_another_thing_than_the_appointment_is_cancelled(text: str) -> None:
    assert changes_another(text) and not cancels(text) and not speaks_of_one(text)


@pytest.mark.parametrize(
    "text",
    [
        "disdico",
        "devo disdire l'appuntamento",
        "disdico, la ringrazio",
        "disdico lo so che è tardi",
        "lo disdico",
        "la seduta la disdico",
        "disdico quello di mia figlia",
        "disdico l'appuntamento di giovedì alle 17",
        "disdico l'appuntamento per la febbre",
        "disdico perché ho il medico",
        "non posso venire perché ho la visita dal cardiologo, disdico",
        "il medico mi ha dato quel giorno, lo disdico",
        "disdico l'appuntamento con la Ricciardi",
        "devo disdire l'incontro con la psicologa per un impegno",
        "disdico l'appuntamento in biblioteca",
        "può spostarmi la seduta al mattino?",
        "disdico per telefono l'appuntamento",
        "devo disdire per un esame",
        "mi hanno spostato la visita medica a giovedì, devo disdire",
        "giovedì non riesco, mi hanno spostato il turno",
        "mi sposta più in là?",
        "devo disdire l'app di venerdì con voi",
        "disdico l'appuntamento per una riunione",
        "vorrei spostare l'appuntamento alle cinque",
        "può anticipare il colloquio nel primo pomeriggio?",
    ],
)
def test_the_appointment_at_the_desk_is_cancelled_or_moved(text: str) -> None:
    assert not changes_another(text) and speaks_of_one(text)


@pytest.mark.parametrize("after", ["al nido", "alla mensa", "per la casa popolare", "in piscina", "nel centro estivo"])
def test_a_place_of_another(after: str) -> None:
    assert is_of_another(after)


@pytest.mark.parametrize(
    "after", ["", "al mattino", "in settimana", "dalla psicologa", "per me", "allo sportello", "prima di Natale"]
)
def test_a_place_at_the_desk(after: str) -> None:
    assert not is_of_another(after)


def test_whoever_receives_at_the_desk_is_of_the_desk() -> None:
    assert not changes_another("disdico l'appuntamento con la ricciardi", "dott.ssa Ricciardi")
    assert changes_another("disdico l'appuntamento con la pediatra", "dott.ssa Ricciardi")


def test_the_service_alone_is_the_desks() -> None:
    assert not changes_another("disdico il servizio")
