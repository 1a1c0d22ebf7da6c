"""The brain's process: started with its actions' address, watched until it answers, started again when it dies, ended with us.

It ends when its standard input closes, so even kill -9 of the service leaves nothing running (nlu/serve.py).
"""

import asyncio
import logging
import secrets
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.brain.client import Brain
from bot.brain.environment import brain_environment
from bot.brain.pulse import until_silent
from bot.brain.recipe import OURS, Recipe
from bot.brain.training import current_model
from bot.errors import BrainCannotStart
from bot.settings import PROJECT, Settings

logger = logging.getLogger(__name__)
LOOPBACK = "127.0.0.1"
STOP_GRACE = timedelta(seconds=5)
"""How long the brain may take to end by itself before it is killed."""
RESTARTS = 5
"""How often in a row a brain that dies before it answers is started again."""
MOST_PATIENCE_SECONDS = 30
"""Between two starts of a brain that fails again and again; at first there is none."""
POLL = timedelta(milliseconds=100)


def free_port() -> int:
    """A port of the loopback interface that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class BrainProcess:
    """Owns the child process; use `async with`."""

    settings: Settings
    actions_url: str
    actions_token: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    port: int = field(default_factory=free_port)
    recipe: Recipe = OURS
    model: Path | None = None
    """The trained model to run; none = the one that fits the present data."""
    variables: Mapping[str, str] = field(default_factory=dict, repr=False)
    """More of its environment: where its talks are kept."""
    restarts: float = RESTARTS
    _child: asyncio.subprocess.Process | None = None
    _watch: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def log_file(self) -> Path:
        return self.settings.state_folder / "brain.log"

    @property
    def pid(self) -> int | None:
        """The process id of the brain that runs now."""
        return self._child.pid if self._child else None

    async def __aenter__(self) -> "BrainProcess":
        await self._start()
        try:
            await self.until_ready()
        except BaseException:
            await self._stop()
            raise
        self._watch = asyncio.create_task(self._start_again_when_it_dies())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._watch:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        await self._stop()

    async def _start(self) -> None:
        if not self.settings.brain_python.exists():
            raise BrainCannotStart(
                f"The brain's environment is missing ({self.settings.brain_python}). Run: make setup"
            )
        model = self.model or current_model(self.settings)
        self.log_file.parent.mkdir(parents=True, exist_ok=True)
        with self.log_file.open("ab") as log:
            self._child = await asyncio.create_subprocess_exec(
                *self._command(model),
                cwd=PROJECT,
                env=self._environment(),
                stdin=asyncio.subprocess.PIPE,
                stdout=log,
                stderr=log,
                # Ctrl-C is for us: the brain is still needed for the turns that have begun.
                start_new_session=True,
            )

    def _command(self, model: Path) -> list[str]:
        serve = [str(self.settings.brain_python), "-m", self.recipe.module, "run", "--model", str(model)]
        files = ["--credentials", self.recipe.credentials, "--endpoints", self.recipe.endpoints]
        return [*serve, *files, "--interface", LOOPBACK, "--port", str(self.port)]

    def _environment(self) -> dict[str, str]:
        return {
            **brain_environment(),
            "SPORTELLO_END_WITH_PARENT": "1",
            "SPORTELLO_ACTIONS_URL": self.actions_url,
            "SPORTELLO_ACTIONS_TOKEN": self.actions_token,
            "SPORTELLO_BRAIN_TOKEN": self.token,
            **self.variables,
        }

    async def until_ready(self) -> None:
        """Returns once the gateway answers; raises `BrainCannotStart` when the process ends or takes too long."""
        try:
            async with (
                asyncio.timeout(self.settings.brain_start_seconds),
                Brain(self.url, self.token, timedelta(seconds=1)) as brain,
            ):
                while not await brain.is_ready(self.recipe.ready):
                    self._raise_if_it_ended()
                    await asyncio.sleep(POLL.total_seconds())
        except TimeoutError as error:
            raise BrainCannotStart(f"The brain took too long to start. Its log: {self.log_file}") from error

    def _raise_if_it_ended(self) -> None:
        if self._child is not None and self._child.returncode is not None:
            raise BrainCannotStart(
                f"The brain ended while starting: {_last_line(self.log_file)}\nIts log: {self.log_file}"
            )

    async def _start_again_when_it_dies(self) -> None:
        failures = 0
        while self._child and failures < self.restarts:
            await self._until_it_ends(self._child)
            await asyncio.sleep(min(failures, MOST_PATIENCE_SECONDS))
            try:
                await self._start()
                await self.until_ready()
                failures = 0
            except BrainCannotStart:
                failures += 1

    async def _until_it_ends(self, child: asyncio.subprocess.Process) -> None:
        """One that hangs is ended."""
        silent = asyncio.create_task(until_silent(self.url, self.token, self.recipe.ready))
        ended = asyncio.create_task(child.wait())
        try:
            await asyncio.wait({silent, ended}, return_when=asyncio.FIRST_COMPLETED)
            if not ended.done():
                logger.error("brain_hangs pid=%s", child.pid)
                child.kill()
                await ended
        finally:
            silent.cancel()
            ended.cancel()

    async def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None or child.returncode is not None:
            return
        if child.stdin:
            child.stdin.close()
        try:
            await asyncio.wait_for(child.wait(), STOP_GRACE.total_seconds())
        except TimeoutError:
            child.kill()
            await child.wait()


def _last_line(log: Path) -> str:
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "its log is empty"
