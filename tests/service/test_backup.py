"""A copy of the database by scripts/backup, and put back by the command of docs/running.md; Docker is a script that runs what it is told."""

import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.queue.pace import Pace
from bot.settings import PROJECT
from bot.storage.database import Database
from bot.storage.keys import KeyRing
from bot.storage.migrate import migrate
from tests.service.installation import as_administrator, database, postgres, secrets
from tests.storage.conftest import execute
from tests.storage.desk import ROSA, Desk

__all__ = ["database", "postgres", "secrets"]
AT_ONCE = Pace(pause=timedelta(0))
DOCKER = """#!/bin/sh
[ "$1 $2 $3 $4" = "compose exec -T postgres" ] || exit 64
shift 4
exec "$@"
"""


@pytest.fixture
def shell(tmp_path: Path, postgres: URL) -> dict[str, str]:
    """An environment with such a Docker."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "docker").write_text(DOCKER)
    (programs / "docker").chmod(0o755)
    said = as_administrator(postgres)
    return {**said, "PATH": f"{programs}:{said['PATH']}"}


def backup(folder: Path, shell: dict[str, str], **more: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(PROJECT / "scripts" / "backup"), str(folder)]
    return subprocess.run(command, env={**shell, **more}, capture_output=True, text=True, check=False)


async def test_what_was_copied_comes_back(
    tmp_path: Path, shell: dict[str, str], database: URL, postgres: URL, secrets: Path
) -> None:
    migrate(database)
    opened = Database(database, KeyRing.from_text((secrets / "encryption_keys").read_text()))
    await Desk(opened, AT_ONCE).receives(ROSA.says("non voglio perdere questo"))
    folder = tmp_path / "le copie"

    done = backup(folder, shell)
    assert done.returncode == 0, done.stderr
    copy = Path(done.stdout.strip())
    assert copy.stat().st_mode & 0o077 == 0
    assert b"non voglio perdere" not in copy.read_bytes()
    execute(database, "DELETE FROM conversation")
    subprocess.run(["sh", "-c", restoring(copy)], env=shell, check=True, capture_output=True)

    turn = await Desk(opened, AT_ONCE).must_claim()
    await opened.close()
    assert (turn.text, turn.address) == ("non voglio perdere questo", ROSA.address)


def restoring(copy: Path) -> str:
    """The command that docs/running.md gives, with this copy."""
    text = (PROJECT / "docs" / "running.md").read_text()
    found = re.search(r"^docker compose exec -T postgres pg_restore [^`]+?< \S+$", text, re.MULTILINE)
    assert found
    return re.sub(r"< \S+$", f"< '{copy}'", found[0])


async def test_a_copy_that_failed_leaves_nothing_that_looks_like_one(tmp_path: Path, shell: dict[str, str]) -> None:
    done = backup(tmp_path, {**shell, "PGPASSWORD": "wrong"})

    assert done.returncode != 0
    assert not list(tmp_path.glob("*.dump*"))


async def test_the_oldest_copies_go(tmp_path: Path, shell: dict[str, str], database: URL) -> None:
    migrate(database)
    for day in ("01", "02", "03"):
        (tmp_path / f"sportello-2026-01-{day}-031500.dump").touch()

    assert backup(tmp_path, shell, KEEP="2").returncode == 0

    kept = sorted(file.name for file in tmp_path.glob("*.dump"))
    assert len(kept) == 2
    assert kept[0] == "sportello-2026-01-03-031500.dump"
