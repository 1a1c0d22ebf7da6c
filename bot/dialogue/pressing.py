"""An option pressed: `ask:<service>[:<aspects>]`, `comune:<id>`, `person`; and which option a text means."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.answer import about_service
from bot.dialogue.appointments import begin
from bot.dialogue.choosing import ask_which_comune
from bot.dialogue.moving import to_comune
from bot.dialogue.people import hand_over
from bot.dialogue.replies import replies
from bot.dialogue.turn import Decision, Option, Turn
from bot.dialogue.understanding import Understanding
from bot.italian import normalise
from bot.knowledge.schema import ASPECTS

ORDINALS = {
    "primo": 1,
    "prima": 1,
    "secondo": 2,
    "seconda": 2,
    "terzo": 3,
    "terza": 3,
    "quarto": 4,
    "quarta": 4,
    "quinto": 5,
    "quinta": 5,
}
MOST_NUMBERED = 10
"""What a channel shows at most; a larger number is an age or a sum."""
_NUMBER = re.compile(r"(?:(?:il|la|l|numero|opzione|scelgo|direi|voglio|vorrei|e|ok|si) )*(\w+)")


def press(turn: Turn) -> Decision:
    """What an option leads to; an option that means nothing any more is told kindly."""
    kind, _, value = turn.text.partition(":")
    if kind == "person":
        return hand_over(replace(turn, understanding=Understanding("person")))
    if kind == "comune" and value in turn.knowledge.municipalities:
        return to_comune(turn, value)
    if kind == "booking":
        return _book(turn, value)
    if kind == "ask":
        return _ask(turn, *value.partition(":")[::2])
    return _stale(turn)


def _book(turn: Turn, value: str) -> Decision:
    """ "Prenota" under an answer."""
    if turn.municipality is None:
        return ask_which_comune(turn)
    word, _, id = value.partition(":")
    service = turn.municipality.services.get(id) if word == "start" else None
    return begin(replace(turn, text=""), service, "book") if service and service.booking else _stale(turn)


def _ask(turn: Turn, service_id: str, aspects: str) -> Decision:
    if turn.municipality is None:
        return ask_which_comune(turn)
    service = turn.municipality.services.get(service_id)
    if service is None:
        return _stale(turn)
    return about_service(
        replace(turn, text=""), turn.municipality, service, [a for a in ASPECTS if a in aspects.split(",")]
    )


def _stale(turn: Turn) -> Decision:
    return Decision("fallback", replies([turn.phrases.stale_option]), turn.context)


def pressed(text: str, options: Sequence[Option]) -> Option | None:
    """The option that a typed text means, by its number ("2", "la seconda") or by its words; none when it means none."""
    message = normalise(text).removesuffix(" ?")
    if number := _number(message):
        return options[number - 1] if number <= len(options) else None
    named = [option for option in options if _means(message, normalise(option.label))]
    return named[0] if len(named) == 1 else None


def _number(message: str) -> int | None:
    found = _NUMBER.fullmatch(message)
    word = found[1] if found else ""
    return ORDINALS.get(word) or (int(word) if word.isdecimal() and 0 < int(word) <= MOST_NUMBERED else None)


def _means(message: str, label: str) -> bool:
    """Whether a short message is the label, its beginning, or one of its long words."""
    return bool(message) and (
        message == label or label.startswith(message + " ") or (len(message) > 4 and f" {message} " in f" {label} ")
    )
