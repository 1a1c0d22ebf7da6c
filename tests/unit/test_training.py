"""The brain is trained when something that its model depends on has changed, and only then."""

import os
from pathlib import Path

import pytest

from bot.brain import training
from bot.errors import BrainCannotStart
from bot.settings import Settings
from tests.project import write


def trainings(project: Path) -> int:
    log = project / "trainings"
    return len(log.read_text().splitlines()) if log.exists() else 0


def test_training_again_without_a_change_does_nothing(project: Path, settings: Settings) -> None:
    model, trained = training.train(settings)
    again, trained_again = training.train(settings)

    assert (trained, trained_again, trainings(project)) == (True, False, 1)
    assert model == again == training.current_model(settings)


def test_a_change_and_force_train_anew(project: Path, settings: Settings) -> None:
    training.train(settings)
    training.train(settings, force=True)
    write(project / "nlu/config.yml", "another pipeline")
    with pytest.raises(BrainCannotStart, match=r"not trained for the present data\. Run: make train"):
        training.current_model(settings)

    training.train(settings)

    assert trainings(project) == 3


def test_a_training_that_fails_says_why_and_leaves_nothing_behind(project: Path, settings: Settings) -> None:
    write(project / "fails", "")

    with pytest.raises(BrainCannotStart, match="cannot learn this"):
        training.train(settings)

    assert list(settings.models_folder.iterdir()) == []


def test_without_the_brains_environment_it_says_what_to_run(project: Path, settings: Settings) -> None:
    settings.brain_python.unlink()

    with pytest.raises(BrainCannotStart, match=r"environment is missing .* Run: make setup"):
        training.train(settings)


def test_only_the_newest_models_are_kept(project: Path, settings: Settings) -> None:
    for number in range(training.KEPT_MODELS + 2):
        write(project / "nlu/config.yml", f"pipeline {number}")
        newest, _ = training.train(settings)
        os.utime(newest, (number, number))

    assert len(list(settings.models_folder.iterdir())) == training.KEPT_MODELS
    assert newest.exists()


def test_what_a_killed_training_has_left_goes_with_the_next_but_nothing_of_one_at_work(
    project: Path, settings: Settings
) -> None:
    left, at_work = (write(settings.models_folder / name / "half", "").parent for name in ("tmpleft", "tmpatwork"))
    os.utime(left, (0, 0))

    training.train(settings)

    assert (left.exists(), at_work.exists()) == (False, True)
