"""Words for relatives, of which booking makes its patterns."""

import re

import pytest

from bot.relatives import FAMILY, MAYBE_UNDER_AGE, named


@pytest.mark.parametrize(
    "word", ["figlio", "figlie", "figli", "nipotina", "sorelle", "genero", "suocera", "papa", "zii", "moglie"]
)
def test_who_is_of_the_family(word: str) -> None:
    assert re.fullmatch(named(*FAMILY), word)


@pytest.mark.parametrize("word", ["vicina", "amico", "collega", "badante", "figura", "padrone", "zitto", "generale"])
def test_who_is_not(word: str) -> None:
    assert not re.fullmatch(named(*FAMILY), word)


def test_of_parents_and_uncles_it_is_known_that_they_are_of_age() -> None:
    assert re.fullmatch(named(*MAYBE_UNDER_AGE), "fratello")
    assert not any(re.fullmatch(named(*MAYBE_UNDER_AGE), word) for word in ("madre", "zio", "nonna", "marito"))
