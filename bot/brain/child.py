"""The brain as a child of this process: how it is started, why it has ended, how it is ended.

It ends when its standard input closes, so even kill -9 of the service leaves nothing running (nlu/serve.py).
"""

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.brain.environment import brain_environment
from bot.brain.recipe import Recipe
from bot.brain.training import current_model
from bot.errors import BrainCannotStart
from bot.settings import PROJECT, Settings

LOOPBACK = "127.0.0.1"
STOP_GRACE = timedelta(seconds=5)
"""How long the brain may take to end by itself before it is killed."""


@dataclass(frozen=True)
class Orders:
    """What it is to run, where it listens, and whom it asks."""

    settings: Settings
    recipe: Recipe
    port: int
    token: str = field(repr=False)
    actions_url: str
    actions_token: str = field(repr=False)
    model: Path | None
    """None = the one that fits the present data."""
    variables: Mapping[str, str] = field(repr=False)

    @property
    def command(self) -> list[str]:
        """Raises `BrainCannotStart` where there is nothing to run."""
        python, recipe = self.settings.brain_python, self.recipe
        if not python.exists():
            raise BrainCannotStart(f"The brain's environment is missing ({python}). Run: make setup")
        model = self.model or current_model(self.settings)
        serve = [str(python), "-m", recipe.module, "run", "--model", str(model)]
        files = ["--credentials", recipe.credentials, "--endpoints", recipe.endpoints]
        return [*serve, *files, "--interface", LOOPBACK, "--port", str(self.port)]

    @property
    def environment(self) -> dict[str, str]:
        return {
            **brain_environment(),
            "SPORTELLO_END_WITH_PARENT": "1",
            "SPORTELLO_ACTIONS_URL": self.actions_url,
            "SPORTELLO_ACTIONS_TOKEN": self.actions_token,
            "SPORTELLO_BRAIN_TOKEN": self.token,
            **self.variables,
        }


def log_file(settings: Settings) -> Path:
    return settings.state_folder / "brain.log"


async def start(orders: Orders) -> Process:
    """Raises `BrainCannotStart`, also where the machine has no memory, room or process left. It does not answer yet."""
    try:
        return await _start(orders)
    except OSError as error:
        raise BrainCannotStart(f"The brain cannot be started: {error.strerror or error}.") from error


async def _start(orders: Orders) -> Process:
    command, file = orders.command, log_file(orders.settings)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as log:
        return await asyncio.create_subprocess_exec(
            *command,
            cwd=PROJECT,
            env=orders.environment,
            stdin=PIPE,
            stdout=log,
            stderr=log,
            # Ctrl-C is for us: the brain is still needed for the turns that have begun.
            start_new_session=True,
        )


def raise_if_ended(child: Process | None, log: Path) -> None:
    """Raises `BrainCannotStart` with the last that it said."""
    if child is not None and child.returncode is not None:
        raise BrainCannotStart(f"The brain ended while starting: {_last_line(log)}\nIts log: {log}")


async def end(child: Process) -> None:
    """By itself, else by force."""
    if child.returncode is not None:
        return
    if child.stdin:
        child.stdin.close()
    try:
        await asyncio.wait_for(child.wait(), STOP_GRACE.total_seconds())
    except TimeoutError:
        child.kill()
        await child.wait()


def _last_line(log: Path) -> str:
    try:
        lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    except OSError as error:
        return f"its log cannot be read ({error.strerror})"
    return lines[-1] if lines else "its log is empty"
