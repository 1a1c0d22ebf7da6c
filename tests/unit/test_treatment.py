"""Being treated badly: by the staff it is a complaint, elsewhere a story or a question."""

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.understanding import Understanding
from tests.cast import asks, turn

NEED = Understanding("need", 0.9, (("segretariato", 0.8),))


@pytest.mark.parametrize(
    "text",
    [
        "l'impiegata mi risponde sempre male",
        "allo sportello sono maleducati",
        "l'assistente sociale mi ha umiliata",
        "mi hanno trattata male allo sportello",
        "l'educatrice di mio figlio mi tratta male",
        "sono venuta con mio marito e l'impiegato ci ha urlato contro",
        "vorrei parlare con un responsabile, in comune mi hanno risposto malissimo",
        "mi hanno trattata male, quando sono venuta allo sportello",
        "al CAF tutto bene, allo sportello del comune mi hanno risposto male",
        "mi ha risposto male, l'impiegata",
    ],
)
def test_being_treated_badly_by_the_staff_is_a_complaint(text: str) -> None:
    decision = decide(turn(asks("segretariato", "cos-e"), text), answer)

    assert (decision.action, decision.calls) == ("handover", "complaint")


@pytest.mark.parametrize(
    "text",
    [
        "mio marito mi tratta male",
        "mi tratta male e ho paura",
        "il vicino è maleducato",
        "mio marito mi insulta, posso parlare con la psicologa?",
        "mio figlio mi urla contro, vorrei parlare con una psicologa",
        "mio figlio è maleducato, c'è una psicologa?",
        "a lavoro il capo mi tratta male, vorrei parlare con la psicologa",
        "mi tratta male mio marito e il comune non fa niente",
        "al CAF mi hanno risposto male, posso venire allo sportello per il bonus?",
        "all'INPS mi hanno trattata male, dove trovo il segretariato sociale?",
        "al CUP mi hanno risposto male, a che ora apre lo sportello?",
        "mi hanno insultata sul bus, il comune può fare qualcosa?",
        "lo sportello dell'INPS mi ha trattata male",
        "dove trovo lo sportello? mi hanno trattata male tutti",
        "in ospedale ci hanno risposto male e non so se il comune aiuta",
        "l'autista mi ha insultata, c'è un ufficio per questo?",
    ],
)
def test_being_treated_badly_at_home_is_no_complaint_about_us(text: str) -> None:
    assert decide(turn(NEED, text), answer).calls is None
