"""Which Python is taken, among all those a machine may have."""

import sys
from pathlib import Path

import pytest
from interpreters import Wanted, first_that_runs, of_pyenv, of_uv, on_path, probe
from workplace import open_workplace

from tests.setup.clone import Clone, program, python

BRAIN = Wanted((3, 10), (3, 10), purpose="the brain needs it")
SERVICE = Wanted((3, 11), (3, 14), purpose="the service needs it")


@pytest.mark.parametrize(
    ("wanted", "version", "fits"),
    [
        (BRAIN, (3, 9), False),
        (BRAIN, (3, 10), True),
        (BRAIN, (3, 11), False),
        (SERVICE, (3, 10), False),
        (SERVICE, (3, 11), True),
        (SERVICE, (3, 14), True),
        (SERVICE, (3, 15), False),
    ],
)
def test_the_brain_takes_one_version_and_the_service_several(
    wanted: Wanted, version: tuple[int, int], fits: bool
) -> None:
    assert wanted.is_met_by(version) == fits


def test_a_shim_that_leads_nowhere_is_passed_over_for_the_next_one_on_path(tmp_path: Path) -> None:
    program(tmp_path / "shims" / "python3.10", "#!/bin/sh\necho 'pyenv: python3.10: command not found' >&2\nexit 127\n")
    real = python(tmp_path / "bin" / "python3.10", "3.10")

    candidates = on_path(BRAIN, {"PATH": f"{tmp_path}/shims:{tmp_path}/bin"})

    assert first_that_runs(BRAIN, candidates) == real


def test_a_python3_of_another_version_is_passed_over(tmp_path: Path) -> None:
    python(tmp_path / "python3", "3.9")
    newer = python(tmp_path / "python3.12", "3.12")

    assert first_that_runs(SERVICE, on_path(SERVICE, {"PATH": str(tmp_path)})) == newer


def test_what_is_not_a_program_at_all_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "python3.10", "\x7fnot for this processor")

    assert first_that_runs(BRAIN, on_path(BRAIN, {"PATH": str(tmp_path)})) is None


def test_pyenv_offers_its_newest_first_and_counts_in_numbers(tmp_path: Path) -> None:
    for version in ("3.9.18", "3.10.2", "3.10.13", "2.7.18"):
        python(tmp_path / "versions" / version / "bin" / "python", version)

    offered = [candidate.parts[-3] for candidate in of_pyenv({"PYENV_ROOT": str(tmp_path)})]

    assert offered == ["3.10.13", "3.10.2", "3.9.18"]


def test_a_python_that_uv_keeps_is_taken(clone: Clone) -> None:
    kept = python(clone.root / "kept by uv" / "python3.10", "3.10")
    program(clone.root / ".sportello/tools/bin/uv", f"#!/bin/sh\necho '{kept}'\n")

    with open_workplace(clone.root, clone.environment) as place:
        assert first_that_runs(BRAIN, of_uv(BRAIN, place)) == kept


def test_behind_the_python_of_a_virtual_environment_stands_the_one_it_was_made_from() -> None:
    version, interpreter = probe(Path(sys.executable))

    assert version == sys.version_info[:2]
    assert interpreter.resolve().is_relative_to(Path(sys.base_prefix).resolve())
