"""What the worker does to every diary: one that it stumbles over costs the others nothing, and a desk that is gone keeps nothing for ever."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, text

from bot.agenda.minding import mind
from bot.agenda.rows import RowsAppointments
from bot.booking.slots import Slot, Wish
from bot.knowledge.base import Knowledge, Municipality
from bot.knowledge.booking_rules import KEPT_DAYS
from bot.storage.base import Base
from bot.storage.database import Database
from bot.storage.models import AgendaPress, AppointmentRow, BookingDesk, WaitingPlace
from tests.agenda.conftest import new_talk
from tests.agenda.people import DESK, FRIDAY_AT_4, Clock, Person, at, knowledge_with, notices
from tests.agenda.telling import REMINDED
from tests.cast import KNOWLEDGE

IN_VALLE = Slot(FRIDAY_AT_4.start, FRIDAY_AT_4.end, "valle/ti-ascolto")


def two_desks() -> Knowledge:
    """Valle has a psychologist too, and hers is the second diary."""
    known = knowledge_with()
    valle, listening = known.municipalities["valle"], known.municipalities["borgo"].services["ti-ascolto"]
    both = {**known.municipalities, "valle": Municipality(valle.comune, {**valle.services, listening.id: listening})}
    return replace(known, municipalities=both)


@pytest.fixture
async def booked(database: Database, clock: Clock) -> None:
    """Rosa at Borgo, Ugo in Valle, at the same hour."""
    desk = RowsAppointments(database, two_desks)
    for name, slot in (("Rosa", FRIDAY_AT_4), ("Ugo", IN_VALLE)):
        await Person(await new_talk(database, name), name, desk, clock).books(slot)


async def spoil(database: Database) -> None:
    """Rosa's name cannot be read any more."""
    async with database.transaction() as session:
        of_borgo = "desk_id = (SELECT id FROM booking_desk WHERE name = 'borgo/ti-ascolto')"
        await session.execute(text(f"UPDATE appointment SET name = 'spoilt' WHERE {of_borgo}"))


@pytest.mark.usefixtures("booked")
async def test_a_diary_that_cannot_be_read_stops_no_other(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    await spoil(database)
    with caplog.at_level(logging.ERROR):
        assert await mind(database, two_desks(), at(26, 10)) == 1

    assert await notices(database) == [("Ugo", REMINDED)]
    assert [record.getMessage() for record in caplog.records] == [
        "diary_not_minded desk=borgo/ti-ascolto error=KeyLost"
    ]


@pytest.mark.usefixtures("booked")
async def test_what_is_old_is_forgotten_although_a_diary_cannot_be_read(database: Database) -> None:
    await spoil(database)
    async with database.transaction() as session:
        number = await session.scalar(select(BookingDesk.id).where(BookingDesk.name == DESK.id))
        long_ago = func.now() - timedelta(days=8)
        await session.execute(insert(AgendaPress).values(desk_id=number, key="k", at=long_ago))
    await mind(database, two_desks(), FRIDAY_AT_4.end + timedelta(days=KEPT_DAYS, seconds=1))

    assert await how_many(database, AppointmentRow) == 0
    assert await how_many(database, AgendaPress) == 0


@pytest.mark.usefixtures("booked")
async def test_a_desk_that_the_knowledge_base_has_no_more_keeps_no_names_for_ever(database: Database) -> None:
    valle = RowsAppointments(database, two_desks)
    waits = Person(await new_talk(database, "Ada"), "Ada", valle, Clock())
    await valle.join_waiting_list(waits.asks(), IN_VALLE.desk, Wish(), "Ada")

    async def kept(now: datetime) -> tuple[int, int]:
        await mind(database, KNOWLEDGE, now)
        return await how_many(database, AppointmentRow), await how_many(database, WaitingPlace)

    last = FRIDAY_AT_4.end + timedelta(days=KEPT_DAYS)
    assert await kept(waits.clock.now + timedelta(days=KEPT_DAYS)) == (2, 1)
    assert await kept(last) == (2, 0)
    assert await kept(last + timedelta(seconds=1)) == (0, 0)


async def how_many(database: Database, model: type[Base]) -> int:
    async with database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(model)) or 0
