"""A question that names nothing, and asks a side of what was spoken of before: "in che via è?", "e i numeri?"."""

import re
from collections.abc import Sequence
from itertools import takewhile

from bot.dialogue.booking.ordinary import is_grammar, is_particle
from bot.italian import words
from bot.knowledge.scope import Scope

END_WORDS = 3
"""So many words at the end of a clause are a question of their own, though no sign stands before them."""
_CLAUSE_END = re.compile(r"[,;:.!?\n]")


def holds_a_bare_question(text: str, scope: Scope) -> bool:
    """Whether the message is one, or has one beside a story: "ho perso il biglietto, il numero?"."""
    clauses = ([word for word in words(clause) if word != "?"] for clause in _CLAUSE_END.split(text))
    return any(_ends_bare(clause, scope) for clause in clauses)


def _ends_bare(clause: Sequence[str], scope: Scope) -> bool:
    end = list(takewhile(lambda word: _names_nothing(word, scope), reversed(clause)))
    return any(map(scope.asks_a_side, end)) and len(end) >= min(END_WORDS, len(clause))


def _names_nothing(word: str, scope: Scope) -> bool:
    is_of_a_question = scope.asks_a_side(word) or scope.is_around_a_side(word)
    return is_of_a_question or is_grammar(word) or is_particle(word)
