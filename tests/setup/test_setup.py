"""The set-up as its user meets it: what is installed, what is left alone, what is said."""

import os
import shutil
from pathlib import Path

import pytest
from workplace import open_workplace

from tests.setup.clone import Clone, fresh_clone

EVERYTHING = ["requirements/dev.txt", ".", "requirements/brain.txt", "https://models.example/it.whl"]


def test_a_fresh_clone_gets_everything(clone: Clone) -> None:
    assert clone.set_up() == 0

    assert clone.installed() == EVERYTHING


def test_the_second_time_does_nothing_and_says_nothing(clone: Clone, capsys: pytest.CaptureFixture[str]) -> None:
    clone.set_up()
    clone.installed()
    capsys.readouterr()

    assert clone.set_up() == 0

    assert clone.installed() == []
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("changed", "installed_again"),
    [
        ("requirements/dev.txt", EVERYTHING[:2]),
        ("requirements/brain.txt", EVERYTHING[2:]),
        ("requirements/build.txt", EVERYTHING[1:2]),
    ],
)
def test_a_changed_file_redoes_what_was_made_from_it(clone: Clone, changed: str, installed_again: list[str]) -> None:
    clone.set_up()
    clone.installed()
    clone.write(changed, "something==2")

    clone.set_up()

    assert clone.installed() == installed_again


def test_an_environment_that_is_gone_is_made_again(clone: Clone) -> None:
    clone.set_up()
    clone.installed()
    shutil.rmtree(clone.root / ".venv-brain")

    clone.set_up()

    assert clone.installed() == EVERYTHING[2:]


def test_a_moved_folder_is_set_up_again_because_programs_hold_its_path(clone: Clone, tmp_path: Path) -> None:
    clone.set_up()
    clone.installed()
    moved = Clone(clone.root.rename(tmp_path / "altrove"), clone.path)

    moved.set_up()

    assert moved.installed() == EVERYTHING


@pytest.mark.parametrize("step", EVERYTHING)
def test_a_set_up_killed_in_a_step_is_taken_up_at_that_step(clone: Clone, step: str) -> None:
    clone.write("kill-at", step)
    with clone.start_set_up() as killed:
        assert killed.wait() == -9
    clone.installed()

    assert clone.set_up() == 0

    assert clone.installed() == EVERYTHING[EVERYTHING.index(step) :]


def test_a_change_that_was_interrupted_is_not_taken_for_done_when_it_is_reverted(clone: Clone) -> None:
    clone.set_up()
    before = (clone.root / "requirements/dev.txt").read_text()
    clone.write("requirements/dev.txt", "something==2")
    clone.write("kill-at", "requirements/dev.txt")
    clone.start_set_up().communicate()
    clone.write("requirements/dev.txt", before)
    clone.installed()

    clone.set_up()

    assert clone.installed() == EVERYTHING[:2]


def test_a_failed_installation_is_told_without_a_traceback_and_tried_again(
    clone: Clone, capsys: pytest.CaptureFixture[str]
) -> None:
    clone.write("fail-at", "requirements/brain.txt")

    assert clone.set_up() == 1

    assert capsys.readouterr().err == "error: no network\n"
    clone.installed()
    clone.set_up()
    assert clone.installed() == EVERYTHING[2:]


def test_without_python_3_10_two_lines_say_how_to_get_it(
    clone_without_python_3_10: Clone, capsys: pytest.CaptureFixture[str]
) -> None:
    assert clone_without_python_3_10.set_up() == 1

    assert capsys.readouterr().err == (
        "Python 3.10 was not found: the brain needs it, Rasa 3.6 takes no newer one. "
        "It can live beside the Python that you have.\n"
        "Get it with `pyenv install 3.10`, `uv python install 3.10` or, where your system has it, "
        "`apt install python3.10`; then run `make setup` again.\n"
    )
    assert clone_without_python_3_10.installed() == []


def test_the_italian_model_is_asked_for_once_and_again_only_on_demand(
    clone: Clone, capsys: pytest.CaptureFixture[str]
) -> None:
    clone.write("fail-at", EVERYTHING[3])

    assert clone.set_up() == 0

    assert "cannot be downloaded; going on with the blank pipeline; quality is the same" in capsys.readouterr().out
    clone.installed()
    clone.set_up()
    assert clone.installed() == []
    clone.set_up("--retry-spacy")
    assert clone.installed() == EVERYTHING[3:]


def test_who_does_without_the_italian_model_never_gets_it_back_unasked(clone: Clone) -> None:
    clone.set_up()
    clone.installed()

    clone.set_up("--no-spacy")
    assert clone.installed() == ["it-core-news-sm"]
    clone.set_up()
    assert clone.installed() == []
    clone.write("requirements/brain.txt", "something==2")
    clone.set_up()
    assert EVERYTHING[3] not in clone.installed()

    clone.set_up("--retry-spacy")
    assert clone.installed() == EVERYTHING[3:]


def test_the_pointer_to_the_project_is_relative_for_python_under_lc_all_c_cannot_read_accents(clone: Clone) -> None:
    pointer = ".venv/lib/python3.11/site-packages/_editable_impl_sportello.pth"
    clone.write(pointer, str(clone.root))

    clone.set_up()

    assert (clone.root / pointer).read_text() == "../../../..\n"


def test_two_set_ups_at_once_take_turns(clone: Clone) -> None:
    with open_workplace(clone.root, clone.environment):
        second = clone.start_set_up()
        assert second.stdout is not None
        assert second.stdout.readline() == "Another set-up is at work in this folder; waiting for it.\n"
        assert clone.installed() == []

    with second:
        assert second.wait() == 0
    assert clone.installed() == EVERYTHING


def test_an_installer_that_outlives_its_killed_set_up_is_waited_for(clone: Clone) -> None:
    os.mkfifo(clone.root / "linger")
    clone.write("kill-at", "requirements/dev.txt")
    clone.start_set_up().communicate()

    second = clone.start_set_up()
    assert second.stdout is not None
    assert second.stdout.readline() == "Another set-up is at work in this folder; waiting for it.\n"
    clone.write("linger", "enough")

    with second:
        assert second.wait() == 0


def test_what_is_downloaded_stays_in_the_project_when_home_cannot_be_written(clone: Clone) -> None:
    clone.write("no-folder", "")
    unwritable = {**clone.environment, "HOME": str(clone.root / "no-folder")}

    with open_workplace(clone.root, unwritable) as place:
        assert place.environment["UV_CACHE_DIR"] == str(clone.root / ".sportello" / "cache")


def test_what_is_made_in_another_clone_does_not_count_here(clone: Clone, tmp_path: Path) -> None:
    clone.set_up()
    another = fresh_clone(tmp_path / "another", clone.path)

    another.set_up()

    assert another.installed() == EVERYTHING
