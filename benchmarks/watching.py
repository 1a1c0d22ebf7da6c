"""A console without a browser: it looks at a talk, and fetches what the page would fetch, when the page would."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from tests.console.person import Person

NUMBER = re.compile(r'data-number="(\d+)"')
LISTS, TALK = "lists", "talk"


@dataclass
class Console:
    person: Person
    talk: int
    epoch: int
    last: int = 0
    """The number of the last message on the screen."""
    fetched: int = 0
    _awaited: dict[str, asyncio.Future[float]] = field(default_factory=dict)

    @classmethod
    async def opened(cls, client: httpx.AsyncClient, username: str, talk: int) -> "Console":
        """The operator has entered and taken the talk."""
        person = Person(client)
        assert (await person.logs_in(username)).status_code == 303
        (await person.takes(talk)).raise_for_status()
        return cls(person, talk, await person.sees_epoch(talk))

    def will_show(self, words: str) -> "asyncio.Future[float]":
        """The moment at which a fetched part holds these words."""
        self._awaited[words] = asyncio.get_running_loop().create_future()
        return self._awaited[words]

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """A stream that breaks off ends the measurement."""
        async with asyncio.TaskGroup() as group:
            watching = group.create_task(self._watch())
            yield
            watching.cancel()

    async def _watch(self) -> None:
        changed = {LISTS: asyncio.Event(), TALK: asyncio.Event()}
        async with self.person.listens(self.talk) as ear, asyncio.TaskGroup() as fetching:
            fetching.create_task(self._fetch(changed[LISTS], self._lists))
            fetching.create_task(self._fetch(changed[TALK], self._news))
            while True:
                kind, _ = await ear.next()
                if kind in changed:
                    changed[kind].set()

    async def _fetch(self, changed: asyncio.Event, part: Callable[[], Awaitable[None]]) -> None:
        """One at a time; what changes meanwhile is fetched once after it."""
        while True:
            await changed.wait()
            changed.clear()
            await part()
            self.fetched += 1

    async def _lists(self) -> None:
        (await self.person.opens(f"/chats/part?room=mine&chat={self.talk}")).raise_for_status()

    async def _news(self) -> None:
        place = f"/chats/{self.talk}/news?after={self.last}&epoch={self.epoch}&holder=operator&window=open"
        page = (await self.person.opens(place)).raise_for_status().text
        self.last = max([self.last, *map(int, NUMBER.findall(page))])
        for words in [words for words in self._awaited if words in page]:
            self._awaited.pop(words).set_result(time.perf_counter())
