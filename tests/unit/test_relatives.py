"""Words for relatives, of which booking makes its patterns."""

import re

import pytest

from bot.relatives import CIRCLE, FAMILY, MAYBE_UNDER_AGE, named


@pytest.mark.parametrize(
    "word", ["figlio", "figlie", "figli", "nipotina", "sorelle", "genero", "suocera", "papa", "zii", "moglie"]
)
def test_who_is_of_the_family(word: str) -> None:
    assert re.fullmatch(named(*FAMILY), word)


@pytest.mark.parametrize(
    "word", ["vicina", "amico", "collega", "badante", "figura", "padrone", "zitto", "generale", "generi"]
)
def test_who_is_not(word: str) -> None:
    assert not re.fullmatch(named(*FAMILY), word)


def test_of_parents_and_uncles_it_is_known_that_they_are_of_age() -> None:
    assert re.fullmatch(named(*MAYBE_UNDER_AGE), "fratello")
    assert not any(re.fullmatch(named(*MAYBE_UNDER_AGE), word) for word in ("madre", "zio", "nonna", "marito"))


@pytest.mark.parametrize(
    "text",
    [
        "il vicino a bussero",
        "la mia vicina a cernusco",
        "un vicino al piano di sopra",
        "i vicini urlano",
        "dite ai vicini",
        "sono vicina di casa",
        "amici e vicini",
        "un familiare a bussero",
        "i miei familiari",
        "con familiari disabili",
        "un amico di mio padre",
        "due amiche",
    ],
)
def test_somebody_near_is_found(text: str) -> None:
    assert re.search(rf"\b{named(*CIRCLE)}\b", text)


@pytest.mark.parametrize(
    "text",
    [
        "un centro vicino a bussero",
        "qual e l ufficio piu vicino a cernusco",
        "la sede piu vicina",
        "abito vicino al comune",
        "un posto vicino casa",
        "ce n e uno qui vicino",
        "da vicino non ci vedo",
        "il consultorio familiare a bussero",
        "assegni familiari",
        "lo stato di famiglia del nucleo familiare",
        "il telefono amico a bussero",
    ],
)
def test_a_place_near_by_or_what_is_of_a_family_is_nobody(text: str) -> None:
    assert not re.search(rf"\b{named(*CIRCLE)}\b", text)
