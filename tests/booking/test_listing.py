"""Who wants on the waiting list, or off it; who is late; and who only speaks of lists and delays."""

import pytest

from bot.dialogue.booking.asides import is_late
from bot.dialogue.booking.listing import asks_for_the_list, leaves_the_list, wants_to_wait


@pytest.mark.parametrize(
    "text",
    [
        "mi metta in lista",
        "sì la lista d'attesa, grazie",
        "può mettermi in lista?",
        "vorrei entrare in lista d'attesa",
        "mi inserisca nella lista d'attesa per favore",
        "mi avvisi se si libera qualcosa",
        "mi avvisa quando si libera un posto?",
        "se qualcuno disdice mi chiamate?",
        "sì, mi faccia sapere",
    ],
)
def test_who_wants_to_wait(text: str) -> None:
    assert wants_to_wait(text)


@pytest.mark.parametrize(
    "text",
    [
        "mi avvisate il giorno prima?",
        "mi avvisi per messaggio il giorno prima",
        "mi può fare la lista dei giorni liberi?",
        "c'è una lista d'attesa?",
        "quanto è lunga la lista d'attesa?",
        "se mi metto in lista quanto aspetto?",
        "mi metta in lista per la casa popolare",
        "non mi metta in lista",
        "sono in lista per l'asilo",
    ],
)
def test_who_only_asks(text: str) -> None:
    assert not wants_to_wait(text)


def test_being_told_is_less_than_being_on_the_list() -> None:
    assert asks_for_the_list("mi metta in lista") and not asks_for_the_list("mi avvisi se si libera qualcosa prima")


@pytest.mark.parametrize(
    "text",
    [
        "mi tolga dalla lista per favore",
        "tolga il mio nome dalla lista",
        "può togliermi dalla lista d'attesa?",
        "non voglio più stare in lista",
        "mi tolga dalla lista d'attesa per la psicologa",
    ],
)
def test_who_leaves_the_list(text: str) -> None:
    assert leaves_the_list(text)


@pytest.mark.parametrize(
    "text",
    [
        "mi hanno tolto dalla lista per la casa, cosa posso fare?",
        "mi hanno cancellato dalla lista delle case popolari",
        "mi tolga dalla lista delle case popolari",
        "mi tolgono dalla lista se non rispondo",
        "mio figlio è fuori dalla lista del nido",
        "non mi tolga dalla lista",
    ],
)
def test_who_only_tells_of_a_list(text: str) -> None:
    assert not leaves_the_list(text)


@pytest.mark.parametrize(
    "text",
    [
        "siamo in ritardo di mezz'ora",
        "sto arrivando in ritardo",
        "vengo con un quarto d'ora di ritardo",
        "l'autobus ha dieci minuti di ritardo",
    ],
)
def test_who_is_late(text: str) -> None:
    assert is_late(text)


@pytest.mark.parametrize(
    "text",
    [
        "ho un figlio con un ritardo mentale, a chi mi rivolgo?",
        "mio figlio ha un ritardo del linguaggio",
        "ho un ritardo cognitivo lieve",
        "sono la mamma di un ragazzo con ritardo",
        "sono in ritardo con l'affitto",
        "il bonus arriva con un mese di ritardo",
        "ho un ritardo di dieci giorni",
    ],
)
def test_a_delay_that_is_no_coming_late(text: str) -> None:
    assert not is_late(text)
