"""One renderer from channel-neutral replies to what a channel takes: texts that fit, options as buttons, list or numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from bot.channels.base import Limits
from bot.dialogue.turn import Option, Reply

Shape = Literal["none", "buttons", "list"]
_ENDS = (
    re.compile(r"(?<=\n)(?=\S)"),  # a line
    re.compile(r"(?<=[.!?…»)]\s)(?=\S)"),  # a sentence
    re.compile(r"(?<=\s)(?=\S)"),  # a word
)
"""Where a text may be cut: as late as it fits, and at the first of these that does."""


@dataclass(frozen=True)
class Part:
    """One message of the channel. Options that the channel cannot show stand in the text, numbered."""

    text: str
    options: tuple[Option, ...] = ()
    shape: Shape = "none"


def render(reply: Reply, limits: Limits, *, hint: str = "") -> list[Part]:
    """The reply in as few messages as the limits allow; `hint` says how one chooses by number. Options go with the last."""
    shape = _shape(reply.options, limits)
    if shape == "none":
        return [Part(text) for text in split(_with_numbers(reply, hint), limits.text)]
    *before, last = split(reply.text, limits.text)
    if len(last) > limits.text_over_options:
        *more, last = split(last, limits.text_over_options)
        before += more
    return [*(Part(text) for text in before), Part(last, reply.options, shape)]


def split(text: str, most: int) -> list[str]:
    """The text in pieces of at most so many characters, cut between lines, else sentences, else words, else anywhere."""
    pieces: list[str] = []
    rest = text.strip()
    while len(rest) > most:
        cut = _cut(rest, most)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest]


def _cut(text: str, most: int) -> int:
    """The last good place; a piece of less than half the length is not worth a cleaner cut."""
    for end in _ENDS:
        fitting = [
            found.start() for found in end.finditer(text, 0, most + 2) if len(text[: found.start()].rstrip()) <= most
        ]
        if fitting and fitting[-1] > most // 2:
            return fitting[-1]
    return most


def _shape(options: Sequence[Option], limits: Limits) -> Shape:
    if not options or any(len(option.payload.encode()) > limits.payload_bytes for option in options):
        return "none"
    longest = max(len(option.label) for option in options)
    if len(options) <= limits.buttons and longest <= limits.button_label:
        return "buttons"
    return "list" if len(options) <= limits.rows and longest <= limits.row_label else "none"


def _with_numbers(reply: Reply, hint: str) -> str:
    if not reply.options:
        return reply.text
    numbered = (f"{number}. {option.label}" for number, option in enumerate(reply.options, 1))
    return "\n\n".join(chain([reply.text, "\n".join(numbered)], _if_any(hint)))


def _if_any(text: str) -> Iterator[str]:
    if text:
        yield text
