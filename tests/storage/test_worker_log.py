"""A worker whose database goes and comes back: every loop meets it, and the log says it once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import URL

from bot.knowledge.live import LiveKnowledge
from bot.queue.pace import Pace
from bot.settings import PROJECT
from bot.storage.database import Database
from bot.storage.migrate import migrate
from bot.worker.away import Away
from bot.worker.staff import make_worker
from tests.fakes import FakeBrain
from tests.storage.conftest import KEYS, execute, new_database

ENOUGH = 20
"""Failures: each loop has met several."""


@dataclass
class Counting(Away):
    failures: int = 0

    def failed(self, error: Exception) -> bool:
        self.failures += 1
        return super().failed(error)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.05)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The events of warnings and errors, whoever wrote them."""
    return [record.getMessage().split()[0] for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_worker_says_once_that_its_database_is_gone_and_once_that_it_is_back(
    server: URL, caplog: pytest.LogCaptureFixture
) -> None:
    url = new_database(server)
    migrate(url)
    database, stop, away = Database(url, KEYS), asyncio.Event(), Counting()
    worker = make_worker(database, LiveKnowledge(PROJECT / "knowledge"), FakeBrain(), Pace(), {})
    worker.away = away
    work: Awaitable[None] = asyncio.create_task(worker.run(stop))
    admin = server.set(database="postgres")
    await asyncio.sleep(0)
    execute(admin, f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS false")
    execute(admin, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.database}'")
    await until(lambda: away.failures >= ENOUGH)
    assert told(caplog) == ["database_away"]

    execute(admin, f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS true")
    await until(lambda: "database_back" in told(caplog))
    stop.set()
    await work
    await database.close()
    assert told(caplog) == ["database_away", "database_back"]
