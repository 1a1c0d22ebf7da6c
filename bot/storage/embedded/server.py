"""The embedded server for as long as somebody uses it: the first to come starts it, the last to go stops it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import URL

from bot.errors import DatabaseCannotStart
from bot.storage.embedded.cluster import USER
from bot.storage.embedded.home import Home, find_home
from bot.storage.embedded.starting import DATABASE, has_guardian, opened, password, start, start_guardian

WATCH_SECONDS = 1.0


@contextmanager
def embedded_postgres(state: Path) -> Iterator[URL]:
    """The address of the running server's database. Raises `DatabaseCannotStart` with the reason."""
    home = find_home(state)
    with _joined(home):
        yield _address(home)


@contextmanager
def _joined(home: Home) -> Iterator[None]:
    """One comes or goes at a time; those who use the server hold `users.lock` together, and the guardian waits for it."""
    with opened(home, "users.lock") as users:
        with opened(home, "door.lock") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            # Waits here while a guardian ends the server after its last user.
            fcntl.flock(users, fcntl.LOCK_SH)
            start(home)
        try:
            with _watched(home):
                yield
        finally:
            with opened(home, "door.lock") as door:
                fcntl.flock(door, fcntl.LOCK_EX)
                _leave(home, users)


@contextmanager
def _watched(home: Home) -> Iterator[None]:
    """The guardian starts the server again; who starts the guardian again, should it be killed, is one of its users."""
    over = Event()
    watch = Thread(target=_start_again_when_unguarded, args=(home, over), daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def _start_again_when_unguarded(home: Home, over: Event) -> None:
    while not over.wait(WATCH_SECONDS):
        # What goes wrong here is tried again: the disk may be emptied.
        with suppress(DatabaseCannotStart), opened(home, "door.lock") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            if not has_guardian(home):
                start_guardian(home)


def _leave(home: Home, users: int) -> None:
    """The last to go waits until the server has ended."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    fcntl.flock(users, fcntl.LOCK_UN)
    with opened(home, "guardian.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
    with suppress(OSError):
        home.socket.rmdir()


def _address(home: Home) -> URL:
    place = {"host": str(home.socket)}
    return URL.create("postgresql+psycopg", USER, password(home), database=DATABASE, query=place)
