"""A program of ours run in the brain's Python, which reads messages on its standard input."""

import json
import subprocess
from collections.abc import Iterable, Sequence

from bot.brain.environment import brain_environment
from bot.settings import PROJECT, Settings


def lines_of(program: Sequence[str], texts: Iterable[str], settings: Settings, longest: float) -> list[str]:
    """What the module with its arguments prints when it reads the texts, a JSON string a line, in at most so many seconds; raises
    `subprocess.SubprocessError`."""
    done = subprocess.run(
        [str(settings.brain_python), "-m", *program],
        input="".join(json.dumps(text) + "\n" for text in texts),
        cwd=PROJECT,
        env=brain_environment(),
        timeout=longest,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()
