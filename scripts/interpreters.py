"""Finding a Python: on PATH, among pyenv's, through uv. Each candidate is run before it is believed: a shim may lead nowhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Iterator, Mapping, Optional, Sequence, Tuple

from workplace import Failure, Workplace

Version = Tuple[int, int]

PROBE = "import sys; print(*sys.version_info[:2], getattr(sys, '_base_executable', '') or sys.executable)"
"""Says the version and the interpreter itself, not the shim or the virtual environment that led to it."""

DOWNLOAD_SECONDS = 300
NEWEST_MINOR = 14


@dataclass(frozen=True)
class Wanted:
    """A version of Python, or one from it on, and what it is for."""

    version: Version
    or_newer: bool
    purpose: str

    def __str__(self) -> str:
        return "{}.{}".format(*self.version)

    @property
    def names(self) -> Sequence[str]:
        """What such an interpreter may be called, the user's own first choice in front."""
        major, minor = self.version
        if not self.or_newer:
            return (f"python{self}", "python3", "python")
        return ("python3", "python", *(f"python{major}.{number}" for number in range(minor, NEWEST_MINOR + 1)))

    def is_met_by(self, version: Version) -> bool:
        return version >= self.version if self.or_newer else version == self.version


def find(wanted: Wanted, place: Workplace) -> Path:
    """The first interpreter of the wanted version that runs; `Failure` says in two lines how to get one."""
    here = chain([Path(sys.executable)], on_path(wanted, place.environment), of_pyenv(place.environment))
    found = first_that_runs(wanted, here) or first_that_runs(wanted, of_uv(wanted, place))
    if found is None:
        raise Failure(how_to_get(wanted))
    return found


def on_path(wanted: Wanted, environment: Mapping[str, str]) -> Iterator[Path]:
    """Every executable on PATH with a fitting name, not only the first: that may be a shim of a version not selected."""
    for folder in filter(None, environment.get("PATH", "").split(os.pathsep)):
        for name in wanted.names:
            if os.access(os.path.join(folder, name), os.X_OK):
                yield Path(folder, name)


def of_pyenv(environment: Mapping[str, str]) -> Iterator[Path]:
    """pyenv's interpreters, the newest first."""
    root = environment.get("PYENV_ROOT") or os.path.join(environment.get("HOME", ""), ".pyenv")
    for folder in sorted(Path(root, "versions").glob("3.*"), key=by_version, reverse=True):
        yield folder / "bin" / "python"


def by_version(folder: Path) -> Sequence[int]:
    return [int(number) for number in re.findall(r"\d+", folder.name)]


def of_uv(wanted: Wanted, place: Workplace) -> Iterator[Path]:
    """The interpreter that uv keeps, and if it keeps none the one that it can download."""
    yield from kept_by_uv(wanted, place)
    print(f"Python {wanted}: not on this machine, asking uv for it", flush=True)
    try:
        place.run(place.uv, "python", "install", "--no-bin", str(wanted), seconds=DOWNLOAD_SECONDS, UV_HTTP_RETRIES="0")
    except Failure:
        return
    yield from kept_by_uv(wanted, place)


def kept_by_uv(wanted: Wanted, place: Workplace) -> Iterator[Path]:
    try:
        found = place.run(place.uv, "python", "find", "--managed-python", "--no-python-downloads", str(wanted))
    except Failure:
        return
    yield Path(found.strip())


def first_that_runs(wanted: Wanted, candidates: Iterator[Path]) -> Optional[Path]:
    for candidate in candidates:
        version, interpreter = probe(candidate)
        if wanted.is_met_by(version):
            return interpreter
    return None


def probe(candidate: Path) -> Tuple[Version, Path]:
    """The version of a candidate and the interpreter behind it; version 0.0 when it does not run."""
    try:
        said = subprocess.run(
            [str(candidate), "-I", "-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20, check=True
        ).stdout
        major, minor, interpreter = os.fsdecode(said).strip().split(" ", 2)
        return (int(major), int(minor)), Path(interpreter)
    except (OSError, subprocess.SubprocessError, ValueError):
        return (0, 0), candidate


def how_to_get(wanted: Wanted) -> str:
    newer = " or newer" if wanted.or_newer else ""
    return (
        f"Python {wanted}{newer} was not found: {wanted.purpose}. It can live beside the Python that you have.\n"
        f"Get it with `pyenv install {wanted}`, `uv python install {wanted}` or, where your system has it, "
        f"`apt install python{wanted}`; then run `make setup` again."
    )
