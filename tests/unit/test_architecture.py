"""docs/architecture.md says where the room of every module is, and names none that is gone."""

import re
from collections.abc import Iterator

from bot.settings import PROJECT

ROOTS = ("bot/", "nlu/", "scripts/", "docker/", "benchmarks/", "knowledge/", "tests/")
TOLD_ELSEWHERE = ("bot/storage/migrations/", "bot/storage/models/")
"""Folders whose files are of one kind each."""


def named() -> Iterator[str]:
    """The paths in the table of rooms; a bare name lies in the folder that was named last."""
    page = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folder = ""
    for name in re.findall(r"`([\w/.]+)`", page.partition("## Where is the room")[2].partition("\n## ")[0]):
        if name.startswith(ROOTS):
            folder = name.rpartition("/")[0]
            yield name
        elif name.endswith(".py"):
            yield f"{folder}/{name}"


def test_every_module_has_its_room() -> None:
    paths = (path.relative_to(PROJECT).as_posix() for path in sorted((PROJECT / "bot").rglob("*.py")))
    modules = {path for path in paths if not path.endswith("__init__.py") and not path.startswith(TOLD_ELSEWHERE)}

    assert sorted(modules - set(named())) == []


def test_what_is_named_is_there() -> None:
    assert [name for name in named() if not (PROJECT / name).exists()] == []
