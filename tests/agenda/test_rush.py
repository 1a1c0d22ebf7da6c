"""Many at once, on a real PostgreSQL: nobody comes together with somebody else."""

import asyncio
from collections import Counter
from uuid import uuid4

import pytest
from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.agenda.rows import RowsAppointments
from bot.booking.outcomes import Booked, Held, Taken
from bot.booking.slots import Slot
from bot.storage.database import Database
from bot.storage.models import AppointmentRow, BookingDesk
from tests.agenda.conftest import new_talk
from tests.agenda.people import DESK, FRIDAY_AT_4, Clock, Person, at, knowledge_with, slot

EIGHT = [slot(27, hour) for hour in (16, 17, 18, 19)] + [slot(28, hour) for hour in (8, 9, 10, 11)]


async def arrive(database: Database, desk: RowsAppointments, many: int) -> list[Person]:
    talks = [await new_talk(database, f"Persona {number}") for number in range(many)]
    return [Person(talk, f"Persona {number}", desk, Clock()) for number, talk in enumerate(talks)]


async def test_the_database_itself_refuses_two_at_once(database: Database) -> None:
    async with database.transaction() as session:
        new = insert(BookingDesk).values(name=DESK.id).returning(BookingDesk.id)
        desk = (await session.execute(new)).scalar_one()

    async def write(start: int, status: str = "booked") -> None:
        during = Range(at(27, start), at(27, start + 1))
        values = {"id": uuid4(), "desk_id": desk, "during": during, "status": status, "code": uuid4().hex}
        async with database.transaction() as session:
            await session.execute(insert(AppointmentRow).values(**values, name="", phone="", by=""))

    await write(16)
    await write(17)
    await write(16, "cancelled")
    await write(16, "expired")
    for status in ("booked", "came", "absent"):
        with pytest.raises(IntegrityError, match="one_at_a_time"):
            await write(16, status)


async def test_of_twenty_who_write_past_the_lock_one_wins(database: Database) -> None:
    async with database.transaction() as session:
        desk = (await session.execute(insert(BookingDesk).values(name=DESK.id).returning(BookingDesk.id))).scalar_one()

    async def write(number: int) -> bool:
        # Each a little shifted: it is the overlap that is refused, not the same beginning.
        during = Range(at(27, 16, number), at(27, 17, number))
        values = {"id": uuid4(), "desk_id": desk, "during": during, "status": "booked", "code": uuid4().hex}
        try:
            async with database.transaction() as session:
                await session.execute(insert(AppointmentRow).values(**values, name="", phone="", by=""))
        except (IntegrityError, OperationalError):
            # PostgreSQL may also tell two who wait for each other apart as a deadlock.
            return False
        return True

    assert sum(await asyncio.gather(*(write(number) for number in range(20)))) == 1


async def test_of_fifty_citizens_eight_get_the_eight_slots_and_the_others_are_offered_what_is_left(
    database: Database,
) -> None:
    desk = RowsAppointments(database, knowledge_with)
    people = await arrive(database, desk, 50)

    async def wants(person: Person, wanted: Slot) -> str:
        """Takes the slot, or else the first that is offered in its place and is one of the eight."""
        outcome = await person.holds(wanted)
        while isinstance(outcome, Taken):
            assert outcome.others, "there is room at this desk"
            if not (left := [other for other in outcome.others if other in EIGHT]):
                return "offered something else"
            outcome = await person.holds(left[0])
        assert isinstance(outcome, Held)
        booked = await desk.book(person.asks(), outcome.hold.id, person.name)
        assert isinstance(booked, Booked)
        return "booked"

    outcomes = await asyncio.gather(*(wants(person, EIGHT[n % 8]) for n, person in enumerate(people)))

    assert Counter(outcomes) == {"booked": 8, "offered something else": 42}
    async with database.transaction() as session:
        taken = select(AppointmentRow.during).where(AppointmentRow.status.in_(("held", "booked")))
        during = (await session.scalars(taken)).all()
        assert len(during) == 8
        assert {each.lower for each in during} == {each.start for each in EIGHT}


async def test_the_same_message_twenty_times_at_once_holds_once(database: Database) -> None:
    desk = RowsAppointments(database, knowledge_with)
    (rosa,) = await arrive(database, desk, 1)
    asked = rosa.asks()
    outcomes = await asyncio.gather(*(desk.hold(asked, FRIDAY_AT_4) for _ in range(20)))

    assert len({outcome.hold.id for outcome in outcomes if isinstance(outcome, Held)}) == 1
    async with database.transaction() as session:
        assert len((await session.scalars(select(AppointmentRow.id))).all()) == 1


async def test_names_phones_and_outcomes_lie_encrypted_in_the_database(database: Database) -> None:
    desk = RowsAppointments(database, knowledge_with)
    (rosa,) = await arrive(database, desk, 1)
    held = await rosa.holds(FRIDAY_AT_4)
    assert isinstance(held, Held)
    await desk.book(rosa.asks(), held.hold.id, "Rosa Canarina", "333 9876543")

    async with database.engine.connect() as connection:
        for table in ("appointment", "booking_outcome", "waiting_place"):
            for row in await connection.exec_driver_sql(f"SELECT t::text FROM {table} t"):
                assert "Canarina" not in row[0] and b"Canarina".hex() not in row[0]
                assert "9876543" not in row[0] and b"9876543".hex() not in row[0]
