"""Starting the embedded server: files, guardian, the first answer, the database. Behind the door: one process at a time."""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import psycopg
from psycopg import sql

from bot.errors import DatabaseCannotStart
from bot.storage.embedded import guardian
from bot.storage.embedded.cluster import USER, ensure_cluster, server_command, why
from bot.storage.embedded.home import Home, in_words

DATABASE = "sportello"
PATIENCE = timedelta(seconds=60)
"""How long a server may take to start; after a crash it first reads its journal."""
POLL_SECONDS = 0.02


def start(home: Home) -> None:
    ensure_cluster(home)
    try:
        home.give(home.socket)
    except OSError as error:
        raise DatabaseCannotStart(in_words(error, home.socket)) from error
    if not _answers(home):
        said_before = home.log.stat().st_size if home.log.exists() else 0
        start_guardian(home)
        _wait_until_it_answers(home, said_before)
    _ensure_database(home)


def start_guardian(home: Home) -> None:
    """Without effect where one is at work already."""
    uid, gid = (str(home.user.pw_uid), str(home.user.pw_gid)) if home.user else ("-", "-")
    isolated = [sys.executable, "-I", "-S", str(Path(guardian.__file__).resolve())]
    environment = home.as_user()["env"]
    with opened(home, home.log.name, os.O_APPEND) as log:
        subprocess.run(
            [*isolated, str(home.folder), uid, gid, *server_command(home)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, cwd="/", start_new_session=True, check=True,
        )  # fmt: skip


def _wait_until_it_answers(home: Home, said_before: int) -> None:
    deadline = time.monotonic() + PATIENCE.total_seconds()
    while not _answers(home):
        if not has_guardian(home) or time.monotonic() > deadline:
            said = home.log.read_bytes()[said_before:].decode(errors="replace")
            raise DatabaseCannotStart(f"The database does not start: {why(said)}\nIts log: {home.log}")
        time.sleep(POLL_SECONDS)


def has_guardian(home: Home) -> bool:
    """Looked at behind the door only: for a moment it takes the lock that a new guardian would want."""
    with opened(home, "guardian.lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _answers(home: Home) -> bool:
    with suppress(psycopg.OperationalError):
        _connect(home).close()
        return True
    return False


def _connect(home: Home) -> psycopg.Connection:
    return psycopg.connect(
        host=str(home.socket),
        user=USER,
        password=password(home),
        dbname="postgres",
        connect_timeout=5,
        autocommit=True,
    )


def _ensure_database(home: Home) -> None:
    with _connect(home) as connection, suppress(psycopg.errors.DuplicateDatabase):
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def password(home: Home) -> str:
    try:
        return home.password.read_text()
    except OSError as error:
        raise DatabaseCannotStart(in_words(error, home.folder)) from error


@contextmanager
def opened(home: Home, name: str, how: int = 0) -> Iterator[int]:
    try:
        descriptor = os.open(home.folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | how, 0o600)
    except OSError as error:
        raise DatabaseCannotStart(in_words(error, home.folder)) from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)
