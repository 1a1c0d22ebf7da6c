"""Trains the brain when something that its model depends on has changed, and finds the model that fits."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.brain.environment import brain_environment
from bot.brain.recipe import OURS, Recipe
from bot.errors import BrainCannotStart
from bot.settings import PROJECT, Settings

INPUTS = (
    "nlu/config.yml",
    "nlu/sentences.py",
    "nlu/domain",
    "nlu/data",
    "nlu/components",
    "stories",
    "bot/italian.py",
    "requirements/brain.txt",
)
"""What the model depends on, besides the spaCy pipeline of the brain's environment."""
KEPT_MODELS = 3
TRAININGS = "trainings.jsonl"
"""In the state folder: a line a training, with how long it took."""


def current_model(settings: Settings) -> Path:
    """The trained model that fits the present inputs; raises `BrainCannotStart` when it has not been trained."""
    model = model_path(settings)
    if not model.exists():
        raise BrainCannotStart("The brain is not trained for the present data. Run: make train")
    return model


def train(settings: Settings, force: bool = False) -> tuple[Path, bool]:
    """The model that fits the present inputs, and whether it had to be trained; what a killed training has left goes with the next."""
    model = model_path(settings)
    if model.exists() and not force:
        return model, False
    settings.models_folder.mkdir(parents=True, exist_ok=True)
    _forget_killed_trainings(settings)
    with tempfile.TemporaryDirectory(dir=settings.models_folder) as folder:
        started = time.monotonic()
        run_rasa_train(settings, Path(folder))
        _note_training(settings, model, time.monotonic() - started)
        next(Path(folder).glob("*.tar.gz")).replace(model)
    _forget_old_models(settings)
    return model, True


def _note_training(settings: Settings, model: Path, seconds: float) -> None:
    with (settings.state_folder / TRAININGS).open("a", encoding="utf-8") as log:
        log.write(json.dumps({"model": model.name, "seconds": round(seconds, 1)}) + "\n")


def seconds_of_training(model: str, state_folder: Path) -> float | None:
    """How long the newest training of this model took; None where it was not trained here."""
    log = state_folder / TRAININGS
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    noted = [line["seconds"] for line in map(json.loads, lines) if line["model"] == model]
    return float(noted[-1]) if noted else None


def run_rasa_train(settings: Settings, out: Path, recipe: Recipe = OURS) -> None:
    """Leaves one model in `out`; raises `BrainCannotStart`."""
    if not settings.brain_python.exists():
        raise BrainCannotStart(f"The brain's environment is missing ({settings.brain_python}). Run: make setup")
    files = ["--data", *recipe.data, "--domain", recipe.domain, "--config", recipe.config, "--out", str(out)]
    command = [str(settings.brain_python), "-m", recipe.module, "train", *files, "--force", "--skip-validation"]
    with _pipe_that_closes_with_us() as stdin:
        try:
            done = subprocess.run(
                command,
                cwd=PROJECT,
                env={**brain_environment(), "SPORTELLO_END_WITH_PARENT": "1"},
                stdin=stdin,
                timeout=settings.training_seconds,
                capture_output=True,
                text=True,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise BrainCannotStart(f"Training took more than {settings.training_seconds:.0f} seconds.") from error
    if done.returncode != 0 or not any(out.glob("*.tar.gz")):
        raise BrainCannotStart(f"Training failed:\n{done.stdout[-1500:]}\n{done.stderr[-3000:]}")


@contextmanager
def _pipe_that_closes_with_us() -> Iterator[int]:
    """The reading end of a pipe, for nlu/serve.py: an interrupted training does not go on by itself."""
    reading, writing = os.pipe()
    try:
        yield reading
    finally:
        os.close(reading)
        os.close(writing)


def model_path(settings: Settings) -> Path:
    return settings.models_folder / f"{fingerprint(settings)}.tar.gz"


def fingerprint(settings: Settings, inputs: Sequence[str] = INPUTS) -> str:
    """A digest of everything that the model depends on."""
    digest = hashlib.sha256()
    for path in _input_files(inputs):
        digest.update(str(path.relative_to(PROJECT)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update(spacy_pipeline(settings).encode())
    return digest.hexdigest()[:16]


def _input_files(inputs: Sequence[str]) -> Iterator[Path]:
    for name in inputs:
        path = PROJECT / name
        yield from sorted(p for p in path.rglob("*") if p.suffix in (".py", ".yml")) if path.is_dir() else [path]


def spacy_pipeline(settings: Settings) -> str:
    """The Italian spaCy pipeline that the brain's environment holds: the model with its version, or the blank one."""
    found = settings.brain_python.parent.parent.glob("lib/python3.*/site-packages/it_core_news_sm-*.dist-info")
    return next((path.name.removesuffix(".dist-info") for path in found), "blank:it")


def _forget_killed_trainings(settings: Settings) -> None:
    """The folders of those that nobody ended; one that is still at work is younger."""
    oldest_at_work = time.time() - 2 * settings.training_seconds
    for folder in settings.models_folder.glob("tmp*/"):
        if folder.stat().st_mtime < oldest_at_work:
            shutil.rmtree(folder, ignore_errors=True)


def _forget_old_models(settings: Settings) -> None:
    models = sorted(settings.models_folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for model in models[KEPT_MODELS:]:
        model.unlink()
