"""One ear on the database for all consoles that this process serves: every open page is told which talks have changed, and that an agenda has."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

import psycopg
from sqlalchemy import URL

from bot.storage.wakeups import AGENDA, ALERTS, CLOSURES, TALKS, listening

BETWEEN_TRIES = timedelta(seconds=1)
OF_AGENDAS = (AGENDA, CLOSURES)
LONGEST_WAIT = timedelta(seconds=60)


@dataclass
class Bell:
    """Of one open page: what has changed since the page last asked, at first everything."""

    chat: int | None = None
    """The talk on the page."""
    _rung: asyncio.Event = field(default_factory=asyncio.Event)
    _talk: bool = True
    _lists: bool = True
    _agenda: bool = True

    def ring(self, talks: set[int] | None = None, *, agenda: bool = True) -> None:
        """Without talks: something may have been missed. `agenda`: an agenda has changed, or may have."""
        self._talk = self._talk or talks is None or self.chat in talks
        self._lists = self._lists or talks is None or bool(talks)
        self._agenda = self._agenda or agenda
        self._rung.set()

    @property
    def has_more(self) -> bool:
        """Whether something besides the page's own talk has changed."""
        return self._lists or self._agenda

    def take_talk(self) -> bool:
        changed, self._talk = self._talk and self.chat is not None, False
        return changed

    def take_lists(self) -> bool:
        changed, self._lists = self._lists, False
        return changed

    def take_agenda(self) -> bool:
        changed, self._agenda = self._agenda, False
        return changed

    async def wait(self, longest: timedelta, gathered: timedelta) -> None:
        """Until it rings, and a moment more for what rings together."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), longest.total_seconds())
            await asyncio.sleep(gathered.total_seconds())
        self._rung.clear()


class Ear:
    """Listens as long as a page is open; after a lost connection every page looks at everything."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._bells: list[Bell] = []
        self._listening: asyncio.Task[None] | None = None
        self.is_closing = False

    @contextmanager
    def open(self, chat: int | None = None) -> Iterator[Bell]:
        bell = Bell(chat)
        self._bells.append(bell)
        self._listening = self._listening or asyncio.create_task(self._listen())
        try:
            yield bell
        finally:
            self._bells = [other for other in self._bells if other is not bell]
            if not self._bells and self._listening:
                self._listening.cancel()
                self._listening = None

    @property
    def pages(self) -> int:
        return len(self._bells)

    def close(self) -> None:
        """Ends all streams, so that the server can stop."""
        self.is_closing = True
        self._ring(None)

    async def _listen(self) -> None:
        while True:
            with suppress(psycopg.Error, OSError):
                async with listening(self._url, TALKS, ALERTS, *OF_AGENDAS) as wakeups:
                    self._ring(None)
                    while True:
                        if heard := await wakeups.wait(LONGEST_WAIT):
                            talks = {talk for channel, talk in heard if channel not in OF_AGENDAS}
                            self._ring(talks, agenda=any(channel in OF_AGENDAS for channel, _ in heard))
            await asyncio.sleep(BETWEEN_TRIES.total_seconds())

    def _ring(self, talks: set[int] | None, *, agenda: bool = True) -> None:
        for bell in self._bells:
            bell.ring(talks, agenda=agenda)
