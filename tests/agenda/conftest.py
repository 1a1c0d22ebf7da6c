"""The desk of Borgo, kept in memory and kept in a real PostgreSQL: what is true of one is true of the other."""

from collections.abc import Awaitable, Callable
from itertools import count

import pytest
from sqlalchemy import insert

from bot.agenda.rows import RowsAppointments
from bot.booking.appointments import Appointments
from bot.booking.desk import desks_of
from bot.booking.memory import MemoryAppointments
from bot.storage.database import Database
from bot.storage.models import Conversation
from tests.agenda.people import Clock, Person, knowledge_with
from tests.storage.conftest import database, desk, empty, server

__all__ = ["database", "desk", "empty", "server"]
_numbers = count(1)
Arrives = Callable[[str], Awaitable[Person]]


async def new_talk(database: Database, name: str, account: str = "web:borgo") -> str:
    """The pseudonym of a new conversation, whose address is the name."""
    row = {"channel_account": account, "address": name, "address_fingerprint": f"{name}{next(_numbers)}".encode()}
    async with database.transaction() as session:
        new = insert(Conversation).values(**row, comune="borgo").returning(Conversation.pseudonym)
        return str((await session.execute(new)).scalar_one())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rows(database: Database) -> RowsAppointments:
    return RowsAppointments(database, knowledge_with)


@pytest.fixture(params=["memory", "rows"])
def appointments(request: pytest.FixtureRequest) -> Appointments:
    if request.param == "rows":
        kept: RowsAppointments = request.getfixturevalue("rows")
        return kept
    return MemoryAppointments(lambda: desks_of(knowledge_with()))


@pytest.fixture
def arrives(appointments: Appointments, clock: Clock, request: pytest.FixtureRequest) -> Arrives:
    """A citizen who has never written before."""

    async def arrive(name: str) -> Person:
        is_kept = isinstance(appointments, RowsAppointments)
        citizen = await new_talk(request.getfixturevalue("database"), name) if is_kept else name
        return Person(citizen, name, appointments, clock)

    return arrive


@pytest.fixture
async def rosa(arrives: Arrives) -> Person:
    return await arrives("Rosa")


@pytest.fixture
async def ugo(arrives: Arrives) -> Person:
    return await arrives("Ugo")


Comes = Callable[[str], Awaitable[Person]]


@pytest.fixture
def comes(database: Database, rows: RowsAppointments, clock: Clock) -> Comes:
    """A citizen who writes for the first time to the desk that is kept in the database."""

    async def come(name: str) -> Person:
        return Person(await new_talk(database, name), name, rows, clock)

    return come
