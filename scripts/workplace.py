"""Where the set-up works: the project's folder, what its programs find there, the lock that keeps two set-ups apart."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LINES_SHOWN = 15
"""How much of a failed program's output the user sees; the end says what went wrong."""

MISLEADING = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_REQUIRE_VIRTUALENV")
"""Variables that would send an installation somewhere else."""

SLOWING = ("PYTHONDONTWRITEBYTECODE",)
"""With it the training would leave no bytecode behind, and Rasa would start in 15 s instead of 6 ever after."""


class Failure(Exception):
    """The set-up cannot go on; the message says why and what to do."""


@dataclass(frozen=True)
class Workplace:
    """The project's folder with what every program started there gets."""

    root: Path
    environment: Mapping[str, str]
    lock: int

    @property
    def state(self) -> Path:
        return self.root / ".sportello"

    @property
    def uv(self) -> str:
        return str(self.state / "tools" / "bin" / "uv")

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def remove(self, folder: str) -> None:
        if (self.root / folder).exists():
            shutil.rmtree(self.root / folder)

    def run(self, *command: str, seconds: float | None = None, **variables: str) -> str:
        """What the program printed; `Failure` with the end of it when it fails or takes longer than `seconds`."""
        try:
            done = subprocess.run(
                command,
                cwd=self.root,
                env={**self.environment, **variables},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=seconds,
                # A program that outlives its killed set-up still writes here; it keeps the lock, so the next one waits.
                pass_fds=[self.lock],
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Failure(str(error)) from error
        output = done.stdout.decode(errors="replace")
        if done.returncode:
            raise Failure(end_of(output) or f"{command[0]} failed without a word")
        return output


def end_of(output: str) -> str:
    return "\n".join(output.strip().splitlines()[-LINES_SHOWN:])


@contextmanager
def open_workplace(root: Path, environment: Mapping[str, str]) -> Iterator[Workplace]:
    """The workplace, ours alone as long as it is open; waits while another set-up has it."""
    state = root / ".sportello"
    state.mkdir(exist_ok=True)
    with open(state / "setup.lock", "w") as lock:
        wait_for(lock.fileno())
        yield Workplace(root, prepared(environment, state), lock.fileno())


def wait_for(lock: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another set-up is at work in this folder; waiting for it.", flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)


def prepared(environment: Mapping[str, str], state: Path) -> Mapping[str, str]:
    """The environment without what misleads, with folders that can be written and the system's own certificates."""
    result = {name: value for name, value in environment.items() if name not in MISLEADING + SLOWING}
    home = result.get("HOME")
    if not home or not is_writable(Path(result.get("XDG_CACHE_HOME") or Path(home, ".cache"), "uv")):
        result.setdefault("UV_CACHE_DIR", str(state / "cache"))
        result.setdefault("UV_PYTHON_INSTALL_DIR", str(state / "python"))
    if any(Path("/etc/ssl/certs").glob("*.crt")):
        # uv brings its own certificates, which a town hall's inspecting proxy is not among.
        result.setdefault("UV_SYSTEM_CERTS", "1")
    return result


def is_writable(folder: Path) -> bool:
    """Whether a file can be made there; tried, because root is told yes on a read-only disk."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
