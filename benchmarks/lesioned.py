"""Trains the understanding without one of its parts and reads messages with what remains; runs in the brain's Python.

`.venv-brain/bin/python -m benchmarks.lesioned letters` reads texts on standard input, a JSON string a line, and writes a JSON
object a line: what Rasa would have parsed of it. The last line tells what learning and reading took.
A process a part: what is taken away here is gone for good.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import italian
from nlu.components import examples, heads
from nlu.components.features import Features, Stems
from nlu.components.heads import Heads
from nlu.components.italian_tokens import ItalianTokens
from nlu.components.understanding import Understanding
from nlu.sentences import messages

DATA = Path(__file__).resolve().parent.parent / "nlu" / "data"
HARDLY = 1e-6
"""A weight of nothing; liblinear takes no zero."""


class Folder:
    """Stands in for Rasa's storage of a model."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def write_to(self, _: Resource) -> Iterator[Path]:
        yield self._path

    def megabytes(self) -> float:
        return sum(file.stat().st_size for file in self._path.iterdir()) / 1e6


def _whole() -> None:
    pass


def _without_abbreviations() -> None:
    italian.ABBREVIATIONS.clear()


def _without_stems() -> None:
    Stems._stem = lambda self, word: word  # type: ignore[method-assign]


def _without_pairs() -> None:
    _change_features(lambda features: features._stems.set_params(ngram_range=(1, 1)))


def _without_letters() -> None:
    Features._blocks = property(lambda features: (features._stems, features._frames))  # type: ignore[assignment]


def _without_frame() -> None:
    Features._blocks = property(lambda features: (features._stems, features._letters))  # type: ignore[assignment]


def _without_typos() -> None:
    setattr(examples, "noisy", lambda text, rng: text)  # noqa: B010 - it is imported there


def _without_joined() -> None:
    examples.MADE = 0


def _without_also() -> None:
    heads.ALSO_WEIGHT = HARDLY


def _change_features(change: Callable[[Features], object]) -> None:
    made = Features.__init__

    def changed(self: Features) -> None:
        made(self)
        change(self)

    Features.__init__ = changed  # type: ignore[method-assign]


PARTS: dict[str, Callable[[], None]] = {
    "nothing": _whole,
    "letters": _without_letters,
    "frame": _without_frame,
    "typos": _without_typos,
    "joined": _without_joined,
    "stems": _without_stems,
    "abbreviations": _without_abbreviations,
    "pairs": _without_pairs,
    "also": _without_also,
}
"""What may be taken away, the most telling first."""


def main() -> None:
    PARTS[sys.argv[1]]()
    tokens = ItalianTokens(None, None)
    with tempfile.TemporaryDirectory() as path:
        folder = Folder(Path(path))
        understanding = Understanding(folder, Resource("heads"), Heads())
        started = time.perf_counter()
        data = TrainingData([message for file in sorted(DATA.rglob("*.yml")) for message in messages(file)])
        understanding.train(tokens.process_training_data(data))
        seconds = time.perf_counter() - started
        took = [_read(json.loads(line), tokens, understanding) for line in sys.stdin]
        cost = {"seconds": seconds, "sentences": len(data.intent_examples), "megabytes": folder.megabytes()}
    print(json.dumps({**cost, "milliseconds": 1000 * sorted(took)[len(took) // 2]}), flush=True)


def _read(text: str, tokens: ItalianTokens, understanding: Understanding) -> float:
    """Writes what is understood of a message; the seconds that it took."""
    started = time.perf_counter()
    (message,) = understanding.process(tokens.process([Message(data={"text": text})]))
    took = time.perf_counter() - started
    print(json.dumps(message.as_dict(only_output_properties=True)), flush=True)
    return took


if __name__ == "__main__":
    main()
