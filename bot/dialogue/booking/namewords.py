"""Which words make a name: capitals, particles, and words that mean something else.

not_names.txt holds the words of grammar, which stand in no name written small; ordinary_words.txt what people say here, which is no name
by itself but may be half of one ("anna bene"). Words that are common surnames ("costa", "rosa") are in neither.
"""

import re
from itertools import takewhile
from pathlib import Path

from bot.booking.wishes.spelling import MONTH_NUMBERS, SHORT, WEEKDAY_NUMBERS
from bot.italian import normalise

MOST_WORDS = 4
"""Of a name, particles not counted."""
MOST_SMALL_WORDS = 3
"""More words than this without a capital are no name."""
_FOLDER = Path(__file__).parent
_GRAMMAR = frozenset((_FOLDER / "not_names.txt").read_text(encoding="utf-8").split())
_ORDINARY = frozenset((_FOLDER / "ordinary_words.txt").read_text(encoding="utf-8").split())
_CALENDAR = {*WEEKDAY_NUMBERS, *MONTH_NUMBERS, *SHORT}
_CALENDAR_NAMES = {"domenica", "primo", *MONTH_NUMBERS}
"""Words of time that people are called, too."""
_PARTICLES = frozenset(
    ("de", "di", "del", "della", "dei", "degli", "delle", "dello", "dell", "dal", "dalla", "dall", "dalle", "dai", "da", "d", "la", "lo",
     "li", "le", "il", "in", "el", "al", "ben", "bin", "ibn", "abu", "bou", "van", "der", "den", "von", "zu", "ten", "ter", "dos", "das",
     "do", "du", "san", "santa", "st", "mc", "mac", "o", "y")
)  # fmt: skip
""" "De Luca", "Lo Presti", "van der Berg": part of the name that follows."""
_QUESTIONS = {"quanto", "quanta", "quanti", "quando", "dove", "come", "perche", "che", "cosa", "posso"}
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
_TOKEN = re.compile(r"[^\s,.;:!?()]+(?:\.(?=\w))?|[,.;:!?()]")
_ADVERB = re.compile(r"(?!clemente)\w+mente")


def is_word(token: str) -> bool:
    return _WORD.fullmatch(token) is not None


def is_grammar(token: str) -> bool:
    """Whether no name written small has it: "vorrei", "che"."""
    return normalise(token) in _GRAMMAR


def is_ordinary(token: str) -> bool:
    word = normalise(token)
    return word in _ORDINARY or word in _CALENDAR or _ADVERB.fullmatch(word) is not None


def without_particles(tokens: list[str]) -> list[str]:
    """What counts of a name; a particle at the end belongs to nothing."""
    return [token for place, token in enumerate(tokens) if place == len(tokens) - 1 or not is_particle(token)]


def is_particle(token: str) -> bool:
    return normalise(token.rstrip("'’")) in _PARTICLES


def has_capitals(tokens: list[str]) -> bool:
    """Whether two of them are written as names are; in a message all in capitals nothing is."""
    return not all(token.isupper() for token in tokens) and sum(token[:1].isupper() for token in tokens) > 1


def is_a_name(tokens: list[str]) -> bool:
    """Whether these are a name and nothing else."""
    counted = without_particles(tokens)
    if not counted or not all(map(is_word, tokens)) or _ends_loosely(tokens):
        return False
    if not any(map(_may_be_one, counted)):
        return False
    if has_capitals(tokens):
        return len(counted) <= MOST_WORDS and all(token[:1].isupper() for token in counted) and not _asks(tokens)
    return len(counted) <= MOST_SMALL_WORDS and not any(map(is_grammar, counted))


def is_beside_a_time(tokens: list[str]) -> bool:
    """Whether it is a name although it sounds like a time: "domenica ferrari", and not "primo turno"."""
    others = [token for token in tokens if normalise(token) not in _CALENDAR_NAMES]
    return len(without_particles(tokens)) > 1 and bool(others) and all(map(_may_be_one, without_particles(others)))


def spelled_as_name(tokens: list[str]) -> str:
    """ "rosa BIANCHI" as "Rosa Bianchi"; who writes "de Luca" or "McAdam" knows why."""
    knows = has_capitals(tokens) and any(not (token.isupper() or token.islower()) for token in tokens)
    return " ".join(token if knows else _capitalised(token) for token in tokens)


def leading(text: str) -> str:
    """The name with which these words begin: all that has capitals, or what is no word of a sentence."""
    tokens = _TOKEN.findall(text)
    capitals = _without_last_particles(list(takewhile(_is_of_a_name, tokens)))
    if has_capitals(capitals):
        return " ".join(capitals)
    small = _without_last_particles(_until_a_sentence(tokens))
    return spelled_as_name(small) if is_a_name(small) else ""


def _ends_loosely(tokens: list[str]) -> bool:
    """ "anna di": a particle belongs to what follows."""
    return len(tokens) > 1 and is_particle(tokens[-1]) and tokens[-1].islower()


def _asks(tokens: list[str]) -> bool:
    """ "Quanto Costa"."""
    return normalise(tokens[0]) in _QUESTIONS


def _capitalised(token: str) -> str:
    return token.title() if token.isupper() or token.islower() else token[:1].upper() + token[1:]


def _may_be_one(token: str) -> bool:
    return (
        len(token) > 1
        and re.search(r"[aeiouy]", normalise(token)) is not None
        and not (is_grammar(token) or is_ordinary(token))
    )


def _is_of_a_name(token: str) -> bool:
    return is_word(token) and (token[:1].isupper() or is_particle(token))


def _until_a_sentence(tokens: list[str]) -> list[str]:
    """ "anna costa" of "anna costa e vorrei"; an ordinary word is part of it only as its last: "anna bene"."""
    taken: list[str] = []
    for place, token in enumerate(tokens):
        goes_on = taken and is_ordinary(token) and place < len(tokens) - 1
        is_part = is_particle(token) or not (is_grammar(token) or goes_on)
        if not is_word(token) or not is_part:
            break
        taken.append(token)
    return taken


def _without_last_particles(tokens: list[str]) -> list[str]:
    while tokens and tokens[-1].islower() and is_particle(tokens[-1]):
        tokens = tokens[:-1]
    return tokens
