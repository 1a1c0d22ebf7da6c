"""Starts the embedded server, starts it again when it dies, stops it when nobody uses it any more.

A process of its own with the standard library only, run by path: `guardian.py HOME UID GID command …`; UID "-" = ourselves.
Who uses the server holds a shared lock on `users.lock`, which the kernel takes back however they end, kill -9 included.
"""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

POLL_SECONDS = 0.1
PAUSE_SECONDS = 0.5
LASTING_SECONDS = 5.0
"""A server that runs this long has started well: after that it is started again however often it dies."""
MOST_FALSE_STARTS = 3
"""Several, because orphans of a killed server may hold its memory for a moment."""
PR_SET_PDEATHSIG = 1


def main(home: Path, uid: str, gid: str, command: list[str]) -> None:
    guardian = open(home / "guardian.lock", "w")  # noqa: SIM115 - held as long as this process lives
    try:
        fcntl.flock(guardian, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    # The lock goes on in the child. Whoever started us learns by our end that it is held, and has no child to wait for.
    if os.fork():
        os._exit(0)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    as_user = {"user": int(uid), "group": int(gid), "extra_groups": []} if uid != "-" else {}
    with open(home / "users.lock", "w") as users:
        guard(home / "data", users.fileno(), command, as_user)


def guard(data: Path, users: int, command: list[str], as_user: dict[str, Any]) -> None:
    false_starts = 0
    while false_starts < MOST_FALSE_STARTS:
        with acting_as(as_user):
            forget_reused_pid(data / "postmaster.pid", data)
        started = time.monotonic()
        server = subprocess.Popen(command, preexec_fn=die_with_guardian, cwd="/", **as_user)
        try:
            if nobody_is_left(users, server):
                return
        finally:
            stop(server)
        lasted = time.monotonic() - started > LASTING_SECONDS
        false_starts = 0 if lasted else false_starts + 1
        time.sleep(PAUSE_SECONDS)


def nobody_is_left(users: int, server: "subprocess.Popen[bytes]") -> bool:
    """Waits for the users' or the server's end; true keeps the users' lock, so that new ones wait until we are gone."""
    while server.poll() is None:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            time.sleep(POLL_SECONDS)
    return False


def stop(server: "subprocess.Popen[bytes]") -> None:
    """A fast shutdown: sessions are ended, what is committed is on the disk."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
        server.wait()


@contextmanager
def acting_as(as_user: dict[str, Any]) -> Iterator[None]:
    """The server's folder is its user's: root touches nothing in there as root."""
    if as_user:
        os.setegid(as_user["group"])
        os.seteuid(as_user["user"])
    try:
        yield
    finally:
        if as_user:
            os.seteuid(0)
            os.setegid(0)


def forget_reused_pid(file: Path, data: Path) -> None:
    """PostgreSQL refuses to start while the process it remembers is alive, be it another's with the same number.

    Our own number in its place is taken for stale, and whether orphans still use the old memory is checked all the same.
    """
    try:
        remembered, rest = file.read_text().split("\n", 1)
        if Path(f"/proc/{int(remembered)}/cwd").resolve() != data.resolve():
            file.write_text(f"{os.getpid()}\n{rest}")
    except (OSError, ValueError):
        return


def die_with_guardian() -> None:
    """On Linux, where the guardian itself is killed; here it is safe, because the guardian has one thread."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:])
