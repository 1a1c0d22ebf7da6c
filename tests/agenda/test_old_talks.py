"""A talk that has been quiet for long is not deleted as long as its citizen still comes, or waits for an appointment."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from bot.agenda import keeping as agenda
from bot.booking import keeping
from bot.booking.slots import Wish
from bot.queue.retention import delete_quiet
from bot.storage.database import Database
from bot.storage.models import AppointmentRow, Conversation, WaitingPlace
from bot.times import now
from tests.agenda.conftest import Comes
from tests.agenda.people import DESK, Person
from tests.agenda.telling import WORDS, set_of

KEEP = timedelta(days=30)


@pytest.fixture
async def rosa(comes: Comes, database: Database) -> Person:
    """She comes today, by the real clock, and then is silent for longer than talks are kept."""
    rosa = await comes("Rosa")
    rosa.clock.now = now()
    long_ago = now() - timedelta(days=40)
    await set_of(database, rosa, last_inbound_at=long_ago, created_at=long_ago)
    return rosa


async def deletes(database: Database) -> int:
    async with database.direct() as direct:
        return await delete_quiet(direct, KEEP)


async def is_over(database: Database) -> None:
    """The appointment was yesterday."""
    async with database.transaction() as session:
        await session.execute(
            text("UPDATE appointment SET during = tstzrange(now() - interval '25 hours', now() - interval '1 day')")
        )


async def test_who_has_an_appointment_keeps_the_talk_in_which_the_reminder_comes(
    rosa: Person, database: Database
) -> None:
    await rosa.books((await rosa.free())[0])
    assert await deletes(database) == 0
    async with database.transaction() as session:
        assert await session.scalar(select(AppointmentRow.conversation_id)) is not None

    await is_over(database)
    assert await deletes(database) == 1


async def test_who_does_not_know_yet_that_it_is_called_off_is_told_first(rosa: Person, database: Database) -> None:
    booked, at = await rosa.books((await rosa.free())[-1]), now()
    await set_of(database, rosa, notices_stopped_at=at)
    async with database.transaction() as session:
        await agenda.change(session, DESK, WORDS, at, lambda diary: keeping.call_off(diary, booked.id, at))
    assert await deletes(database) == 0

    await is_over(database)
    assert await deletes(database) == 1


async def test_who_waits_for_an_appointment_keeps_the_place(rosa: Person, database: Database) -> None:
    await rosa.desk.join_waiting_list(rosa.asks(), DESK.id, Wish())
    assert await deletes(database) == 0
    async with database.transaction() as session:
        assert (await session.scalars(select(WaitingPlace.id))).all()
        await session.execute(text("DELETE FROM waiting_place"))
    assert await deletes(database) == 1
    async with database.transaction() as session:
        assert (await session.scalars(select(Conversation.id))).all() == []
