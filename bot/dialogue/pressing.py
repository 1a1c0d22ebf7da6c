"""An option pressed: `comune:<id>`, `person`, or one of a service (offered.py); and which option a text means."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.booking import options as appointments
from bot.dialogue.booking.words import START
from bot.dialogue.moving import to_comune
from bot.dialogue.offered import is_of_a_service, press_service, stale
from bot.dialogue.people import hand_over
from bot.dialogue.turn import Decision, Option, Turn
from bot.dialogue.understanding import Understanding
from bot.italian import normalise

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
_CHOICES = ("ask:", "comune:", START, f"{appointments.PREFIX}:slot:", f"{appointments.PREFIX}:to:")
"""What "la seconda" may choose: a service, a municipality, a slot. Never what ends, changes or turns a page: "Annulla", "Altri orari"."""
_NUMBER = re.compile(r"(?:(?:il|la|l|numero|opzione|scelgo|direi|voglio|vorrei|e|ok|si) )*(\w+)")


def press(turn: Turn) -> Decision:
    """What an option leads to; an option that means nothing any more is told kindly."""
    kind, _, value = turn.text.partition(":")
    if kind == "person":
        return hand_over(replace(turn, understanding=Understanding("person")))
    if kind == "comune" and value in turn.knowledge.municipalities:
        return to_comune(turn, value)
    return press_service(turn) if is_of_a_service(turn.text) else stale(turn)


def pressed(text: str, options: Sequence[Option]) -> Option | None:
    """The option that a typed text means, by its number ("2", "la seconda") or by its words; none when it means none."""
    message = normalise(text).removesuffix(" ?")
    if number := numbered(message):
        option = options[number - 1] if number <= len(options) else None
        return option if option is None or any(c.isdecimal() for c in message) or is_choice(option) else None
    named = [option for option in options if _means(message, normalise(option.label))]
    return named[0] if len(named) == 1 else None


def is_choice(option: Option) -> bool:
    """Whether it is one of several things of a kind, and not what is done with them."""
    return option.payload.startswith(_CHOICES)


def is_a_place(text: str) -> bool:
    """Whether a text is the place of an option and nothing else: "la terza"."""
    return any(word in ORDINALS for word in text.split()) and numbered(normalise(text)) is not None


def numbered(message: str) -> int | None:
    """The place in a list that a normalised message means: "2", "la seconda"."""
    found = _NUMBER.fullmatch(message)
    word = found[1] if found else ""
    return ORDINALS.get(word) or (int(word) if word.isdecimal() and 0 < int(word) <= MOST_NUMBERED else None)


def _means(message: str, label: str) -> bool:
    """Whether a short message is the label, its beginning, or one of its long words."""
    return bool(message) and (
        message == label or label.startswith(message + " ") or (len(message) > 4 and f" {message} " in f" {label} ")
    )
