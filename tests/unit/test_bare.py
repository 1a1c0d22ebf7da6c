"""A question that names nothing asks a side of what was spoken of before, also behind a story; a thing that is named is asked for itself."""

import pytest

from bot.dialogue.bare import holds_a_bare_question
from bot.knowledge.scope import Scope
from tests.cast import SCOPE


@pytest.mark.parametrize(
    "text",
    [
        "in che via è?",
        "e i numeri?",
        "mi scusi, ho perso il biglietto: in che via è?",
        "la penna non scrive. Mi ripete l'indirizzo?",
        "il numero? Ho perso il foglietto",
        "ho buttato il volantino in che giorni siete aperti",
        "quanto costano tutti e due?",
        "e sabato sono aperti?",
    ],
)
def test_nothing_is_named(text: str) -> None:
    assert holds_a_bare_question(text, SCOPE)


@pytest.mark.parametrize(
    "text",
    [
        "quanto costa un avvocato?",
        "il gommista quando apre?",
        "il numero dei carabinieri",
        "dove butto i vecchi mobili?",
        "serve il notaio?",
        "ho perso il biglietto",
        "mi scusi, grazie",
        "come?",
        "",
    ],
)
def test_a_thing_is_named_or_nothing_is_asked(text: str) -> None:
    assert not holds_a_bare_question(text, SCOPE)


def test_without_words_of_a_side_nothing_is_a_question() -> None:
    assert not holds_a_bare_question("in che via è?", Scope())
