"""One ear on the database for all pages that this process serves: who looks at a talk is woken when it changes."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import psycopg
from sqlalchemy import URL

from bot.storage.wakeups import TALKS, listening

BETWEEN_TRIES = timedelta(seconds=1)
LONGEST_WAIT = timedelta(seconds=60)


class TalkWatch:
    """Listens as long as somebody watches; after a lost connection everybody is woken, for something may have been missed."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._bells: dict[int, set[asyncio.Event]] = {}
        self._ear: asyncio.Task[None] | None = None
        self.is_closing = False

    @contextmanager
    def watching(self, conversation_id: int) -> Iterator[asyncio.Event]:
        """A bell that rings at every change; clear it before looking."""
        bell = asyncio.Event()
        self._bells.setdefault(conversation_id, set()).add(bell)
        self._ear = self._ear or asyncio.create_task(self._listen())
        try:
            yield bell
        finally:
            self._leave(conversation_id, bell)

    def count(self, conversation_id: int) -> int:
        """How many watch this talk."""
        return len(self._bells.get(conversation_id, ()))

    @property
    def total(self) -> int:
        return sum(len(bells) for bells in self._bells.values())

    def close(self) -> None:
        """Ends all streams, so that the server can stop: it waits for open answers."""
        self.is_closing = True
        self._ring_all()

    def _leave(self, conversation_id: int, bell: asyncio.Event) -> None:
        self._bells[conversation_id].discard(bell)
        if not self._bells[conversation_id]:
            del self._bells[conversation_id]
        if not self._bells and self._ear:
            self._ear.cancel()
            self._ear = None

    async def _listen(self) -> None:
        while True:
            with suppress(psycopg.Error, OSError):
                await self._listen_once()
            await asyncio.sleep(BETWEEN_TRIES.total_seconds())

    async def _listen_once(self) -> None:
        async with listening(self._url, TALKS) as wakeups:
            self._ring_all()
            while True:
                for _, conversation_id in await wakeups.wait(LONGEST_WAIT):
                    for bell in self._bells.get(conversation_id, ()):
                        bell.set()

    def _ring_all(self) -> None:
        for bells in self._bells.values():
            for bell in bells:
                bell.set()
