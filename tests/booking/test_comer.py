"""Who comes, where a message says nothing else."""

import pytest

from bot.dialogue.booking.comer import Comer, comer

TOWN = "Cesano Boscone"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("è per me", Comer()),
        ("sì, per me grazie", Comer()),
        ("per me stessa", Comer()),
        ("vivo a Cesano Boscone", Comer()),
        ("sono residente a cesano", Comer()),
        ("per me, ho 52 anni", Comer(is_of_age=True)),
        ("sono io che vengo, ne ho settanta", Comer(is_of_age=True)),
        ("guardi sono maggiorenne eh", Comer(is_of_age=True)),
        ("ho 52 anni e sono di Cesano", Comer(is_of_age=True)),
        ("prenoto io per mia mamma", Comer(is_another=True, is_of_age=True)),
        ("è per mia moglie che ha 48 anni", Comer(is_another=True, is_of_age=True)),
        ("per mio figlio, ha 22 anni", Comer(is_another=True, is_of_age=True)),
        ("per una mia amica", Comer(is_another=True)),
    ],
)
def test_who_comes_is_understood(text: str, who: Comer) -> None:
    assert comer(text, TOWN) == who


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sì",
        "è per me?",
        "ho 15 anni",
        "per mia figlia, ha 12 anni",
        "sono a pezzi",
        "è per me che sono disperata",
        "per me va bene il primo",
        "per me sabato alle 10",
        "mercoledì per me",
        "per me e mio marito",
        "sono Maria",
        "sono di Bussero",
        "ho 18 gatti",
        "ho 300 anni",
        "per mia moglie Presto Maria",
    ],
)
def test_where_something_else_is_said_or_somebody_may_be_under_age_nobody_is(text: str) -> None:
    assert comer(text, TOWN) is None
