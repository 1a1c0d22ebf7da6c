"""A fresh clone to set up without network and in no time: uv and the Pythons are small shell scripts."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import setup
import stamps
from steps import Uv
from workplace import open_workplace

SCRIPTS = Path(setup.__file__).parent

UV = """\
#!/bin/sh
echo "$@" >> uv.log
kill_at=$(cat kill-at 2>/dev/null || echo nothing)
fail_at=$(cat fail-at 2>/dev/null || echo nothing)
for last; do :; done
case "$*" in
    python*) exit 2 ;;
    venv*) mkdir -p "$last/bin" && cp python-of-a-venv "$last/bin/python" ;;
    *" $kill_at") rm kill-at; kill -9 $PPID; if [ -p linger ]; then cat linger; fi ;;
    *" $fail_at") rm fail-at && echo "error: no network" >&2 && exit 1 ;;
esac
"""
"""Keeps no Python and installs at once, unless told at what to fail or to kill the set-up, and then perhaps to linger."""

FILES = {
    "pyproject.toml": '"it-core-news-sm @ https://models.example/it.whl"',
    "requirements/uv.txt": "uv==1",
    "requirements/build.txt": "hatchling==1",
    "requirements/dev.txt": "pytest==1",
    "requirements/brain.txt": "rasa==1",
}


@dataclass(frozen=True)
class Clone:
    """The folder of the project, with the PATH that a user has there."""

    root: Path
    path: Path

    def set_up(self, *arguments: str) -> int:
        return setup.main(["--no-train", *arguments], root=self.root, environment=self.environment)

    def start_set_up(self) -> "subprocess.Popen[str]":
        """As a program of its own, which can be killed."""
        code = "import sys, setup, pathlib; sys.exit(setup.main(['--no-train'], root=pathlib.Path.cwd()))"
        environment = {**self.environment, "PYTHONPATH": str(SCRIPTS)}
        command = [sys.executable, "-u", "-c", code]
        return subprocess.Popen(command, cwd=self.root, env=environment, stdout=subprocess.PIPE, text=True)

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": f"{self.path}:/usr/bin:/bin", "HOME": str(self.root), "PYENV_ROOT": str(self.root / "no-pyenv")}

    def installed(self) -> list[str]:
        """What uv was told to install since the last time we asked."""
        log = self.root / "uv.log"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return [line.split()[-1] for line in lines if line.startswith("pip")]

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text)


def fresh_clone(root: Path, path: Path) -> Clone:
    """A clone with uv in place and its stamp written, as after the first step of a set-up."""
    clone = Clone(root, path)
    for name, text in FILES.items():
        clone.write(name, text)
    program(root / ".sportello" / "tools" / "bin" / "uv", UV)
    program(root / "python-of-a-venv", "#!/bin/sh\necho 3.10.13\n")
    with open_workplace(root, os.environ) as place:
        uv = Uv(place)
        stamps.write(uv.stamp, stamps.stamp_of(uv.inputs(), uv.state()))
    return clone


def program(path: Path, text: str) -> Path:
    """An executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


def python(path: Path, version: str) -> Path:
    """A Python that says it is of that version."""
    return program(path, f'#!/bin/sh\necho {version.replace(".", " ")} "$0"\n')
