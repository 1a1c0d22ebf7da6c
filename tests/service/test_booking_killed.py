"""Workers that are killed between a booking and its confirmation, and while they tell somebody: once, or a person sees it."""

from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.agenda.rows import RowsAppointments
from bot.booking.appointment import Appointment, Caller
from bot.booking.outcomes import Booked, Held
from bot.knowledge.live import LiveKnowledge
from bot.queue.messages import from_json
from bot.settings import PROJECT
from bot.storage.models import AppointmentRow, Conversation, OutboundMessage
from bot.times import now
from tests.service.world import World, until
from tests.storage.desk import ROSA

LISTENING = "cesano-boscone/ti-ascolto"


@pytest.fixture
def appointments(world: World) -> RowsAppointments:
    return RowsAppointments(world.desk.database, LiveKnowledge(PROJECT / "knowledge").current)


async def rosa_holds_a_slot(world: World, appointments: RowsAppointments) -> Appointment:
    await world.desk.answers(ROSA, "buongiorno")
    await world.desk.sends_all()
    async with world.desk.database.transaction() as session:
        talk = str((await session.scalars(select(Conversation.pseudonym))).one())
    caller = Caller(talk, "m", now())
    held = await appointments.hold(caller, (await appointments.free(LISTENING, caller.now))[0])
    assert isinstance(held, Held)
    return held.hold


async def test_what_a_killed_worker_has_booked_is_confirmed_once_by_the_next(
    world: World, appointments: RowsAppointments
) -> None:
    hold = await rosa_holds_a_slot(world, appointments)

    async def books(body: dict[str, Any]) -> str:
        """As an action does it."""
        caller = Caller(body["conversation"], body["message_id"], now())
        outcome = await appointments.book(caller, hold.id, "Rosa")
        assert isinstance(outcome, Booked)
        return f"confermato {outcome.appointment.code}"

    async def is_booked() -> bool:
        async with world.desk.database.transaction() as session:
            return await session.scalar(select(AppointmentRow.status)) == "booked"

    world.gateway.acts = books
    await world.desk.receives(ROSA.says("sì, aspetta"))
    worker = world.starts_worker()
    await until(is_booked)
    await world.kills(worker)
    assert await world.read_by(ROSA) == ["buongiorno"]
    world.gateway.may_go_on.set()
    world.starts_worker()

    await world.reads(ROSA, "buongiorno", f"confermato {hold.code}")
    assert len(world.gateway.heard) == 2
    async with world.desk.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(AppointmentRow)) == 1


async def test_a_notice_goes_out_once_though_workers_are_killed_before_and_while_they_send_it(
    world: World, appointments: RowsAppointments
) -> None:
    await rosa_holds_a_slot(world, appointments)
    async with world.desk.database.transaction() as session:
        await session.execute(update(AppointmentRow).values(held_until=now()))
    killed = world.starts_worker(provider="deadly")
    await world.ends(killed)
    for _ in range(2):
        world.starts_worker(provider="taking")
    await until(world.is_done)

    async with world.desk.database.transaction() as session:
        notices = select(OutboundMessage).where(OutboundMessage.author == "notice")
        (notice,) = (await session.scalars(notices)).all()
    assert from_json(notice.body).text.startswith("È passato il tempo")
    # It was in the provider's hands when the worker died: not repeated, but a person sees it.
    assert notice.status == "unknown"
    assert await world.desk.alerts() == ["unknown"]


async def test_workers_tell_what_is_due_by_themselves(world: World, appointments: RowsAppointments) -> None:
    await rosa_holds_a_slot(world, appointments)
    async with world.desk.database.transaction() as session:
        await session.execute(update(AppointmentRow).values(held_until=now()))
    for _ in range(3):
        world.starts_worker()

    async def is_told() -> bool:
        return len(await world.read_by(ROSA)) == 2

    await until(is_told)
    await until(world.is_done)
    told = await world.read_by(ROSA)
    assert len(told) == 2
    assert told[1].startswith("È passato il tempo")
