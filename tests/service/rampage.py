"""A service under load while its processes are killed at random: who writes, who kills, and who starts everything again."""

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from uuid import uuid4

from aiohttp import ClientError, ClientSession, ClientTimeout
from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from bot.brain.process import LOOPBACK, free_port
from tests.integration.test_brain_process import brains_of
from tests.service.database import postmaster
from tests.service.worker_process import start, start_brain, start_web
from tests.service.world import World

COMUNE = "cesano-boscone"
OURS = ("web", "worker 1", "worker 2")
AGAIN = 0.3
"""Seconds until a page sends again what was not acknowledged."""


@dataclass
class Visitor:
    """A page: it sends one message after the other, each with an id of its own, until it is acknowledged."""

    url: str
    written: list[str] = field(default_factory=list)
    """The ids of what was acknowledged."""
    repeats: int = 0
    refusals: int = 0
    """How often the page was told to try again."""
    says: tuple[str, ...] = ("giro {number}",)
    """What it writes, one after the other, and from the first again."""

    async def writes(self, messages: int) -> None:
        async with ClientSession(self.url, timeout=ClientTimeout(total=15)) as page:
            token = (await self._answered(page, "/api/chat/visitors", {}))["token"]
            page.headers["Authorization"] = f"Bearer {token}"
            for number in range(messages):
                body = {"comune": COMUNE, "id": uuid4().hex, "text": self._text(number)}
                await self._answered(page, "/api/chat/messages", body)
                self.written.append(body["id"])

    def _text(self, number: int) -> str:
        return self.says[number % len(self.says)].format(number=number)

    async def _answered(self, page: ClientSession, path: str, body: dict[str, str]) -> dict[str, str]:
        while True:
            with suppress(ClientError, TimeoutError, OSError):
                async with page.post(path, json=body) as response:
                    if response.ok:
                        answer: dict[str, str] = await response.json()
                        return answer
                    assert response.status == 503, response.status
                    self.refusals += 1
            self.repeats += 1
            await asyncio.sleep(AGAIN)


@dataclass
class Processes:
    """Web, two workers and the brain's stand-in, unless each worker has a brain of its own; what ends is started again. The
    database has a guardian of its own."""

    environment: dict[str, str]
    server: URL
    killed: Counter[str] = field(default_factory=Counter)
    _running: dict[str, ForkServerProcess] = field(default_factory=dict)

    @property
    def has_stand_in(self) -> bool:
        return "SPORTELLO_BRAIN_URL" in self.environment

    async def keep_running(self) -> None:
        while True:
            for name in ("brain", *OURS) if self.has_stand_in else OURS:
                if name not in self._running or self._running[name].exitcode is not None:
                    self._running[name] = self._started(name)
            await asyncio.sleep(0.05)

    def _started(self, name: str) -> ForkServerProcess:
        if name == "brain":
            return start_brain(self.environment)
        return start_web(self.environment) if name == "web" else start(self.environment)

    async def kill_one(self, chance: random.Random) -> None:
        """kill -9, as likely for each."""
        name = chance.choice(["brain", "database", *OURS])
        if name == "database":
            os.kill(await _answering(self.server), signal.SIGKILL)
        elif name == "brain" and not self.has_stand_in:
            for brain in brains_of(self._running[chance.choice(OURS[1:])].pid or 0):
                os.kill(brain, signal.SIGKILL)
        elif (process := self._running[name]).exitcode is None:
            process.kill()
        self.killed[name] += 1

    def end(self) -> None:
        for process in self._running.values():
            process.kill()
            process.join()


def processes_of_a_service(world: World, *, own_brains: bool = False) -> tuple[Processes, str]:
    """With the address of its web chat."""
    port, brain = free_port(), free_port()
    generous = {"web_messages_a_minute": "1000000", "web_messages_a_minute_from_an_address": "1000000"}
    environment = world.environment(port=str(port), **generous)
    environment["SPORTELLO_BRAIN_URL"] = f"http://{LOOPBACK}:{brain}"
    if own_brains:
        del environment["SPORTELLO_BRAIN_URL"]
    return Processes(environment, world.desk.database.url), f"http://{LOOPBACK}:{port}"


async def _answering(server: URL) -> int:
    """The server's process, once it answers."""
    while True:
        with suppress(Exception):
            return await asyncio.to_thread(postmaster, server)
        await asyncio.sleep(0.1)


async def eventually(condition: Callable[[], Awaitable[bool]], seconds: float) -> None:
    """Asks every second, though the database may be away; raises `TimeoutError`."""
    async with asyncio.timeout(seconds):
        while True:
            with suppress(SQLAlchemyError):
                if await condition():
                    return
            await asyncio.sleep(1)
