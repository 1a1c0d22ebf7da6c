"""Slips of the thumb for the training: few, in long words only, the same for the same seed."""

import random
from collections.abc import Iterator

import pytest

from nlu.components.noise import NEIGHBOURS, SHORTEST, SLIPS, noisy

SENTENCE = "vorrei sapere quanto costa il servizio per mia nonna di 85 anni ?"


def copies(sentence: str) -> Iterator[list[str]]:
    """The words of many noisy copies."""
    return (noisy(sentence, random.Random(seed)).split() for seed in range(200))


def changed(sentence: str, copy: list[str]) -> int:
    return sum(before != after for before, after in zip(sentence.split(), copy, strict=True))


@pytest.mark.parametrize(
    ("words", "most"),
    [
        (1, 1),
        (4, 1),
        (5, 2),  # more than four words: two slips
        (12, 2),
        (13, 3),  # more than twelve: three
        (40, 3),
    ],
)
def test_longer_sentences_have_more_slips_but_never_more_than_three(words: int, most: int) -> None:
    sentence = " ".join(["appuntamento"] * words)

    assert max(changed(sentence, copy) for copy in copies(sentence)) == most


def test_short_words_numbers_and_signs_are_left_alone() -> None:
    kept = [i for i, word in enumerate(SENTENCE.split()) if len(word) < SHORTEST or not word.isalpha()]

    for copy in copies(SENTENCE):
        assert [copy[i] for i in kept] == [SENTENCE.split()[i] for i in kept]


def test_a_sentence_of_short_words_stays_as_it_is() -> None:
    assert {" ".join(copy) for copy in copies("a che ora c e ?")} == {"a che ora c e ?"}


def test_the_same_seed_makes_the_same_slips_and_others_others() -> None:
    assert noisy(SENTENCE, random.Random(7)) == noisy(SENTENCE, random.Random(7))
    assert len({noisy(SENTENCE, random.Random(seed)) for seed in range(50)}) > 40


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.__name__.strip("_"))
def test_a_slip_changes_the_length_by_one_letter_at_most_and_keeps_the_word_a_word(slip: object) -> None:
    assert callable(slip)
    for seed in range(200):
        made = slip("assistenza", random.Random(seed))
        assert abs(len(made) - len("assistenza")) <= 1
        assert made.isalpha()


def test_neighbours_are_keys_of_their_own() -> None:
    assert all(key not in near and near.isalpha() for key, near in NEIGHBOURS.items())
