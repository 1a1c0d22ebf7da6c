"""What somebody at the desk sees and does: days, blocks, series, appointments by phone, who came, who has to be called."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeVar
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.agenda import keeping as agenda
from bot.agenda.minding import mind
from bot.agenda.rows import RowsAppointments
from bot.agenda.view import TakenSlot, taken, view
from bot.booking import keeping
from bot.booking.diary import Diary
from bot.booking.keeping import Blocked, Marked
from bot.booking.outcomes import Booked, Cancelled, LateNoted, Moved, NotFound, Taken
from bot.booking.slots import Block, Series, slot_at
from bot.storage.database import Database
from bot.storage.models import AppointmentRow
from tests.agenda.conftest import new_talk
from tests.agenda.people import (
    DESK,
    FRIDAY_AT_4,
    FRIDAY_AT_5,
    SATURDAY_AT_9,
    Clock,
    Person,
    at,
    knowledge_with,
    notices,
    slot,
)

WORDS = knowledge_with().phrases.notices
FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 23)
NOW = at(25, 10, 30)
Result = TypeVar("Result")


@pytest.fixture
async def rosa(database: Database, rows: RowsAppointments, clock: Clock) -> Person:
    return Person(await new_talk(database, "Rosa"), "Rosa", rows, clock)


async def does(
    database: Database, act: Callable[[Diary], Result], now: datetime = NOW, since: datetime | None = None
) -> Result:
    async with database.transaction() as session:
        return await agenda.change(session, DESK, WORDS, now, act, since)


async def test_a_week_shows_what_is_free_taken_and_closed(rosa: Person, database: Database) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    lunch = Block(uuid4(), at(28, 10), at(28, 12), "anna")
    await does(database, lambda diary: keeping.block(diary, lunch, NOW))
    async with database.transaction() as session:
        week = await view(session, DESK, MONDAY, 7, NOW)

    shown = {day.date.day: day for day in week.days}
    assert list(shown) == [23, 24, 25, 26, 27, 28, 29]
    # Wednesday is too soon for citizens, and is shown as free.
    assert [each.at.hour for each in shown[25].free] == [16, 17, 18, 19]
    assert shown[27].appointments == (booked,)
    assert [each.at.hour for each in shown[27].free] == [17, 18, 19]
    assert ([each.at.hour for each in shown[28].free], shown[28].blocks) == ([8, 9, 12], (lunch,))
    assert (shown[23].free, shown[23].appointments) == ((), ())


async def test_a_desk_in_whose_diary_nothing_was_written_is_shown_too(database: Database) -> None:
    async with database.transaction() as session:
        seen = await view(session, DESK, date(2026, 12, 25), 1, NOW)
    assert (seen.days[0].holiday, seen.days[0].free) == ("Natale", ())


async def test_operators_see_that_somebody_comes_and_not_who(rosa: Person, database: Database) -> None:
    await rosa.books(FRIDAY_AT_4)
    async with database.transaction() as session:
        assert await taken(session, DESK, FRIDAY, 1, NOW) == [TakenSlot(FRIDAY_AT_4)]


async def test_an_appointment_by_phone_at_any_hour_but_not_beside_another(rosa: Person, database: Database) -> None:
    await rosa.books(FRIDAY_AT_4)
    odd = slot_at(DESK, at(26, 11, 30))
    booked = await does(database, lambda diary: keeping.write_down(diary, odd, "Ada", "02 1", "anna", NOW))
    assert isinstance(booked, Booked)
    assert (booked.appointment.by, booked.appointment.citizen) == ("anna", None)
    half_past = slot_at(DESK, at(27, 16, 30))
    refused = await does(database, lambda diary: keeping.write_down(diary, half_past, "Ugo", "", "anna", NOW))
    assert isinstance(refused, Taken)
    assert FRIDAY_AT_5 in await rosa.free()


async def test_what_the_desk_moves_is_told_with_its_new_hour(rosa: Person, database: Database) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    moved = await does(database, lambda diary: keeping.move(diary, booked.id, SATURDAY_AT_9, NOW))
    assert isinstance(moved, Moved)
    assert await notices(database) == [
        ("Rosa", "Il suo appuntamento è stato spostato. Il nuovo è sabato 28 novembre alle 9. Le va bene?")
    ]
    (own,) = await rosa.own()
    assert (own.slot, own.sequence, own.untold) == (SATURDAY_AT_9, 1, None)


async def test_nobody_is_told_of_an_appointment_by_phone_so_somebody_has_to_call(database: Database) -> None:
    booked = await does(database, lambda diary: keeping.write_down(diary, FRIDAY_AT_4, "Ada", "02 1", "anna", NOW))
    assert isinstance(booked, Booked)
    id = booked.appointment.id

    async def to_call(session: AsyncSession) -> list[str]:
        return [a.name for a in (await view(session, DESK, MONDAY, 7, NOW)).to_call]

    assert isinstance(await does(database, lambda diary: keeping.call_off(diary, id, NOW)), Cancelled)
    async with database.transaction() as session:
        assert await to_call(session) == ["Ada"]
    await does(database, lambda diary: keeping.told_by_phone(diary, id))
    async with database.transaction() as session:
        assert await to_call(session) == []


async def test_what_a_block_would_hit_is_known_before(rosa: Person, database: Database) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    block = Block(uuid4(), at(27, 16, 59), at(27, 18), "anna")
    assert await does(database, lambda diary: keeping.affected(diary, block, NOW)) == (booked,)
    assert await rosa.own() == [booked]

    blocked = await does(database, lambda diary: keeping.block(diary, block, NOW))
    assert isinstance(blocked, Blocked)
    assert [a.id for a in blocked.called_off] == [booked.id]
    assert FRIDAY_AT_5 not in await rosa.free()
    assert await does(database, lambda diary: keeping.unblock(diary, block.id))
    assert {FRIDAY_AT_4, FRIDAY_AT_5} <= set(await rosa.free())


async def test_hours_that_are_added_or_taken_every_week_change_what_is_free(rosa: Person, database: Database) -> None:
    thursdays = Series(uuid4(), 3, time(9), time(10), FRIDAY)
    no_saturdays = Series(uuid4(), 5, time(8), time(13), FRIDAY, date(2026, 12, 4), is_added=False)

    def both(diary: Diary) -> None:
        keeping.add_series(diary, thursdays)
        keeping.add_series(diary, no_saturdays)

    await does(database, both)
    free = await rosa.free()
    assert slot(3, 9, month=12) in free
    assert SATURDAY_AT_9 not in free
    assert slot(5, 9, month=12) in free
    assert await does(database, lambda diary: keeping.end_series(diary, thursdays.id))
    assert slot(3, 9, month=12) not in await rosa.free()


async def test_who_came_is_noted_weeks_later_and_a_mistake_taken_back(rosa: Person, database: Database) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    later = at(20, 12, month=12)
    unseen = await does(database, lambda diary: keeping.mark(diary, booked.id, "came"), later, since=later)
    assert unseen == NotFound()

    async def marks(what: Literal["came", "absent", "booked"]) -> Marked | NotFound:
        return await does(database, lambda diary: keeping.mark(diary, booked.id, what), later, since=booked.start)

    assert isinstance(await marks("absent"), Marked)
    assert isinstance(await marks("booked"), Marked)
    assert isinstance(await marks("came"), Marked)
    async with database.transaction() as session:
        seen = await view(session, DESK, FRIDAY, 1, later)
    assert [a.status for a in seen.days[0].appointments] == ["came"]


async def test_who_is_late_is_shown(rosa: Person, database: Database) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    rosa.clock.now = at(27, 15, 50)
    assert isinstance(await rosa.desk.late(rosa.asks(), booked.id, 20), LateNoted)
    async with database.transaction() as session:
        seen = await view(session, DESK, FRIDAY, 1, rosa.clock.now)
    assert [(a.name, a.late_minutes) for a in seen.late] == [("Rosa", 20)]


async def test_an_appointment_is_deleted_when_its_time_to_be_kept_is_over(rosa: Person, database: Database) -> None:
    await rosa.books(FRIDAY_AT_4)

    async def kept(now: datetime) -> int:
        await mind(database, knowledge_with(kept_days=100), now)
        async with database.transaction() as session:
            return len((await session.scalars(select(AppointmentRow.id))).all())

    assert await kept(FRIDAY_AT_4.end + timedelta(days=100)) == 1
    assert await kept(FRIDAY_AT_4.end + timedelta(days=100, seconds=1)) == 0
