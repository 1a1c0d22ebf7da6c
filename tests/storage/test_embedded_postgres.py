"""The embedded server: there while somebody uses it, gone afterwards, and what was committed is there again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL

from bot.errors import DatabaseCannotStart
from bot.settings import PROJECT
from bot.storage.embedded.home import find_home
from bot.storage.embedded.server import embedded_postgres
from tests.storage.conftest import execute, open_folder

OWNER = """
import sys, time
from pathlib import Path
from bot.storage.embedded.server import embedded_postgres
with embedded_postgres(Path(sys.argv[1])):
    print("ready", flush=True)
    time.sleep(60)
"""
CANARY = "Rosa Canarini"


@pytest.fixture
def state() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder / "stato"


@pytest.fixture
def owner(state: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that uses the server."""
    command = [sys.executable, "-c", OWNER, str(state)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "ready\n"
        yield process
        process.kill()
        until(lambda: not has_server(state))


def server_of(state: Path) -> int:
    return int(find_home(state).data.joinpath("postmaster.pid").read_text().splitlines()[0])


def has_server(state: Path) -> bool:
    return find_home(state).data.joinpath("postmaster.pid").exists()


def is_gone(state: Path, server: int) -> bool:
    """Whether this server has ended; its file may go at any moment."""
    try:
        return server_of(state) != server
    except (FileNotFoundError, IndexError):
        return True


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def answers(url: URL) -> bool:
    try:
        return execute(url, "SELECT 1") == [(1,)]
    except psycopg.OperationalError:
        return False


def test_the_server_ends_with_its_last_user(state: Path) -> None:
    with embedded_postgres(state) as url:
        with embedded_postgres(state) as same:
            assert same == url
        assert answers(url)

    assert not has_server(state)


def test_a_second_process_uses_the_running_server_and_keeps_it(state: Path, owner: "subprocess.Popen[str]") -> None:
    running = server_of(state)
    with embedded_postgres(state) as url:
        owner.kill()
        owner.wait()
        time.sleep(0.3)

        assert answers(url)
        assert server_of(state) == running


def test_kill_9_of_the_owner_leaves_no_server_and_loses_nothing(state: Path, owner: "subprocess.Popen[str]") -> None:
    with embedded_postgres(state) as url:
        execute(url, "CREATE TABLE kept AS SELECT 7 AS number")
    owner.kill()
    until(lambda: not has_server(state))

    with embedded_postgres(state) as url:
        assert execute(url, "SELECT number FROM kept") == [(7,)]


def test_a_server_that_is_killed_comes_back_by_itself(state: Path) -> None:
    with embedded_postgres(state) as url:
        execute(url, "CREATE TABLE kept AS SELECT 7 AS number")
        os.kill(server_of(state), signal.SIGKILL)
        until(lambda: answers(url))

        assert execute(url, "SELECT number FROM kept") == [(7,)]


def test_a_guardian_that_is_killed_is_replaced_by_the_next_within_seconds(state: Path) -> None:
    with embedded_postgres(state) as url:
        server = server_of(state)
        os.kill(int(Path(f"/proc/{server}/stat").read_text().rsplit(")", 1)[1].split()[1]), signal.SIGKILL)
        until(lambda: is_gone(state, server))
        until(lambda: answers(url))

    assert not has_server(state)


def test_what_the_servers_user_cannot_reach_goes_to_a_shelter(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelter = state.parent / "shelter"
    monkeypatch.setattr("bot.storage.embedded.home.SHELTER", shelter)
    monkeypatch.setattr("bot.storage.embedded.home._can_reach", lambda user, path: False)

    with embedded_postgres(state) as url:
        assert answers(url)
        assert (state / "postgres").resolve().parent == shelter
        assert find_home(state).programs.is_relative_to(shelter)


def test_a_pid_that_another_program_has_now_does_not_keep_the_server_from_starting(state: Path) -> None:
    with embedded_postgres(state):
        pid_file = find_home(state).data / "postmaster.pid"
        left = pid_file.read_text().split("\n", 1)[1]
    with subprocess.Popen(["sleep", "60"], **find_home(state).as_user()) as stranger:
        pid_file.write_text(f"{stranger.pid}\n{left}")
        os.chown(pid_file, pid_file.parent.stat().st_uid, -1)
        with embedded_postgres(state) as url:
            assert answers(url)
        assert stranger.poll() is None
        stranger.kill()


def test_a_database_that_was_half_made_is_made_again(state: Path) -> None:
    half = find_home(state).folder / "data.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")

    with embedded_postgres(state) as url:
        assert answers(url)


@pytest.mark.parametrize("name", ["Città di prova, con virgola", "lungo" * 30])
def test_any_folder_will_do(state: Path, name: str) -> None:
    with embedded_postgres(state / name) as url:
        assert answers(url)


def test_nobody_else_gets_in(state: Path) -> None:
    with embedded_postgres(state) as url:
        home = find_home(state)

        assert execute(url, "SHOW listen_addresses") == [("",)]
        assert home.password.stat().st_mode & 0o077 == home.socket.stat().st_mode & 0o077 == 0
        with pytest.raises(psycopg.OperationalError, match="password"):
            execute(url.set(password="wrong"), "SELECT 1")


def test_what_citizens_write_is_not_in_the_log(state: Path) -> None:
    with embedded_postgres(state) as url:
        execute(url, "CREATE TABLE met (name text UNIQUE CHECK (name <> 'x'), at timestamptz)")
        execute(url, f"INSERT INTO met VALUES ('{CANARY}')")
        for wrong in (f"('{CANARY}')", f"('{CANARY}', '{CANARY}')", f"('{CANARY}"):
            with pytest.raises(psycopg.Error):
                execute(url, f"INSERT INTO met VALUES {wrong}")

        assert CANARY not in find_home(state).log.read_text()


def test_a_full_disk_is_told(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = state.parent / "bin"
    programs.mkdir()
    (programs / "initdb").write_text("#!/bin/sh\necho 'could not write: No space left on device' >&2; exit 1\n")
    (programs / "initdb").chmod(0o755)
    monkeypatch.setattr("bot.storage.embedded.home._programs", lambda user: programs)

    with (
        pytest.raises(DatabaseCannotStart, match="the disk is full"),
        embedded_postgres(state),
    ):
        pass


def test_a_folder_that_cannot_be_made_is_told(state: Path) -> None:
    state.write_text("a file where the folder should be")

    with pytest.raises(DatabaseCannotStart, match="stato"), embedded_postgres(state):
        pass


def test_data_of_another_version_is_told_with_postgresqls_own_words(state: Path) -> None:
    with embedded_postgres(state):
        version = find_home(state).data / "PG_VERSION"
    version.write_text("17\n")

    with pytest.raises(DatabaseCannotStart, match="incompatible"), embedded_postgres(state):
        pass
