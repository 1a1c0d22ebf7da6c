"""One embedded server for all tests of a session, and an empty database for each test."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from sqlalchemy import URL

from bot.queue.pace import Pace
from bot.storage.base import Base
from bot.storage.database import Database
from bot.storage.embedded.server import embedded_postgres
from bot.storage.keys import KeyRing, new_secret
from bot.storage.migrate import migrate
from bot.storage.wakeups import conninfo
from tests.storage.desk import Desk

KEYS = KeyRing.from_text(new_secret())
_numbers = count(1)


def execute(url: URL, statement: str) -> list[tuple[object, ...]]:
    """The rows, outside any transaction."""
    with psycopg.connect(conninfo(url), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def new_database(server: URL) -> URL:
    name = f"test_{next(_numbers)}"
    execute(server.set(database="postgres"), f"CREATE DATABASE {name} TEMPLATE template0")
    return server.set(database=name)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that the server's user can reach. pytest's own are root's alone, and every other pytest that starts sees to that."""
    with TemporaryDirectory(prefix="test-sportello-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="session")
def server() -> Iterator[URL]:
    with open_folder() as folder, embedded_postgres(folder) as url:
        migrate(url)
        yield url


@pytest.fixture
def empty(server: URL) -> URL:
    return new_database(server)


@pytest.fixture
async def database(server: URL) -> AsyncIterator[Database]:
    """Empty at every test's start."""
    execute(server, f"TRUNCATE {', '.join(Base.metadata.tables)} RESTART IDENTITY")
    opened = Database(server, KEYS)
    yield opened
    await opened.close()


@pytest.fixture
def desk(database: Database) -> Desk:
    """Messages need not wait for the citizen's next one."""
    return Desk(database, Pace(pause=timedelta(0)))


@pytest.fixture
def patient_desk(database: Database) -> Desk:
    return Desk(database, Pace())
