"""The service's processes for a bot, each to be killed on its own: forked from one that has read everything already."""

import asyncio
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import httpx
import uvloop

import bot.run
from bot.brain.process import free_port
from bot.settings import load_settings
from tests.service.worker_process import processes
from tests.service.world import World, until
from tests.telegram.door import HEADER, PATH, SECRET
from tests.telegram.fake import TOKEN, FakeTelegram, Fields


@dataclass
class Crew:
    """A web process and a worker, over the world's database and brain."""

    world: World
    telegram: FakeTelegram
    knowledge: Path
    is_polling: bool = False
    port: int = field(default_factory=free_port)
    running: dict[str, ForkServerProcess] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return self.world.environment(
            telegram_token=TOKEN,
            telegram_comuni="borgo",
            telegram_api_url=self.telegram.url,
            public_url="" if self.is_polling else f"http://127.0.0.1:{self.port}",
            port=f"{self.port}",
            knowledge_folder=f"{self.knowledge}",
        )

    def starts(self, *parts: str) -> None:
        """ "web", "worker", or both."""
        for part in parts:
            process = processes.Process(target=_run, args=(self.environment, part))
            process.start()
            self.running[part] = process
            self.world.processes.append(process)

    async def starts_web(self) -> None:
        """Until it answers."""
        self.starts("web")
        await until(self.answers)

    async def kills(self, part: str) -> None:
        """kill -9; and all leases run out."""
        await self.world.kills(self.running.pop(part))

    async def answers(self) -> bool:
        try:
            async with httpx.AsyncClient(trust_env=False) as client:
                return (await client.get(f"http://127.0.0.1:{self.port}/healthz")).is_success
        except httpx.HTTPError:
            return False

    async def brings(self, update: Fields, client: httpx.AsyncClient) -> int:
        """As Telegram does: again and again until there is a 200, and then what it asks for. How often it was brought."""
        times = 0
        while True:
            times += 1
            try:
                url = f"http://127.0.0.1:{self.port}{PATH}"
                answer = await client.post(url, json=update, headers={HEADER: SECRET})
            except httpx.HTTPError:
                await asyncio.sleep(0.1)
                continue
            if answer.is_success:
                if answer.content:
                    self.telegram.asked_by_webhook(answer.json())
                return times
            await asyncio.sleep(0.1)


def _run(environment: Mapping[str, str], part: str) -> None:
    os.environ.update(environment)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    uvloop.run(bot.run.run(load_settings(), bot.run.Parts(**{part: True})))


def kill(crew: Crew, part: str) -> None:
    """At once, from within a call that Telegram has taken."""
    pid = crew.running[part].pid
    assert pid
    os.kill(pid, signal.SIGKILL)
