"""What the citizens of the benchmark write: always the same talks, in an order that the seed decides."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.brain.client import Message

TALKS_FILE = Path(__file__).with_name("talks.txt")
CLOCK = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
"""A Wednesday morning: what is said about hours does not depend on when the benchmark runs."""


@dataclass(frozen=True)
class Script:
    """One talk: the municipality and what is written, turn by turn."""

    comune: str
    texts: tuple[str, ...]

    def messages(self, conversation: str) -> Iterator[Message]:
        """The turns as messages of a conversation of its own."""
        for number, text in enumerate(self.texts):
            yield Message(f"{conversation}-{number}", conversation, "benchmark", CLOCK, self.comune, text)


def scripts(count: int, seed: int) -> list[Script]:
    """So many talks, each as often as the others, shuffled."""
    written = _written()
    chosen = [written[i % len(written)] for i in range(count)]
    random.Random(seed).shuffle(chosen)
    return chosen


def _written() -> list[Script]:
    blocks = TALKS_FILE.read_text(encoding="utf-8").split("\n\n")[1:]
    return [Script(comune, tuple(texts)) for comune, *texts in (block.strip().split("\n") for block in blocks)]
