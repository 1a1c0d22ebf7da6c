"""The two ways to keep a diary as the state machine drives them, with what only the desk and the worker may do."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import URL

from bot.agenda import keeping as agenda
from bot.agenda.minding import mind
from bot.agenda.rows import RowsAppointments
from bot.booking.appointments import Appointments
from bot.booking.desk import Desk, desks_of
from bot.booking.diary import Diary
from bot.booking.memory import MemoryAppointments
from bot.booking.passing import pass_time
from bot.knowledge.base import Knowledge
from bot.storage.base import Base
from bot.storage.database import Database
from tests.agenda.conftest import new_talk
from tests.storage.conftest import KEYS, execute

Result = TypeVar("Result")


class Kept(Protocol):
    @property
    def appointments(self) -> Appointments: ...
    def run(self, asked: Coroutine[Any, Any, Result]) -> Result: ...
    def arrives(self, name: str) -> str: ...
    def at_the_desk(self, now: datetime, act: Callable[[Diary], object]) -> None: ...
    def looks(self, now: datetime) -> None: ...
    def close(self) -> None: ...


class InMemory:
    def __init__(self, knowledge: Knowledge, desk: Desk) -> None:
        self.appointments = MemoryAppointments(lambda: desks_of(knowledge))
        self.desk = desk
        self._runner = asyncio.Runner()

    def run(self, asked: Coroutine[Any, Any, Result]) -> Result:
        return self._runner.run(asked)

    def arrives(self, name: str) -> str:
        return name

    def at_the_desk(self, now: datetime, act: Callable[[Diary], object]) -> None:
        diary = self.run(self.appointments.diary(self.desk.id))
        act(diary)
        pass_time(diary, now)

    def looks(self, now: datetime) -> None:
        self.at_the_desk(now, lambda diary: None)

    def close(self) -> None:
        self._runner.close()


class InRows:
    def __init__(self, knowledge: Knowledge, desk: Desk, server: URL) -> None:
        execute(server, f"TRUNCATE {', '.join(Base.metadata.tables)} RESTART IDENTITY")
        self.database = Database(server, KEYS)
        self.appointments = RowsAppointments(self.database, lambda: knowledge)
        self.knowledge, self.desk = knowledge, desk
        self._runner = asyncio.Runner()

    def run(self, asked: Coroutine[Any, Any, Result]) -> Result:
        return self._runner.run(asked)

    def arrives(self, name: str) -> str:
        return self.run(new_talk(self.database, name))

    def at_the_desk(self, now: datetime, act: Callable[[Diary], object]) -> None:
        async def change() -> None:
            async with self.database.transaction() as session:
                await agenda.change(session, self.desk, self.knowledge.phrases.notices, now, act)

        self.run(change())

    def looks(self, now: datetime) -> None:
        self.run(mind(self.database, self.knowledge, now))

    def close(self) -> None:
        self.run(self.database.close())
        self._runner.close()
