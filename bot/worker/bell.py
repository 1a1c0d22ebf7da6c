"""What wakes a loop that waits for work: a NOTIFY, or the clock."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta

import psycopg
from sqlalchemy import URL

from bot.storage.wakeups import listening
from bot.worker.away import Away

LONGEST_WAIT = timedelta(seconds=5)
"""A NOTIFY is a hint only: what it failed to tell is found after this."""
SHORTEST_WAIT = timedelta(milliseconds=20)
PAUSE = timedelta(seconds=0.5)
"""Between two tries to reach a database that is away."""

logger = logging.getLogger(__name__)


class Bell:
    """Rung by whoever brings work; remembers one ring until somebody waits."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def wait(self, seconds: float | None = None) -> None:
        """Returns when the bell is rung, after so many seconds, or after the longest wait."""
        longest = LONGEST_WAIT.total_seconds()
        # What is due now and yet was not claimed is locked by another for a moment.
        shortest = SHORTEST_WAIT.total_seconds()
        try:
            async with asyncio.timeout(longest if seconds is None else min(max(seconds, shortest), longest)):
                await self._rung.wait()
        except TimeoutError:
            return
        self._rung.clear()


@asynccontextmanager
async def rung_by_database(url: URL, bells: Mapping[str, Bell], away: Away) -> AsyncIterator[None]:
    """Each bell rings when its channel is notified; a connection that is lost is opened again."""
    listener = asyncio.create_task(_listen(url, bells, away))
    try:
        yield
    finally:
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)


async def _listen(url: URL, bells: Mapping[str, Bell], away: Away) -> None:
    while True:
        try:
            async with listening(url, *bells) as wakeups:
                # What came while nobody listened.
                for bell in bells.values():
                    bell.ring()
                while True:
                    for channel, _ in await wakeups.wait(LONGEST_WAIT):
                        bells[channel].ring()
        except psycopg.Error as error:
            if not away.failed(error):
                logger.warning("listening_interrupted error=%s", type(error).__name__)
        await asyncio.sleep(PAUSE.total_seconds())
