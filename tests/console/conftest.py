"""The console on a real port, over a real PostgreSQL, with a small cast of the municipality's people."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher

from bot import times
from bot.brain.process import free_port
from bot.knowledge.live import LiveKnowledge
from bot.local_assistant import serving
from bot.settings import load_settings
from bot.staff import passwords
from bot.storage.database import Database
from bot.web import create_app, stop_streams
from tests.console.citizens import writes
from tests.console.desks import Diary, give_appointments
from tests.console.people import hire
from tests.console.person import Person
from tests.folder import write_knowledge
from tests.storage.conftest import database, desk, server
from tests.storage.desk import Desk

__all__ = ["database", "desk", "server"]
Opens = Callable[..., AbstractAsyncContextManager[str]]
Enters = Callable[[str], AbstractAsyncContextManager[Person]]


@dataclass
class Clock:
    """The console's clock; sessions grow old by it."""

    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        return times.now() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> LiveKnowledge:
    return LiveKnowledge(give_appointments(write_knowledge(tmp_path_factory.mktemp("knowledge"))))


@pytest.fixture
def diary(staffed: Database, knowledge: LiveKnowledge) -> Diary:
    return Diary(staffed, knowledge)


@pytest.fixture
async def staffed(database: Database) -> Database:
    """A database in which the cast has accounts, each with a password of their own."""
    await hire(database)
    return database


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """The same algorithm with less work: dozens of people enter here."""
    with pytest.MonkeyPatch.context() as patch:
        quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        patch.setattr(passwords, "_hasher", quick)
        patch.setattr(passwords, "_nobody", quick.hash("nobody"))
        yield


@pytest.fixture
def opened(knowledge: LiveKnowledge, clock: Clock) -> Opens:
    """Serves the app over a database with these settings; gives its address."""

    @asynccontextmanager
    async def open_app(database: Database, **changes: Any) -> AsyncIterator[str]:
        settings = load_settings(**{"pause_seconds": 0, "web_messages_a_minute": 1000, **changes})
        app, port = create_app(database, knowledge, settings, clock=clock.now), free_port()
        async with serving(app, port):
            yield f"http://127.0.0.1:{port}"
            stop_streams(app)

    return open_app


@pytest.fixture
async def site(opened: Opens, staffed: Database) -> AsyncIterator[str]:
    async with opened(staffed) as address:
        yield address


@pytest.fixture
async def stranger(site: str) -> AsyncIterator[Person]:
    """A browser in which nobody has entered."""
    async with httpx.AsyncClient(base_url=site, trust_env=False) as client:
        yield Person(client)


@pytest.fixture
def enters(site: str) -> Enters:
    @asynccontextmanager
    async def enter(username: str) -> AsyncIterator[Person]:
        async with httpx.AsyncClient(base_url=site, trust_env=False) as client:
            person = Person(client)
            assert (await person.logs_in(username)).status_code == 303
            yield person

    return enter


@pytest.fixture
async def anna(enters: Enters) -> AsyncIterator[Person]:
    async with enters("anna") as person:
        yield person


@pytest.fixture
async def bruno(enters: Enters) -> AsyncIterator[Person]:
    async with enters("bruno") as person:
        yield person


@pytest.fixture
async def franco(enters: Enters) -> AsyncIterator[Person]:
    async with enters("franco") as person:
        yield person


@pytest.fixture
async def carla(enters: Enters) -> AsyncIterator[Person]:
    async with enters("carla") as person:
        yield person


@pytest.fixture
async def dora(enters: Enters) -> AsyncIterator[Person]:
    async with enters("dora") as person:
        yield person


@pytest.fixture
async def talk(staffed: Database, desk: Desk) -> int:
    """Rosa's talk with Borgo waits for a person."""
    return await writes(desk, "vorrei una persona", waits=True)
