"""Questions about one's own appointment, company, and who else is booked for."""

import pytest

from bot.dialogue.booking.mine import asks_about_mine, asks_for_company, asks_for_the_time_of_mine, asks_the_code
from bot.dialogue.booking.standing import speaks_of_one
from bot.dialogue.booking.whom import is_for_another


@pytest.mark.parametrize(
    "text",
    [
        "e quando è?",
        "scusi, a che ora era?",
        "che giorno devo venire?",
        "ma dove devo presentarmi",
        "quando?",
        "mi ricorda a che ora ho",
        "per che giorno era prenotato?",
        "a che ora e dove?",
    ],
)
def test_a_question_about_ones_own_appointment(text: str) -> None:
    assert asks_about_mine(text)


@pytest.mark.parametrize(
    "text",
    [
        "quando arriva il bonus?",
        "che giorno riceve l'assistente sociale?",
        "dove si fa l'ISEE?",
        "a che ora aprite?",
        "quando mi pagano",
    ],
)
def test_other_questions_about_times_and_places(text: str) -> None:
    assert not asks_about_mine(text)


@pytest.mark.parametrize(
    "text",
    [
        "a che ora era il mio appuntamento?",
        "quando ho l'appuntamento con la psicologa?",
        "a che ora ho la psicologa?",
        "che giorno avevo la seduta?",
        "ho la dottoressa martedì o mercoledì?",
        "il colloquio non lo trovo più scritto, quando è il mio appuntamento?",
    ],
)
def test_the_time_of_an_appointment_that_one_has(text: str) -> None:
    assert asks_for_the_time_of_mine(text)


@pytest.mark.parametrize(
    "text",
    [
        "quando si prende l'appuntamento?",
        "quando serve l'appuntamento?",
        "dove posso prendere l'appuntamento?",
        "a che ora riceve la psicologa?",
        "ho la psicologa martedì, cosa devo portare?",
        "quando posso spostare il mio appuntamento?",
        "a che ora ho la lezione?",
    ],
)
def test_how_one_gets_one_changes_one_and_what_is_none(text: str) -> None:
    assert not asks_for_the_time_of_mine(text)


def test_the_code_is_not_the_tax_code() -> None:
    assert asks_the_code("ho perso il codice")
    assert not asks_the_code("serve il codice fiscale?")


@pytest.mark.parametrize(
    "text",
    [
        "posso portare un'amica?",
        "viene anche mia cognata, va bene?",
        "si può venire in due?",
        "mi può accompagnare mio zio?",
        "mi accompagna mia figlia",
        "posso portare mia figlia di 5 anni?",
        "mia nuora mi accompagna",
        "può venire qualcuno con me?",
        "vengo con mia sorella",
    ],
)
def test_whether_one_may_come_in_two(text: str) -> None:
    assert asks_for_company(text)


@pytest.mark.parametrize(
    "text",
    [
        "posso portare i documenti?",
        "posso venire sabato?",
        "mi accompagna qualcuno del Comune in ospedale",
        "mi accompagna mia figlia in ospedale",
        "mia figlia non parla con me",
        "posso portare mia figlia dalla psicologa?",
    ],
)
def test_no_company(text: str) -> None:
    assert not asks_for_company(text)


def test_words_of_an_appointment() -> None:
    of_one = ["devo rinviare", "giovedì non riesco a venire", "posso cambiare orario?", "alle 17 non ce la faccio"]
    of_none = [
        "mi hanno cancellato dalla lista delle case popolari",
        "mi chiudono il gas",
        "non resisto più",
        "mi tagliano i fili domani",
        "venerdì resto senza casa",
    ]

    assert all(map(speaks_of_one, [*of_one, "avevo fissato le sei", "venerdì non posso più"]))
    assert not any(map(speaks_of_one, of_none))


@pytest.mark.parametrize(
    "text",
    [
        "posso fissare un colloquio per un'amica?",
        "per il mio vicino vorrei prenotare",
        "un appuntamento per una collega",
    ],
)
def test_somebody_else_is_booked_for(text: str) -> None:
    assert is_for_another(text)


@pytest.mark.parametrize(
    "text",
    ["prenoto per me", "per la mia vicina serve un aiuto in casa", "ne parlo con un'amica e prenoto"],
)
def test_nobody_else_is_booked_for(text: str) -> None:
    assert not is_for_another(text)
