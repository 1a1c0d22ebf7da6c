"""A few words first, where somebody tells of a death, an illness, a fear; and none where only the words sound so."""

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.understanding import Understanding
from tests.cast import PHRASES, asks, said, turn

WORDS = PHRASES.follow_ups
NEED = Understanding("need", 0.9, (("segretariato", 0.8),))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("è morto mio papà e sono sola", WORDS.sympathy.grief),
        ("ho perso la moglie a giugno", WORDS.sympathy.grief),
        ("mio marito è mancato a giugno", WORDS.sympathy.grief),
        ("mio genero è mancato a giugno", WORDS.sympathy.grief),
        ("mio marito è mancato a marzo", WORDS.sympathy.grief),
        ("mia madre è mancata da poco", WORDS.sympathy.grief),
        ("mio padre è mancato all'improvviso e sono sola", WORDS.sympathy.grief),
        ("mia nonna è mancata a novant'anni", WORDS.sympathy.grief),
        ("mio marito è mancato una settimana fa", WORDS.sympathy.grief),
        ("mia moglie è scomparsa in ospedale", WORDS.sympathy.grief),
        ("da quando è mancato mio marito tutti mi evitano", WORDS.sympathy.grief),
        ("ho badato alla mamma malata, lei è mancata e sono senza lavoro", WORDS.sympathy.grief),
        ("è mancata ieri mia madre", WORDS.sympathy.grief),
        ("è mancato a marzo mio marito", WORDS.sympathy.grief),
        ("il padre di mio figlio è mancato", WORDS.sympathy.grief),
        ("mio marito è mancato e non so come pagare la scuola", WORDS.sympathy.grief),
        ("sono rimasta vedova con due figli", WORDS.sympathy.grief),
        ("la mamma ha la demenza e non so come fare", WORDS.sympathy.illness),
        ("ho tanta paura di restare senza casa", WORDS.sympathy.fear),
    ],
)
def test_a_death_an_illness_a_fear_get_a_few_words_first(text: str, line: str) -> None:
    assert said(decide(turn(NEED, text), answer)).startswith(f"{line}\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "è mancata la luce perché non ho pagato la bolletta",
        "mi è mancato lo stipendio e non arrivo a fine mese",
        "sono vedova da 30 anni e vivo sola",
        "a mio figlio è mancato il sostegno",
        "mio padre è morto vent'anni fa",
        "mi è morto il telefono",
        "i generi alimentari sono mancati a novembre",
        "sono mancati i generi alimentari e i pannolini",
        "mio figlio è mancato da scuola tutta la settimana, non so come fare",
        "mio figlio è mancato tre giorni da scuola",
        "mia figlia è mancata alla visita",
        "il mio ex è mancato ai suoi doveri e non paga il mantenimento",
        "la pensione di mia madre è scomparsa dal conto",
        "la pensione di mia madre è scomparsa, non so come pagare l'affitto",
        "il sussidio del papà è mancato",
        "è mancato mio figlio da scuola",
        "ho perso il marito di vista, non paga gli alimenti",
        "ho perso i figli a carico",
    ],
)
def test_where_nobody_has_died_lately_there_are_no_condolences(text: str) -> None:
    assert WORDS.sympathy.grief not in said(decide(turn(NEED, text), answer))


def test_a_plain_question_gets_its_answer_and_no_condolences() -> None:
    decision = decide(turn(asks("ti-ascolto", "costi"), "per i malati di alzheimer quanto costa?"), answer)

    assert said(decision) == "Il primo colloquio è gratuito."
