"""How old somebody is by the year of birth; today is 25 November 2026."""

from datetime import date

import pytest

from bot.dialogue.booking.birth import age_by_birth
from bot.dialogue.booking.hearing import is_of_age

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("è nata nel 2004", 21),
        ("classe 2001", 24),
        ("è del 2004", 21),
        ("è un ragazzo del 2012", 14),
        ("classe 98", 27),
        ("nato nell'85", 40),
        ("2004", 21),
        ("nata il 3 maggio 2008", 18),
        ("nata il 3/12/2008", 17),
        ("è nato a Milano nel 2010", 16),
        ("sono del 2004 e del 2010", 16),
        ("2008", None),
        ("è del 2008", None),
    ],
)
def test_the_age_of_whoever_was_born_then(text: str, age: int | None) -> None:
    assert age_by_birth(text, TODAY) == age


@pytest.mark.parametrize(
    "text", ["nel 2023 ha avuto un incidente", "dopo l'incidente del 2023", "sì", "18", "viviamo qui dal 2015"]
)
def test_a_year_that_is_nobodys_birth(text: str) -> None:
    assert age_by_birth(text, TODAY) is None


def test_whoever_is_at_university_is_of_age() -> None:
    assert is_of_age("va all'università")
    assert not is_of_age("non va ancora all'università") and not is_of_age("vorrebbe andare all'università")
