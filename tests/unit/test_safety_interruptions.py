"""A talk that is broken off, for a child, a saucepan or a change of mind; and one that is broken off because of a danger."""

import pytest

from bot.safety.crisis import suspected

HALF_KNOWN = 0.5
"""What the brain makes of such words is no more than half familiar to it."""


@pytest.mark.parametrize(
    "text",
    [
        "un momento... mi chiama mio figlio",
        "mi sa che lascio stare",
        "scusi, mia mamma ha bisogno, torno subito",
        "un attimo, piange la bambina",
        "ho il latte sul fuoco un secondo",
        "ci penso, poi le dico",
        "mi chiama mio marito, un attimo solo",
        "aspetti che mio nipote ha rovesciato il succo",
        "devo lasciarla, è arrivata mia sorella a pranzo",
        "mi sa che per stavolta passo",
    ],
)
def test_what_breaks_a_talk_off_is_no_cry(text: str) -> None:
    suspicion = suspected(text)

    assert suspicion is None or not suspicion.stands_beside(HALF_KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "un momento, è tornato mio marito, ho paura",
        "devo chiudere, è rientrato e se mi vede sono guai",
        "un attimo, mia madre è caduta",
        "aspetti, il bambino non si sveglia",
        "mi sa che lascio stare, voglio morire",
        "lascio stare, tanto è l'ultima volta",
    ],
)
def test_a_danger_that_breaks_it_off_is_one(text: str) -> None:
    suspicion = suspected(text)

    assert suspicion is not None
    assert suspicion.stands_beside(HALF_KNOWN)
