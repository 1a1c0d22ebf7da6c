"""Which words of a talk that a person has are shown to the assistant: an answer to its own question, and nothing else."""

from datetime import timedelta

import pytest

from bot.dialogue.turn import Option, Reply
from bot.queue.turns import ClaimedTurn, Written
from bot.times import now
from bot.worker.diary import may_be_for_the_diary
from bot.worker.said import Said

SLOT = Option("mer 2 dic ore 16", "appointment:slot:ti-ascolto:20261202T1500Z")
MORE, STOP, YES = (
    Option("Altri orari", "booking:more"),
    Option("Annulla", "booking:stop"),
    Option("Sì", "booking:confirm"),
)
OFFERS = (Reply("Quale preferisce?", (SLOT, MORE)),)
ASKS_NAME = (Reply("Mi scriva nome e cognome.", (MORE, STOP)),)
ASKS_YES = (Reply("Lo disdico?", (YES, STOP)),)


def is_shown(words: str, replies: tuple[Reply, ...], *, is_last: bool = True, is_answer: bool = True) -> bool:
    message = Written(1, 1, "text", words, None, now() - timedelta(seconds=5), 0, None)
    turn = ClaimedTurn(1, "web", "rosa", None, "x", "operator", 1, 1, (message,))
    return may_be_for_the_diary(turn, Said(replies, replies, is_answer, is_last))


@pytest.mark.parametrize(
    "words",
    [
        "mercoledì 2 dicembre alle 17, se si può",
        "sabato mattina va bene?",
        "meglio venerdì dopo le 18, grazie",
        "il primo posto libero",
        "la prima",
        "alle 17",
        "17",
        "l'ultimo",
        "sì",
        "no grazie",
    ],
)
def test_a_time_that_was_asked_for(words: str) -> None:
    assert is_shown(words, OFFERS)


@pytest.mark.parametrize(
    "words",
    [
        "domani le porto i documenti",
        "le porto i documenti venerdì mattina",
        "domani ho la visita in ospedale",
        "venerdì arriva mia figlia",
        "mio figlio compie 18 anni sabato",
        "lunedì ho parlato con la sua collega",
        "ci vediamo domani",
        "documenti allegati",
        "Maria Rossi",
        "non ho altri documenti",
        "e la mia domanda di prima?",
    ],
)
def test_whatever_else_names_a_day_is_the_persons(words: str) -> None:
    assert not is_shown(words, OFFERS)


def test_a_name_where_it_was_asked_for() -> None:
    assert is_shown("Maria Rossi", ASKS_NAME)
    assert not is_shown("domani le porto il codice fiscale", ASKS_NAME)


@pytest.mark.parametrize(("words", "shown"), [("sì", True), ("no", True), ("domani le porto i documenti", False)])
def test_a_yes_where_it_was_asked_for(words: str, shown: bool) -> None:
    assert is_shown(words, ASKS_YES) is shown


@pytest.mark.parametrize("words", ["sabato mattina", "sì", "Maria Rossi"])
def test_nothing_once_an_operator_has_said_something_or_under_a_notice(words: str) -> None:
    assert not is_shown(words, ASKS_NAME, is_last=False)
    assert not is_shown(words, ASKS_NAME, is_answer=False)
