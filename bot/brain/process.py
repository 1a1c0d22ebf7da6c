"""The brain's process: started with its actions' address, watched until it answers, started again when it dies, ended with us."""

import asyncio
import logging
import secrets
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.brain.child import LOOPBACK as LOOPBACK
from bot.brain.child import Orders, end, log_file, raise_if_ended, start
from bot.brain.client import Brain
from bot.brain.pulse import until_silent
from bot.brain.recipe import OURS, Recipe
from bot.errors import BrainCannotStart
from bot.settings import Settings

logger = logging.getLogger(__name__)
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
        return log_file(self.settings)

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

    async def until_ready(self) -> None:
        """Returns once the gateway answers; raises `BrainCannotStart` when the process ends or takes too long."""
        try:
            async with (
                asyncio.timeout(self.settings.brain_start_seconds),
                Brain(self.url, self.token, timedelta(seconds=1)) as brain,
            ):
                while not await brain.is_ready(self.recipe.ready):
                    raise_if_ended(self._child, self.log_file)
                    await asyncio.sleep(POLL.total_seconds())
        except TimeoutError as error:
            raise BrainCannotStart(f"The brain took too long to start. Its log: {self.log_file}") from error

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
                logger.error("brain_not_started failures=%s", failures)

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

    async def _start(self) -> None:
        self._child = await start(self._orders)

    async def _stop(self) -> None:
        child, self._child = self._child, None
        if child:
            await end(child)

    @property
    def _orders(self) -> Orders:
        return Orders(
            self.settings,
            self.recipe,
            self.port,
            self.token,
            self.actions_url,
            self.actions_token,
            self.model,
            self.variables,
        )
