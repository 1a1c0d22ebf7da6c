"""The model's fingerprint changes when something that the model depends on has changed, and not otherwise."""

import os
import shutil
from pathlib import Path

import pytest

from bot.brain import training
from bot.settings import Settings
from tests.project import INPUTS, write


@pytest.mark.parametrize(
    "name", [*sorted(INPUTS), "nlu/data/concepts/new.yml", "nlu/components/new.py", "stories/new.yml"]
)
def test_the_fingerprint_changes_with_every_input(name: str, project: Path, settings: Settings) -> None:
    before = training.fingerprint(settings)

    write(project / name, "something else")

    assert training.fingerprint(settings) != before


def test_it_changes_when_an_input_moves_or_goes(project: Path, settings: Settings) -> None:
    prints = {training.fingerprint(settings)}

    (project / "stories/people.yml").rename(project / "stories/persons.yml")
    prints.add(training.fingerprint(settings))
    (project / "stories/persons.yml").unlink()
    prints.add(training.fingerprint(settings))

    assert len(prints) == 3


@pytest.mark.parametrize(
    "name",
    [
        "knowledge/borgo/sad.yaml",
        "bot/when.py",
        "nlu/gateway.py",
        "nlu/components/__pycache__/heads.pyc",
        "nlu/data/people.yml~",
        "requirements/dev.txt",
        "README.md",
    ],
)
def test_it_does_not_change_with_anything_else(name: str, project: Path, settings: Settings) -> None:
    before = training.fingerprint(settings)

    write(project / name, "something else")

    assert training.fingerprint(settings) == before


def test_it_is_the_same_in_another_clone_of_another_day(
    project: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = training.fingerprint(settings)

    shutil.copytree(project, tmp_path / "clone")
    os.utime(tmp_path / "clone/nlu/config.yml", (0, 0))
    monkeypatch.setattr(training, "PROJECT", tmp_path / "clone")

    assert training.fingerprint(settings) == before


def test_a_model_trained_with_another_spacy_pipeline_is_another_model(project: Path, settings: Settings) -> None:
    before = training.fingerprint(settings)
    assert training.spacy_pipeline(settings) == "blank:it"

    (project / "venv/lib/python3.10/site-packages/it_core_news_sm-3.7.0.dist-info").mkdir(parents=True)

    assert training.spacy_pipeline(settings) == "it_core_news_sm-3.7.0"
    assert training.fingerprint(settings) != before
