"""A sample of the training sentences, for a recipe that takes too long to learn them all."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SEED = 20261122


@dataclass(frozen=True)
class Sample:
    """The sentences taken with their labels, and out of how many."""

    sentences: tuple[tuple[str, dict[str, Any]], ...]
    total: int

    @property
    def count(self) -> int:
        return len(self.sentences)

    @property
    def share(self) -> float:
        return self.count / self.total

    def as_yaml(self) -> str:
        """A training file for Rasa's reader and ours: each block as JSON, which is YAML; Rasa looks for a line "nlu:"."""
        blocks = ({**labels, "examples": f"- {text}"} for text, labels in self.sentences)
        lines = (f"- {json.dumps(block, ensure_ascii=False)}" for block in blocks)
        return "\n".join(['version: "3.1"', "nlu:", *lines, ""])


def sample(folder: Path, count: int) -> Sample:
    """So many sentences of a folder, all where there are not more or `count` is 0; the same for the same data."""
    written = list(_sentences(folder))
    taken = random.Random(SEED).sample(written, count) if 0 < count < len(written) else written
    return Sample(tuple(taken), len(written))


def _sentences(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.rglob("*.yml")):
        for block in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]:
            labels = {name: value for name, value in block.items() if name != "examples"}
            yield from ((line[2:], labels) for line in map(str.strip, block["examples"].splitlines()) if line)
