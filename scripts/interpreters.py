"""Finding a Python: on PATH, among pyenv's, through uv. Each is run before it is believed: a shim may lead nowhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Tuple

from workplace import Failure, Workplace

Version = Tuple[int, int]

PROBE = "import sys; print(*sys.version_info[:2], getattr(sys, '_base_executable', '') or sys.executable)"
"""Says the version and the interpreter itself, not the shim or the virtual environment that led to it."""

PROBE_SECONDS = 20
DOWNLOAD_SECONDS = 300


@dataclass(frozen=True)
class Wanted:
    """The versions of Python that will do, both ends included, and what for."""

    oldest: Version
    newest: Version
    purpose: str

    def __str__(self) -> str:
        return self.oldest_text if self.oldest == self.newest else "{} to {}.{}".format(self.oldest_text, *self.newest)

    @property
    def oldest_text(self) -> str:
        """The one to get where there is none."""
        return "{}.{}".format(*self.oldest)

    @property
    def names(self) -> Sequence[str]:
        """What such an interpreter may be called, the user's own first choice in front."""
        return ("python3", "python", *(f"python3.{minor}" for minor in range(self.oldest[1], self.newest[1] + 1)))

    def is_met_by(self, version: Version) -> bool:
        return self.oldest <= version <= self.newest


def find(wanted: Wanted, place: Workplace) -> Path:
    """The first interpreter of the wanted version that runs; `Failure` says in two lines how to get one."""
    here = chain([Path(sys.executable)], on_path(wanted, place.environment), of_pyenv(place.environment))
    found = first_that_runs(wanted, here) or first_that_runs(wanted, of_uv(wanted, place))
    if found is None:
        raise Failure(how_to_get(wanted))
    return found


def on_path(wanted: Wanted, environment: Mapping[str, str]) -> Iterator[Path]:
    """Every executable on PATH with a fitting name: the first may be a shim of a version not selected."""
    for folder in filter(None, environment.get("PATH", "").split(os.pathsep)):
        for name in wanted.names:
            if os.access(os.path.join(folder, name), os.X_OK):
                yield Path(folder, name)


def of_pyenv(environment: Mapping[str, str]) -> Iterator[Path]:
    """pyenv's interpreters, the newest first."""
    root = environment.get("PYENV_ROOT") or os.path.join(environment.get("HOME", "/"), ".pyenv")
    for folder in sorted(Path(root, "versions").glob("3.*"), key=by_version, reverse=True):
        yield folder / "bin" / "python"


def by_version(folder: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", folder.name)]


def of_uv(wanted: Wanted, place: Workplace) -> Iterator[Path]:
    """The interpreter that uv keeps, and if it keeps none the one that it can download."""
    yield from kept_by_uv(wanted, place)
    print(f"Python {wanted}: not on this machine, asking uv for it", flush=True)
    try:
        install = [place.uv, "python", "install", "--no-bin", wanted.oldest_text]
        place.run(*install, seconds=DOWNLOAD_SECONDS, UV_HTTP_RETRIES="0")
    except Failure:
        return
    yield from kept_by_uv(wanted, place)


def kept_by_uv(wanted: Wanted, place: Workplace) -> Iterator[Path]:
    try:
        found = place.run(place.uv, "python", "find", "--managed-python", "--no-python-downloads", wanted.oldest_text)
    except Failure:
        return
    yield Path(found.strip())


def first_that_runs(wanted: Wanted, candidates: Iterator[Path]) -> Path | None:
    for candidate in candidates:
        version, interpreter = probe(candidate)
        if wanted.is_met_by(version):
            return interpreter
    return None


def probe(candidate: Path) -> tuple[Version, Path]:
    """The version of a candidate and the interpreter behind it; version 0.0 when it does not run."""
    try:
        command = [str(candidate), "-I", "-c", PROBE]
        said = subprocess.check_output(command, stderr=subprocess.DEVNULL, timeout=PROBE_SECONDS)
        major, minor, interpreter = os.fsdecode(said).strip().split(" ", 2)
        return (int(major), int(minor)), Path(interpreter)
    except (OSError, subprocess.SubprocessError, ValueError):
        return (0, 0), candidate


def how_to_get(wanted: Wanted) -> str:
    version = wanted.oldest_text
    return (
        f"Python {wanted} was not found: {wanted.purpose}. It can live beside the Python that you have.\n"
        f"Get it with `pyenv install {version}`, `uv python install {version}` or, where your system has it, "
        f"`apt install python{version}`; then run `make setup` again."
    )
