"""A module that is put off is not imported until something in it is used, and then it is the real one."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlu.later import put_off


@pytest.fixture
def lazy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    (tmp_path / "a_package").mkdir()
    (tmp_path / "a_package/__init__.py").touch()
    (tmp_path / "a_package/helpers.py").write_text("WEIGHT = 7\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    yield "a_package.helpers"
    for name in ("a_package.helpers", "a_package"):
        sys.modules.pop(name, None)


def is_imported(name: str) -> bool:
    return "WEIGHT" in vars(sys.modules[name])


def test_importing_it_does_not_run_it(lazy: str) -> None:
    put_off(lazy)

    importlib.import_module(lazy)

    assert not is_imported(lazy)


def test_its_first_use_by_the_package_runs_it(lazy: str) -> None:
    put_off(lazy)
    package = importlib.import_module("a_package")

    assert package.helpers.WEIGHT == 7
    assert is_imported(lazy)


def test_who_took_it_before_sees_the_real_one(lazy: str) -> None:
    put_off(lazy)
    taken = importlib.import_module(lazy)

    assert taken.WEIGHT == sys.modules[lazy].WEIGHT == 7
    with pytest.raises(AttributeError):
        _ = taken.nothing_there


def test_what_is_imported_already_stays(lazy: str) -> None:
    module = importlib.import_module(lazy)

    put_off(lazy)

    assert sys.modules[lazy] is module


def test_an_unknown_name_does_not_import_it_again(lazy: str) -> None:
    put_off(lazy)
    taken = importlib.import_module(lazy)
    assert taken.WEIGHT == 7
    real = sys.modules[lazy]

    assert getattr(taken, "nothing_there", None) is None
    assert sys.modules[lazy] is real


def test_one_that_cannot_be_imported_says_so_every_time(lazy: str) -> None:
    put_off("a_package.broken")
    taken = importlib.import_module("a_package.broken")

    for _ in range(2):
        with pytest.raises(ModuleNotFoundError, match=r"a_package\.broken"):
            _ = taken.WEIGHT
