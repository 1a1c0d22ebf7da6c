"""What only sounds as if it were said of the appointment: a deadline, a need, another's appointment, a form's code."""

import pytest

from bot.dialogue.booking import asides, mine, reserve
from bot.dialogue.booking.giving_up import gives_up
from bot.dialogue.booking.listing import asks_for_the_list, wants_to_wait


@pytest.mark.parametrize(
    "text",
    [
        "siamo in ritardo per l'iscrizione al nido, si può ancora fare?",
        "sono in ritardo per il bonus nido?",
        "sono in ritardo, arrivo tardi con l'ISEE?",
        "siamo in ritardo con la retta della mensa",
        "sono in ritardo, posso ancora fare domanda?",
        "sono in ritardo per il corso di nuoto?",
    ],
)
def test_late_for_another_thing(text: str) -> None:
    assert not asides.is_late(text)


@pytest.mark.parametrize(
    "text",
    [
        "sono in ritardo per il traffico",
        "sono in ritardo per il traffico, mi aspettate?",
        "arrivo in ritardo al colloquio",
        "siamo in ritardo di dieci minuti, mi serve un documento?",
        "sono in ritardo con il treno",
        "sono in ritardo, perdo il posto?",
    ],
)
def test_late_for_the_appointment(text: str) -> None:
    assert asides.is_late(text)


@pytest.mark.parametrize(
    "text",
    [
        "quando è l'appuntamento con la pediatra?",
        "quando è l'appuntamento con la scuola?",
        "che giorno ho l'appuntamento dal dentista?",
        "il mio appuntamento con l'INPS è alle 16 o alle 17?",
    ],
)
def test_the_time_of_anothers_appointment(text: str) -> None:
    assert not mine.asks_for_the_time_of_mine(text) and not mine.asks_when_mine_is(text)


@pytest.mark.parametrize(
    "text",
    [
        "quando è l'appuntamento con la psicologa?",
        "quando è il mio appuntamento?",
        "a che ora ho l'appuntamento con la dottoressa?",
        "il mio appuntamento è alle 16 o alle 17?",
        "il mio appuntamento è all'una?",
    ],
)
def test_the_time_of_ones_own(text: str) -> None:
    assert mine.asks_for_the_time_of_mine(text) or mine.asks_when_mine_is(text)


@pytest.mark.parametrize(
    ("text", "is_mine"),
    [
        ("che codice devo mettere nel modulo?", False),
        ("il codice per il bonus qual è?", False),
        ("che codice devo scrivere nella domanda?", False),
        ("che codice devo dare alla dottoressa?", True),
        ("il codice che mi ha mandato nel messaggio", True),
        ("qual era il codice dell'appuntamento?", True),
    ],
)
def test_whose_code_it_is(text: str, is_mine: bool) -> None:
    assert mine.asks_the_code(text) is is_mine


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("posso venire con mia figlia a ritirare il pacco alimentare?", False),
        ("posso portare mio figlio al centro estivo?", False),
        ("posso venire con mia figlia per il pacco alimentare?", False),
        ("posso portare mia madre al colloquio?", True),
        ("posso portare mia sorella a farmi coraggio?", True),
        ("posso venire insieme a mio marito?", True),
        ("posso venire con la badante?", True),
        ("posso venire accompagnata da un'amica in macchina?", True),
    ],
)
def test_who_may_come_along(text: str, is_asked: bool) -> None:
    assert mine.asks_for_company(text) is is_asked


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("e se mio figlio sta male chi mi aiuta?", False),
        ("e se non posso pagare la mensa?", False),
        ("e se non riesco a pagare?", False),
        ("e se mi ammalo chi avviso?", True),
        ("e se non posso più venire?", True),
        ("e se non riesco a venire devo pagare?", True),
        ("e se mio figlio sta male?", True),
    ],
)
def test_what_if_one_cannot_come(text: str, is_asked: bool) -> None:
    assert asides.asks_what_if(text) is is_asked


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("vengo solo io a pagare la mensa", False),
        ("vengo da sola in municipio", False),
        ("vengo solo io", True),
        ("mio fratello non viene più, vengo solo io", True),
        ("vengo da sola a parlare", True),
        ("vengo sola in autobus", True),
    ],
)
def test_who_comes_alone(text: str, is_said: bool) -> None:
    assert reserve.comes_alone(text) is is_said


@pytest.mark.parametrize(
    "text",
    [
        "rinuncio al telefono",
        "il mio numero è 333 1234567, ma rinuncio al promemoria",
        "rinuncio al sabato, mi dica i mercoledì",
        "ho cambiato idea sul nome, metta Anna Verdi",
        "ho cambiato idea sull'orario",
        "non voglio prenotare ora, prima mi dica quanto costa",
    ],
)
def test_something_else_is_given_up(text: str) -> None:
    assert not gives_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "rinuncio",
        "rinuncio all'appuntamento",
        "rinuncio alla psicologa",
        "rinuncio al posto",
        "ho cambiato idea",
        "ho cambiato idea sull'appuntamento",
        "rinuncio al momento",
        "non voglio prenotare ora",
    ],
)
def test_the_appointment_is_given_up(text: str) -> None:
    assert gives_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "mi avvisi quando ci sono i posti al nido",
        "mi avvisi se si libera un posto al nido",
        "mi avvisate se si libera qualcosa in piscina?",
        "mi metta in lista al nido",
    ],
)
def test_a_place_elsewhere_is_waited_for(text: str) -> None:
    assert not wants_to_wait(text) and not asks_for_the_list(text)


@pytest.mark.parametrize(
    "text",
    [
        "mi avvisi se si libera un posto",
        "mi avvisi se si libera un posto al mattino",
        "mi avvisi se si libera un posto alle sei",
        "mi avvisi se si libera un posto con la dottoressa",
        "mi avvisi quando ci sono posti nei prossimi giorni",
        "mi metta in lista per il sabato",
        "mi metta in lista, grazie",
    ],
)
def test_a_place_at_the_desk_is_waited_for(text: str) -> None:
    assert wants_to_wait(text)
