"""What docker compose starts from: secrets, and a PostgreSQL with the roles and the database of docker/postgres/roles.sh."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import URL

from bot.settings import PROJECT, load_settings
from bot.storage.embedded import cluster, server, starting
from bot.storage.embedded.home import find_home
from tests.storage.conftest import open_folder


def as_administrator(postgres: URL) -> dict[str, str]:
    """The environment in which psql and its like are the administrator of this server."""
    programs = find_home(load_settings().state_folder).programs
    said = {"PGHOST": str(postgres.query["host"]), "PGPASSWORD": str(postgres.password)}
    return {"PATH": f"{programs}:{os.environ['PATH']}", **said}


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    folder = tmp_path / "secrets"
    subprocess.run(["sh", "scripts/secrets", folder], cwd=PROJECT, check=True, capture_output=True)
    return folder


@pytest.fixture
def postgres(monkeypatch: pytest.MonkeyPatch) -> Iterator[URL]:
    """A server as the postgres image makes it: its administrator is called postgres, and nothing is in it."""
    for module in (cluster, starting, server):
        monkeypatch.setattr(module, "USER", "postgres")
    options = tuple("--username=postgres" if option.startswith("--username") else option for option in cluster.INITDB)
    monkeypatch.setattr(cluster, "INITDB", options)
    for module in (starting, server):
        monkeypatch.setattr(module, "DATABASE", "another")
    with open_folder() as folder, server.embedded_postgres(folder) as url:
        yield url


@pytest.fixture
def database(postgres: URL, secrets: Path) -> URL:
    """With the roles and the database of docker/postgres/roles.sh, and the secrets' addresses pointing to it."""
    said = {**as_administrator(postgres), "POSTGRES_USER": "postgres", "SECRETS": str(secrets)}
    subprocess.run([PROJECT / "docker/postgres/roles.sh"], env=said, check=True, capture_output=True)
    socket = str(postgres.query["host"])
    for name in ("database_url", "brain_database_url"):
        file = secrets / name
        address = file.read_text().replace("@postgres:5432/sportello", f"@/sportello?host={quote(socket, safe='')}")
        file.unlink()
        file.write_text(address)
    return postgres.set(database="sportello")
