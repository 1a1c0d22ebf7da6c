"""What a word of an answer is: of grammar, ordinary, a particle of a name, a day that is a name, too.

not_names.txt holds the words of grammar, ordinary_words.txt what people say here. An ordinary word with a star is a surname, too, and no
name by itself, but half of one ("anna bene"); words that are surnames above all ("costa", "rosa") are not listed.
"""

import re
from pathlib import Path

from bot.booking.wishes.spelling import MONTH_NUMBERS, SHORT, WEEKDAY_NUMBERS
from bot.italian import normalise

_FOLDER = Path(__file__).parent
_GRAMMAR = frozenset((_FOLDER / "not_names.txt").read_text(encoding="utf-8").split())
_LISTED = frozenset((_FOLDER / "ordinary_words.txt").read_text(encoding="utf-8").split())
_ALSO_SURNAMES = frozenset(word[:-1] for word in _LISTED if word.endswith("*"))
_ORDINARY = _LISTED | _ALSO_SURNAMES
_CALENDAR = {*WEEKDAY_NUMBERS, *MONTH_NUMBERS, *SHORT}
_CALENDAR_NAMES = {"domenica", "primo", *MONTH_NUMBERS}
"""Words of time that people are called, too."""
_PARTICLES = frozenset(
    ("de", "di", "del", "della", "dei", "degli", "delle", "dello", "dell", "dal", "dalla", "dall", "dalle", "dai", "da", "d", "la", "lo",
     "li", "le", "il", "in", "el", "al", "ben", "bin", "ibn", "abu", "bou", "van", "der", "den", "von", "zu", "ten", "ter", "dos", "das",
     "do", "du", "san", "santa", "st", "mc", "mac", "o", "y")
)  # fmt: skip
""" "De Luca", "Lo Presti", "van der Berg": part of the name that follows."""
_ELIDED = re.compile(r"(?:c|un|quest|quell|dov|cos|com|quant|anch|senz|sull|nell|all|m|t|s|v|n) \w")
""" "C'è", "quest'anno": nobody's name begins so."""
_OF_SURNAMES = re.compile(r"(?:d|dell|dall|dal|degl) \w")
""" "Dell'Acqua", "D'Amore"."""
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
_ADVERB = re.compile(r"(?!clemente)\w+mente")


def is_word(token: str) -> bool:
    return _WORD.fullmatch(token) is not None


def is_grammar(token: str) -> bool:
    """Whether no name written small has it: "vorrei", "che", "c'è"."""
    words = normalise(token)
    return words in _GRAMMAR or _ELIDED.match(words) is not None


def is_ordinary(token: str) -> bool:
    """Whether it is no name by itself: "dipende", "l'acqua"."""
    word = (normalise(token).split() or [""])[-1]
    return word in _ORDINARY or word in _CALENDAR or _ADVERB.fullmatch(word) is not None


def stands_in_no_name(token: str) -> bool:
    """Whether it stands in no name written small; days and months do ("domenica ferrari")."""
    words = normalise(token)
    may_be_half = words in _ALSO_SURNAMES or words in _CALENDAR_NAMES or _OF_SURNAMES.match(words) is not None
    return is_grammar(token) or (is_ordinary(token) and not may_be_half)


def is_particle(token: str) -> bool:
    return normalise(token.rstrip("'’")) in _PARTICLES


def may_be_a_name(token: str) -> bool:
    """Whether it is one, as far as anybody knows."""
    return (
        len(token) > 1
        and re.search(r"[aeiouy]", normalise(token)) is not None
        and not (is_grammar(token) or is_ordinary(token))
    )


def is_a_day_and_a_name(token: str) -> bool:
    """ "Domenica", "maggio"."""
    return normalise(token) in _CALENDAR_NAMES
