"""Spelling as it comes from a phone: copies of training sentences with slips of the thumb, made here and never written into the data.

Abbreviations need no noise: `bot.italian` spells them out before anything is learnt or predicted.
"""

import random
from typing import Callable, Dict, List

NEIGHBOURS: Dict[str, str] = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "l": "kp", "m": "n",
    "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "z": "xs",
}  # fmt: skip
"""Keys that a thumb hits by mistake on an Italian phone keyboard."""

SHORTEST = 5
"""Shorter words are left alone: a slip makes another word of them."""


def noisy(text: str, rng: random.Random) -> str:
    """A copy of a normalised sentence with one slip of the thumb, two or three in longer ones."""
    words = text.split()
    slips = 1 + (len(words) > 4) + (len(words) > 12)
    long_words = [i for i, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha()]
    for i in rng.sample(long_words, min(slips, len(long_words))):
        words[i] = rng.choice(SLIPS)(words[i], rng)
    return " ".join(words)


def _drop(word: str, rng: random.Random) -> str:
    i = rng.randrange(1, len(word))
    return word[:i] + word[i + 1 :]


def _double(word: str, rng: random.Random) -> str:
    i = rng.randrange(len(word))
    return word[: i + 1] + word[i:]


def _undouble(word: str, rng: random.Random) -> str:
    doubles = [i for i in range(1, len(word)) if word[i] == word[i - 1]]
    return _drop(word, rng) if not doubles else word[: doubles[0]] + word[doubles[0] + 1 :]


def _swap(word: str, rng: random.Random) -> str:
    i = rng.randrange(1, len(word) - 1)
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _mistype(word: str, rng: random.Random) -> str:
    i = rng.randrange(len(word))
    return word[:i] + rng.choice(NEIGHBOURS.get(word[i], word[i])) + word[i + 1 :]


SLIPS: List[Callable[[str, random.Random], str]] = [_drop, _double, _undouble, _swap, _mistype]
