"""Which words together make a name: by their capitals, their particles, and what else they may mean (ordinary.py)."""

import re
from itertools import takewhile

from bot.dialogue.booking.ordinary import (
    is_a_day_and_a_name,
    is_grammar,
    is_ordinary,
    is_particle,
    is_word,
    may_be_a_name,
    stands_in_no_name,
)
from bot.italian import normalise

MOST_WORDS = 4
"""Of a name, particles not counted."""
MOST_SMALL_WORDS = 3
"""More words than this without a capital are no name."""
_QUESTIONS = {"quanto", "quanta", "quanti", "quando", "dove", "come", "perche", "che", "cosa", "posso"}
_TOKEN = re.compile(r"[^\s,.;:!?()]+(?:\.(?=\w))?|[,.;:!?()]")


def without_particles(tokens: list[str]) -> list[str]:
    """What counts of a name; a particle at the end belongs to nothing."""
    return [token for place, token in enumerate(tokens) if place == len(tokens) - 1 or not is_particle(token)]


def has_capitals(tokens: list[str]) -> bool:
    """Whether two of them are written as names are; in a message all in capitals nothing is."""
    return not all(token.isupper() for token in tokens) and sum(token[:1].isupper() for token in tokens) > 1


def is_a_name(tokens: list[str], is_introduced: bool = False) -> bool:
    """Whether these are a name and nothing else; after "mi chiamo" an ordinary word, too, may be part of it."""
    counted = without_particles(tokens)
    if not counted or not all(map(is_word, tokens)) or _ends_loosely(tokens):
        return False
    if not any(map(may_be_a_name, counted)):
        return False
    if has_capitals(tokens):
        return len(counted) <= MOST_WORDS and all(token[:1].isupper() for token in counted) and not _asks(tokens)
    return len(counted) <= MOST_SMALL_WORDS and not any(
        map(is_grammar if is_introduced else stands_in_no_name, counted)
    )


def is_beside_a_time(tokens: list[str]) -> bool:
    """Whether it is a name although it sounds like a time: "domenica ferrari", and not "primo turno"."""
    others = [token for token in tokens if not is_a_day_and_a_name(token)]
    return len(without_particles(tokens)) > 1 and bool(others) and all(map(may_be_a_name, without_particles(others)))


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
    return spelled_as_name(small) if is_a_name(small, is_introduced=True) else ""


def given(name: str) -> str:
    """The name without the surname: "Maria Teresa" of "Maria Teresa De Luca", "Maria" of "De Luca Maria"."""
    tokens = name.split()
    if is_particle(tokens[0]) and len(tokens) > 2:
        return " ".join(tokens[2:])
    end = len(tokens) - 1
    while end > 1 and is_particle(tokens[end - 1]):
        end -= 1
    return " ".join(tokens[: max(end, 1)])


def _ends_loosely(tokens: list[str]) -> bool:
    """ "anna di": a particle belongs to what follows."""
    return len(tokens) > 1 and is_particle(tokens[-1]) and tokens[-1].islower()


def _asks(tokens: list[str]) -> bool:
    """ "Quanto Costa"."""
    return normalise(tokens[0]) in _QUESTIONS


def _capitalised(token: str) -> str:
    return token.title() if token.isupper() or token.islower() else token[:1].upper() + token[1:]


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
