"""Days on which the calendar or the clock is not as usual, all the way into the database: the clock is changed, a feast, the patron saint."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from bot.agenda.rows import RowsAppointments
from bot.agenda.view import view
from bot.booking.outcomes import Booked, Cancelled, Held, Taken, TooLate
from bot.booking.slots import Slot, slot_at, slots_on
from bot.knowledge.base import Knowledge
from bot.storage.database import Database
from bot.times import ROME, local
from tests.agenda.conftest import new_talk
from tests.agenda.people import DESK, Clock, Person, knowledge_with
from tests.agenda.telling import passes

NIGHTS = knowledge_with(hours="Mo 09:00-12:00; Su 01:00-05:00", notice_hours=0)
"""A desk that is open while the clock is changed, and on the day after."""
PATRON = date(2026, 12, 9)
"""A Wednesday."""


def with_patron() -> Knowledge:
    known = knowledge_with(horizon_days=42)
    borgo = known.municipalities["borgo"]
    feast = replace(borgo, comune=borgo.comune.model_copy(update={"patron_saint": f"{PATRON:%m-%d}"}))
    return replace(known, municipalities={**known.municipalities, "borgo": feast})


async def citizen(database: Database, name: str, knowledge: Knowledge, now: datetime) -> Person:
    rows = RowsAppointments(database, lambda: knowledge)
    return Person(await new_talk(database, name), name, rows, Clock(now))


async def free_on(person: Person, day: date) -> list[Slot]:
    return [slot for slot in await person.free() if slot.day == day]


async def test_the_hour_that_comes_twice_is_two_slots_and_each_has_one_citizen(database: Database) -> None:
    before, sunday = datetime(2026, 10, 23, 10, 30, tzinfo=ROME), date(2026, 10, 25)
    rosa, ugo, ada = [await citizen(database, name, NIGHTS, before) for name in ("Rosa", "Ugo", "Ada")]
    slots = await free_on(rosa, sunday)
    assert [f"{slot.at:%H:%M}" for slot in slots] == ["01:00", "02:00", "02:00", "03:00", "04:00"]
    first, second = slots[1:3]
    await rosa.books(first)
    await ugo.books(second)

    assert isinstance(await ada.holds(first), Taken) and isinstance(await ada.holds(second), Taken)
    assert isinstance(rosa.desk, RowsAppointments)
    async with database.transaction() as session:
        during = "SELECT lower(during) AT TIME ZONE 'UTC' FROM appointment ORDER BY 1"
        kept = list(await session.scalars(text(during)))
        seen = await view(session, rosa.desk.desk(DESK.id), sunday, 1, before)
    assert kept == [datetime(2026, 10, 25, 0), datetime(2026, 10, 25, 1)]
    assert [(a.name, f"{a.slot.at:%H:%M}") for a in seen.days[0].appointments] == [("Rosa", "02:00"), ("Ugo", "02:00")]


async def test_the_hour_that_is_skipped_is_no_slot(database: Database) -> None:
    rosa = await citizen(database, "Rosa", NIGHTS, datetime(2028, 3, 24, 10, 30, tzinfo=ROME))

    assert [f"{slot.at:%H:%M}" for slot in await free_on(rosa, date(2028, 3, 26))] == ["01:00", "03:00", "04:00"]


@pytest.mark.parametrize(
    ("before", "monday", "reminded"),
    [
        # Sunday at 10 is 09:00Z once winter time has begun, 08:00Z in summer time.
        (datetime(2026, 10, 23, 10, 30, tzinfo=ROME), date(2026, 10, 26), datetime(2026, 10, 25, 9, tzinfo=UTC)),
        (datetime(2028, 3, 24, 10, 30, tzinfo=ROME), date(2028, 3, 27), datetime(2028, 3, 26, 8, tzinfo=UTC)),
    ],
)
async def test_who_comes_after_the_clock_was_changed_is_reminded_at_the_local_hour(
    database: Database, before: datetime, monday: date, reminded: datetime
) -> None:
    rosa = await citizen(database, "Rosa", NIGHTS, before)
    booked = await rosa.books((await free_on(rosa, monday))[0])
    assert f"{local(booked.start):%H:%M}" == "09:00"

    assert await passes(database, reminded.replace(minute=59, hour=reminded.hour - 1), NIGHTS) == []
    (said,) = await passes(database, reminded, NIGHTS)
    assert "alle 9" in said


async def test_twelve_hours_are_twelve_hours_though_the_clock_was_changed_meanwhile(database: Database) -> None:
    """From Saturday at 16:00 to Sunday at 03:00 there are eleven hours on the clock, and twelve in the night of the change."""
    before = datetime(2026, 10, 23, 10, 30, tzinfo=ROME)
    rosa, ugo = [await citizen(database, name, NIGHTS, before) for name in ("Rosa", "Ugo")]
    three, four = (await free_on(rosa, date(2026, 10, 25)))[3:]
    first, second = await rosa.books(three), await ugo.books(four)
    for person in (rosa, ugo):
        person.clock.now = datetime(2026, 10, 24, 16, tzinfo=ROME)
    assert isinstance(await rosa.desk.cancel(rosa.asks(), first.id), Cancelled)
    ugo.clock.now = datetime(2026, 10, 24, 17, 0, 1, tzinfo=ROME)
    assert isinstance(await ugo.desk.cancel(ugo.asks(), second.id), TooLate)


@pytest.mark.parametrize("day", [date(2026, 12, 8), PATRON, date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 6)])
async def test_nobody_comes_on_a_feast_nor_on_the_patron_saints_day_whatever_is_pressed(
    database: Database, day: date
) -> None:
    known = with_patron()
    rosa = await citizen(database, "Rosa", known, datetime(2026, 12, 2, 10, 30, tzinfo=ROME))
    assert isinstance(rosa.desk, RowsAppointments)
    desk = rosa.desk.desk(DESK.id)
    assert slots_on(desk, day) == [] and await free_on(rosa, day) == []

    pressed = slot_at(desk, datetime(day.year, day.month, day.day, 16, tzinfo=ROME))
    outcome = await rosa.holds(pressed)
    assert isinstance(outcome, Taken)
    assert all(other.day != day for other in outcome.others)


async def test_the_day_after_a_feast_is_as_ever(database: Database) -> None:
    rosa = await citizen(database, "Rosa", with_patron(), datetime(2026, 12, 2, 10, 30, tzinfo=ROME))
    (slot, *_) = await free_on(rosa, date(2026, 12, 11))
    held = await rosa.holds(slot)

    assert isinstance(held, Held)
    assert isinstance(await rosa.desk.book(rosa.asks(), held.hold.id, "Rosa"), Booked)
