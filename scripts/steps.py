"""The steps of the set-up: uv, the two environments, the project in one of them, spaCy's Italian model in the other."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from interpreters import Wanted, find
from stamps import Step
from workplace import Failure, Workplace

BUILD_PINNED = (
    "--build-constraints=requirements/build.txt",
    "--require-build-hashes",
    "--preview-features=build-dependency-hashes",
)
"""What comes without a wheel is built with the pinned tools only."""

NO_MODEL = """\
spaCy's Italian model cannot be downloaded; going on with the blank pipeline; quality is the same.
(To try again: make setup RETRY_SPACY=1)"""

NO_PIP = """\
This Python has neither pip nor venv, one of which is needed to install uv.
Get one with `apt install python3-venv`, or take another Python: `make setup PYTHON=python3.12`."""


class Uv(Step):
    """The installer, from its pinned wheel, for this project alone."""

    name = "uv"
    title = "uv, which installs the rest"
    folder = ".sportello/tools"
    folder_of_pip = ".sportello/pip"
    requirements = "requirements/uv.txt"

    def inputs(self) -> Sequence[bytes]:
        return [self.place.read(self.requirements)]

    def state(self) -> str:
        return "here" if Path(self.place.uv).exists() else "gone"

    def work(self) -> str:
        self.place.remove(self.folder)
        pip = [sys.executable, "-m", "pip"] if self.has("pip") else self.pip_of_its_own()
        options = ["--quiet", "--require-hashes", "--only-binary=:all:", "--target", self.folder]
        self.place.run(*pip, "install", *options, "-r", self.requirements)
        self.place.remove(self.folder_of_pip)
        return ""

    def has(self, module: str) -> bool:
        try:
            self.place.run(sys.executable, "-c", f"import {module}")
        except Failure:
            return False
        return True

    def pip_of_its_own(self) -> Sequence[str]:
        """Debian's Python comes without pip; with python3-venv it can make one."""
        if not self.has("ensurepip"):
            raise Failure(NO_PIP)
        self.place.run(sys.executable, "-m", "venv", "--clear", self.folder_of_pip)
        return [str(self.place.root / self.folder_of_pip / "bin" / "python"), "-m", "pip"]


class Environment(Step):
    """A virtual environment that holds exactly what its requirement file pins."""

    def __init__(self, place: Workplace, folder: str, requirements: str, wanted: Wanted) -> None:
        super().__init__(place)
        self.name = folder.lstrip(".")
        self.title = f"{folder}, Python {wanted}"
        self.folder = folder
        self.requirements = f"requirements/{requirements}.txt"
        self.wanted = wanted

    def inputs(self) -> Sequence[bytes]:
        """The folder's place too: the programs in it hold its path."""
        return [bytes(self.place.root), self.place.read(self.requirements)]

    def state(self) -> str:
        """Its Python's version, by running it: it goes when the Python that it was made from goes."""
        try:
            return self.place.run(str(self.python), "-ISc", "import sys; print(sys.version.split()[0])").strip()
        except Failure:
            return "broken"

    @property
    def python(self) -> Path:
        return self.place.root / self.folder / "bin" / "python"

    def prepare(self) -> None:
        self.interpreter = find(self.wanted, self.place)

    def work(self) -> str:
        uv = self.place.uv
        self.place.run(uv, "venv", "--clear", "--no-project", "--python", str(self.interpreter), self.folder)
        options = ["--require-hashes", *BUILD_PINNED, "--python", self.folder]
        self.place.run(uv, "pip", "sync", *options, self.requirements)
        return ""


class Project(Step):
    """The project itself in an environment, editable, with its command."""

    name = "project"
    title = "sportello, the command"

    def __init__(self, place: Workplace, folder: str) -> None:
        super().__init__(place)
        self.folder = folder

    def inputs(self) -> Sequence[bytes]:
        return [self.place.read("pyproject.toml"), self.place.read("requirements/build.txt")]

    def work(self) -> str:
        options = ["--no-deps", *BUILD_PINNED, "--python", self.folder]
        self.place.run(self.place.uv, "pip", "install", *options, "--editable", ".")
        self.point_here_without_accents()
        return ""

    def point_here_without_accents(self) -> None:
        """Python 3.11 reads a .pth in the locale's encoding: with LC_ALL=C it would not even start in "Città"."""
        for pointer in self.place.root.glob(f"{self.folder}/lib/python3*/site-packages/*sportello*.pth"):
            pointer.write_text(os.path.relpath(self.place.root, pointer.parent) + "\n")


class SpacyModel(Step):
    """spaCy's Italian model, where it can be had. A try that failed counts as done too: not every make asks again."""

    name = "spacy-model"
    title = "spaCy's Italian model"
    seconds = 90

    def __init__(self, place: Workplace, folder: str) -> None:
        super().__init__(place)
        self.folder = folder

    def inputs(self) -> Sequence[bytes]:
        return [self.address.encode(), *([b"unwanted"] if self.unwanted.exists() else [])]

    @property
    def unwanted(self) -> Path:
        """Where this file is, the model is left out, whatever else is made again."""
        return self.place.state / "no-spacy-model"

    def want(self, wanted: bool) -> None:
        if not wanted:
            self.unwanted.touch()
        elif self.unwanted.exists():
            self.unwanted.unlink()

    @property
    def address(self) -> str:
        """The wheel's, as the extra in pyproject.toml gives it (read by hand: Python 3.8 knows no TOML)."""
        found = re.search(r'"it-core-news-sm @ (\S+)"', self.place.read("pyproject.toml").decode())
        if found is None:
            raise Failure("pyproject.toml has lost the extra it-core-news-sm: where is spaCy's Italian model?")
        return found.group(1)

    def work(self) -> str:
        if self.unwanted.exists():
            self.place.run(self.place.uv, "pip", "uninstall", "--python", self.folder, "it-core-news-sm")
            return ""
        patience = {"UV_HTTP_CONNECT_TIMEOUT": "5", "UV_HTTP_TIMEOUT": "15", "UV_HTTP_RETRIES": "0"}
        options = ["--no-deps", "--python", self.folder]
        try:
            self.place.run(self.place.uv, "pip", "install", *options, self.address, seconds=self.seconds, **patience)
        except Failure:
            return NO_MODEL
        return ""
