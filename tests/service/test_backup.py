"""A copy by scripts/backup, put back by scripts/restore; passwords changed as docs/running.md tells. Docker is a script that runs what it is told."""

import re
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL

from bot.queue.pace import Pace
from bot.settings import PROJECT
from bot.storage.database import Database
from bot.storage.keys import KeyRing
from bot.storage.migrate import migrate
from bot.storage.wakeups import conninfo
from tests.service.installation import as_administrator, database, postgres, secrets
from tests.storage.conftest import execute
from tests.storage.desk import ROSA, Desk

__all__ = ["database", "postgres", "secrets"]
AT_ONCE = Pace(pause=timedelta(0))
WHOSE = """
SELECT datdba::regrole::text, datacl::text, datlocprovider, datlocale FROM pg_database WHERE datname = 'sportello'
"""
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


def restore(copy: Path, shell: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(PROJECT / "scripts" / "restore"), str(copy)]
    return subprocess.run(command, env=shell, capture_output=True, text=True, check=False)


async def copied(folder: Path, shell: dict[str, str], database: URL, secrets: Path) -> Path:
    """A copy with something that Rosa has said, which is then lost."""
    migrate(database)
    async with opened(database, secrets) as desk:
        await desk.receives(ROSA.says("non voglio perdere questo"))
    done = backup(folder, shell)
    assert done.returncode == 0, done.stderr
    execute(database, "DELETE FROM conversation")
    return Path(done.stdout.strip())


@asynccontextmanager
async def opened(database: URL, secrets: Path) -> AsyncIterator[Desk]:
    found = Database(database, KeyRing.from_text((secrets / "encryption_keys").read_text()))
    try:
        yield Desk(found, AT_ONCE)
    finally:
        await found.close()


async def test_what_was_copied_comes_back(tmp_path: Path, shell: dict[str, str], database: URL, secrets: Path) -> None:
    copy = await copied(tmp_path / "le copie", shell, database, secrets)
    assert copy.stat().st_mode & 0o077 == 0
    assert b"non voglio perdere" not in copy.read_bytes()

    done = restore(copy, shell)

    assert done.returncode == 0, done.stderr
    async with opened(database, secrets) as desk:
        turn = await desk.must_claim()
    assert (turn.text, turn.address) == ("non voglio perdere questo", ROSA.address)


async def test_what_a_newer_version_made_is_gone_and_the_roles_may_what_they_might(
    tmp_path: Path, shell: dict[str, str], database: URL, secrets: Path
) -> None:
    copy = await copied(tmp_path, shell, database, secrets)
    before = execute(database, WHOSE)
    execute(database, "CREATE TABLE newer (talk bigint REFERENCES conversation (id)); CREATE TABLE newest (id bigint)")

    done = restore(copy, shell)

    assert done.returncode == 0, done.stderr
    assert execute(database, "SELECT to_regclass('newer'), to_regclass('newest')") == [(None, None)]
    assert execute(database, WHOSE) == before
    assert execute(database, "SELECT datname FROM pg_database WHERE datname LIKE 're%'") == []
    migrate(database)


async def test_a_copy_that_cannot_be_read_and_a_service_at_work_leave_the_database_as_it_is(
    tmp_path: Path, shell: dict[str, str], database: URL, secrets: Path
) -> None:
    copy = await copied(tmp_path, shell, database, secrets)
    torn = tmp_path / "torn.dump"
    torn.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    failed = restore(torn, shell)
    assert failed.returncode != 0 and "database is as in" not in failed.stdout
    assert execute(database, "SELECT datname FROM pg_database WHERE datname LIKE 're%'") == []

    with psycopg.connect(conninfo(database)):
        at_work = restore(copy, shell)
    assert at_work.returncode != 0 and "is being accessed by other users" in at_work.stderr
    assert execute(database, "SELECT datname FROM pg_database WHERE datname LIKE 're%'") == []

    assert execute(database, "SELECT count(*) FROM conversation") == [(0,)]
    assert restore(copy, shell).returncode == 0
    assert execute(database, "SELECT count(*) FROM conversation") == [(1,)]


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


def test_both_roles_get_their_new_passwords(shell: dict[str, str], database: URL, postgres: URL, secrets: Path) -> None:
    text = (PROJECT / "docs" / "running.md").read_text()
    found = re.search(
        r"^(docker compose exec -T postgres psql [^\n]+ <<'SQL'\n.+?\nSQL)$", text, re.MULTILINE | re.DOTALL
    )
    assert found
    roles = {"sportello": "database_password", "sportello_brain": "brain_database_password"}
    for file in roles.values():
        (secrets / file).unlink()
        (secrets / file).write_text(f"new-{file}\n")

    command = ["sh", "-e", "-c", found[1].replace("/run/secrets", str(secrets))]
    subprocess.run(command, env=shell, check=True, capture_output=True)

    for role, file in roles.items():
        assert execute(database.set(username=role, password=f"new-{file}"), "SELECT current_user") == [(role,)]
        with pytest.raises(psycopg.OperationalError, match="password"):
            execute(database.set(username=role, password="old"), "SELECT 1")
