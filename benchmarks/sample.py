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
        """A training file of Rasa: each block as JSON, which is YAML too; Rasa knows the file by a line with "nlu:"."""
        blocks = ({**labels, "examples": [{"text": text}]} for text, labels in self.sentences)
        lines = (f"- {json.dumps(block, ensure_ascii=False)}" for block in blocks)
        return "\n".join(['version: "3.1"', "nlu:", *lines, ""])


def sample(folder: Path, count: int) -> Sample:
    """So many sentences of a folder, all where there are not more or `count` is 0; the same for the same data."""
    written = list(_sentences(folder))
    taken = random.Random(SEED).sample(written, count) if 0 < count < len(written) else written
    return Sample(tuple(taken), len(written))


def _sentences(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.rglob("*.yml")):
        for block in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader).get("nlu") or []:
            labels = {name: block[name] for name in ("intent", "metadata") if name in block}
            if "intent" in labels:
                yield from _of_block(block["examples"], labels)


def _of_block(examples: str | list[dict[str, Any]], labels: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(examples, str):
        yield from ((line[1:].strip(), labels) for line in examples.splitlines() if line.startswith("-"))
        return
    for example in examples:
        metadata = {**labels.get("metadata", {}), **example.get("metadata", {})}
        yield example["text"].strip(), {**labels, "metadata": metadata}
