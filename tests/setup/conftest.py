from pathlib import Path

import pytest

from tests.setup.clone import Clone, fresh_clone, python


@pytest.fixture
def clone_without_python_3_10(tmp_path: Path) -> Clone:
    return fresh_clone(tmp_path / "Città di prova" / "sportello", tmp_path / "bin")


@pytest.fixture
def clone(clone_without_python_3_10: Clone) -> Clone:
    python(clone_without_python_3_10.path / "python3.10", "3.10")
    return clone_without_python_3_10
