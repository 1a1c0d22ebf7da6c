"""Trains what the benchmark runs, once for the same inputs, and remembers how long that took."""

import hashlib
import json
import os
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.sample import Sample, sample
from benchmarks.stock import STOCK, STORIES
from bot.brain.recipe import OURS, Recipe
from bot.brain.training import INPUTS, fingerprint, run_rasa_train
from bot.settings import PROJECT, Settings
from bot.times import now


@dataclass(frozen=True)
class Lesson:
    """What a model is trained from; `inputs` are the files that it depends on besides its sentences."""

    name: str
    recipe: Recipe
    inputs: tuple[str, ...]
    sentences: Sample


@dataclass(frozen=True)
class Trained:
    """A model's file, and how its training went; `load` is the machine's at the start, to judge the seconds by."""

    model: str
    megabytes: float
    seconds: float
    sentences: int
    total: int
    at: str
    load: float


def lessons(stock_examples: int) -> tuple[Lesson, Lesson, Lesson]:
    """Ours on all sentences, ours on the stock recipe's sample, the stock recipe on its sample."""
    everything, some = (sample(PROJECT / "nlu/data", count) for count in (0, stock_examples))
    ours = replace(OURS, endpoints="benchmarks/endpoints.yml")
    rest = tuple(name for name in INPUTS if name != "nlu/data")
    stock = replace(STOCK, data=("stories", STORIES))
    return (
        Lesson("ours", ours, rest, everything),
        Lesson("ours-on-sample", ours, rest, some),
        Lesson("stock", stock, (STOCK.config, STOCK.domain, *stock.data, "requirements/brain.txt"), some),
    )


def trained(lesson: Lesson, settings: Settings, folder: Path, again: bool) -> Trained:
    """The model of a lesson, from `folder` where it is kept; raises `BrainCannotStart`."""
    text = lesson.sentences.as_yaml()
    key = hashlib.sha256(f"{fingerprint(settings, lesson.inputs)}{text}".encode()).hexdigest()[:16]
    record = folder / f"{lesson.name}-{key}.json"
    if record.exists() and not again:
        return Trained(**json.loads(record.read_text()))
    for old in folder.glob(f"{lesson.name}-{'[0-9a-f]' * 16}.*"):
        old.unlink()
    result = _train(lesson, text, settings, record.with_suffix(".tar.gz"))
    record.write_text(json.dumps(asdict(result)))
    return result


def _train(lesson: Lesson, text: str, settings: Settings, model: Path) -> Trained:
    print(f"Training {lesson.name} on {lesson.sentences.count} sentences ...", flush=True)
    model.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=model.parent) as folder:
        sentences = Path(folder, "sentences.yml")
        sentences.write_text(text, encoding="utf-8")
        stories = [name for name in lesson.recipe.data if name != "nlu/data"]
        load, started = os.getloadavg()[0], time.perf_counter()
        run_rasa_train(settings, Path(folder), replace(lesson.recipe, data=(str(sentences), *stories)))
        seconds = time.perf_counter() - started
        next(Path(folder).glob("*.tar.gz")).replace(model)
    megabytes, told = model.stat().st_size / 1e6, lesson.sentences
    return Trained(model.name, megabytes, seconds, told.count, told.total, f"{now():%Y-%m-%d %H:%M}", load)
