"""A message read for danger: its words, the signs found in it, and the features that the model weighs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.italian import words
from bot.safety.signs import Sign, signs, squeezed, without

SHEETS = (
    "violence",
    "suicide",
    "child",
    "medical",
    "foreign",
    "veiled_violence",
    "veiled_suicide",
    "veiled_child",
    "veiled_medical",
)
CALM_SHEETS = ("idioms", "calm")
"""What speaks against danger; the idioms first, which are narrower."""
CERTAIN = "certain"
SIGN = "sign:"
"""How the name of a sign begins among the features."""
STRETCH = 20
"""Words that are read as one, where no full stop says how far a sentence goes."""
_END = re.compile(r"[.!?;\n…]+")


@dataclass(frozen=True)
class Reading:
    """What stands in one message, or in a stretch of it (see `stretches`)."""

    words: tuple[str, ...]

    @cached_property
    def line(self) -> str:
        """The words to look for signs in, figures of speech and denials taken out."""
        line = squeezed(self.words)
        for sheet in CALM_SHEETS:
            line = without(line, sheet, "quiet")
        return line

    @cached_property
    def certain(self) -> tuple[Sign, ...]:
        """The signs of danger that are enough by themselves."""
        return tuple(sign for sign in _dangers() if sign.weight == CERTAIN and sign.pattern.search(self.line))

    @cached_property
    def dangers(self) -> tuple[Sign, ...]:
        """Those, and the hints of danger."""
        hints = (sign for sign in _dangers() if sign.weight != CERTAIN and sign.pattern.search(self.line))
        return (*self.certain, *hints)

    @cached_property
    def comforts(self) -> tuple[Sign, ...]:
        """What speaks for a harmless message: it is long past, for school, about a service."""
        line = squeezed(self.words)
        return tuple(sign for sign in _calm() if sign.pattern.search(line))

    def features(self) -> dict[str, float]:
        """The signs, the words, the pairs of words and the groups of 3 to 5 letters, each kind scaled to length one."""
        found = {f"{SIGN}{sign.weight}:{sign.kind}:{sign.name}": 0.5 for sign in self.dangers + self.comforts}
        for group in (set(_pairs(self.line.split())), set(_letters(self.line))):
            found |= dict.fromkeys(group, max(len(group), 1) ** -0.5)
        return found


def _dangers() -> Iterator[Sign]:
    return (sign for sheet in SHEETS for sign in signs(sheet))


def _calm() -> Iterator[Sign]:
    return (sign for sheet in CALM_SHEETS for sign in signs(sheet))


def is_sign(feature: str) -> bool:
    """Whether a feature is a sign, not words or letters."""
    return feature.startswith(SIGN)


def read(text: str) -> Reading:
    """The reading of a message as it came from a phone."""
    return Reading(tuple(words(text)))


def stretches(text: str) -> list[Reading]:
    """The sentences of a message each by itself, one without full stops cut into stretches that overlap; none of a short message."""
    sentences = [words(sentence) for sentence in _END.split(text)]
    cut = [Reading(tuple(part)) for sentence in sentences for part in _cut(sentence) if part]
    return cut if len(cut) > 1 else []


def _cut(sentence: list[str]) -> Iterator[list[str]]:
    for start in range(0, max(len(sentence) - STRETCH // 2, 1), STRETCH // 2):
        yield sentence[start : start + STRETCH]


def _pairs(tokens: list[str]) -> Iterator[str]:
    yield from tokens
    yield from (f"{first} {second}" for first, second in zip(["^", *tokens], [*tokens, "$"], strict=True))


def _letters(line: str) -> Iterator[str]:
    for word in line.split():
        padded = f"_{word}_"
        yield from (f"_{padded[i : i + n]}" for n in (3, 4, 5) for i in range(len(padded) - n + 1))
