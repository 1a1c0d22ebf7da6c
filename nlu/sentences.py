"""Reads our training sentences: the same files as Rasa's reader, which takes 15 seconds three times over; ours takes one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Dict, Optional, Text

import yaml
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method
from rasa.shared.utils.io import get_text_hash

BULLET = "- "


class NotSentences(RasaException):
    """A file under nlu/data/ is not written as docs/training-data.md says; the message names file and block."""


class Sentence(Message):
    """One sentence with its labels, which nobody changes but for what components set: Rasa copies and compares all of them
    five times before anything is learnt, and with its own class that takes fifty seconds."""

    def fingerprint(self) -> Text:
        if self._cached_fingerprint is None:
            self._cached_fingerprint = get_text_hash(repr(self.data))
        return self._cached_fingerprint

    def __deepcopy__(self, memo: Dict[int, Any]) -> "Sentence":
        return Sentence(data=self.data)


class Sentences(RasaFileImporter):
    """Rasa's importer of files, with a reader of our own for the sentences (plain blocks, no markup within them)."""

    @cached_method
    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        return TrainingData([message for path in sorted(self._nlu_files) for message in messages(Path(path))])


def messages(path: Path) -> Iterator[Sentence]:
    """The sentences of one file as Rasa's messages, a block's metadata with each."""
    for number, block in enumerate(_blocks(path), start=1):
        place = f"{path}, block {number}"
        if not isinstance(block, dict) or not isinstance(block.get("examples"), str) or "intent" not in block:
            raise NotSentences(f"{place}: a block has an intent and examples")
        for line in filter(None, map(str.strip, block["examples"].splitlines())):
            if not line.startswith(BULLET):
                raise NotSentences(f"{place}: a sentence begins with '- ': {line!r}")
            data = {"text": line[len(BULLET) :].strip(), "intent": block["intent"]}
            yield Sentence(data={**data, "metadata": {"intent": block.get("metadata") or {}}})


def _blocks(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)["nlu"]
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise NotSentences(f"{path}: not YAML with a list `nlu`: {error}") from error
