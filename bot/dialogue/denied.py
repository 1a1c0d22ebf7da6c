"""A side of a service that is named to say that it is not meant: "non il telefono, la via"."""

import re
from dataclasses import replace

from bot.dialogue.turn import Turn
from bot.italian import normalise
from bot.knowledge.schema import Aspect

_NAMES: dict[Aspect, str] = {
    "contatti": r"telefono|numero|cellulare|contatt\w+|recapit\w+|mail|email|indirizzo mail",
    "dove": r"via|indirizzo(?! mail)|posto|luogo|sede|dove",
    "orari": r"orari\w*|giorn[oi]|or[ae]|quando",
    "costi": r"prezz\w+|cost\w+|spes[ae]|tariff\w+|quanto (?:costa|si paga)",
    "documenti": r"document\w+|carte|fogli|moduli|modulistica",
    "a-chi": r"chi (?:puo|ne ha diritto|la prende|lo prende)|requisiti",
    "come-accedere": r"come (?:si fa|si chiede|faccio|funziona)",
    "tempi": r"tempi|scadenz\w+",
}
_DENIED = {
    aspect: re.compile(rf"\bnon (?:(?:il|lo|la|l|i|gli|le|un|mi serve|voglio|volevo|intendevo|chiedevo|per|di) ){{0,3}}(?:{names})\b")
    for aspect, names in _NAMES.items()
}  # fmt: skip
_INSTEAD_MIN = 0.1
"""From this probability on another side is what is asked."""


def without_denied(turn: Turn) -> Turn:
    """The turn without the sides that its text denies, where another is asked in their place."""
    read, message = turn.understanding, normalise(turn.text)
    denied = {aspect for aspect, words in _DENIED.items() if " non " in f" {message}" and words.search(message)}
    left = {aspect: p for aspect, p in read.aspect_probabilities.items() if aspect not in denied}
    if not denied or max(left.values(), default=0.0) < _INSTEAD_MIN:
        return turn
    return replace(turn, understanding=replace(read, aspect_probabilities=left))
