"""Runs every pattern that reads a citizen's message over texts that make a careless one explode; `python -m tests.unit.nasty`."""

import re
import resource
import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import bot

ROOMS = ("bot.dialogue", "bot.booking", "bot.safety", "bot.italian", "bot.when", "bot.knowledge")
LONGEST = 4096
"""Letters of a message on the widest channel."""
OFTEN = 26
"""So many times a word of its own makes an exponential pattern run for minutes, and a sound one for no time at all."""
FEW = {"bot.dialogue.booking.agreeing": 13}
"""Where no longer message is looked at."""
SECONDS = 240
"""Of the processor, however busy the machine is; all together take about twelve."""
_LITERAL = re.compile(r"(?<!\\)[a-zà-ù]{1,}(?: [a-zà-ù]+)*")
_PLAIN = (" ", "a", "e ", "a a ", "1", "1 ", "ab, ", "non ", "?", "-", "\n", "la signora ")


def nasty_texts(pattern: re.Pattern[str], often: int = OFTEN) -> Iterator[str]:
    """Repetitions of the pattern's own words, with an end that fits nothing, and the longest ones of plain letters."""
    words = dict.fromkeys(_LITERAL.findall(pattern.pattern))
    for word in words:
        yield f"{word} " * often + "\nzz 9"
        yield f"rosa {word}, " + f"{word} " * (often - 1) + "!"
    if often < OFTEN:
        return
    yield " ".join(words)[:LONGEST]
    for piece in _PLAIN:
        yield f"a{piece * (LONGEST // len(piece) - 2)}9"


def patterns(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, value in vars(module).items():
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else [value]
        for each in inside:
            if isinstance(each, re.Pattern) and isinstance(each.pattern, str):
                yield f"{module.__name__}.{name}", each


def modules() -> Iterator[ModuleType]:
    for found in walk_packages(bot.__path__, "bot."):
        if found.name.startswith(ROOMS):
            yield import_module(found.name)


def run() -> None:
    """Names each pattern before it runs: the last one named is the one that did not end."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    seen: set[re.Pattern[str]] = set()
    for module in modules():
        for name, pattern in patterns(module):
            if pattern not in seen:
                seen.add(pattern)
                sys.stdout.write(f"{name}\n")
                sys.stdout.flush()
                for text in nasty_texts(pattern, FEW.get(module.__name__, OFTEN)):
                    pattern.search(text)
    sys.stdout.write("all of them end\n")


if __name__ == "__main__":
    run()
