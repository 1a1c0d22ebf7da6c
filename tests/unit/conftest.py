"""A project whose brain "trains" at once."""

from pathlib import Path

import pytest

from bot.brain import training
from bot.settings import Settings, load_settings
from tests.project import INPUTS, PYTHON, write


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "Città di prova"
    for name in INPUTS:
        write(root / name, f"this is {name}")
    write(root / "venv/bin/python", PYTHON).chmod(0o755)
    monkeypatch.setattr(training, "PROJECT", root)
    return root


@pytest.fixture
def settings(project: Path) -> Settings:
    return load_settings(state_folder=project / "state", brain_python=project / "venv/bin/python")
