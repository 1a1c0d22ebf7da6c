"""Appointments that are real: each request is one short transaction under its desk's lock, committed before it is answered."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.agenda import diaries, outcomes
from bot.agenda.mapping import NOTICE_STATUS, appointment_of
from bot.agenda.telling import tell
from bot.booking import waiting
from bot.booking.appointment import Appointment, Caller, Which, as_code
from bot.booking.clerk import Clerk, Result
from bot.booking.desk import Desk, desks_of
from bot.booking.diary import Diary
from bot.booking.passing import let_expire
from bot.errors import NoSuchDesk, NoSuchTalk
from bot.knowledge.base import Knowledge
from bot.storage.database import Database
from bot.storage.insisting import insist
from bot.storage.models import AppointmentRow, BookingDesk, Conversation, OutboundMessage

PATIENCE = timedelta(seconds=5)
"""How long a request waits for a database that is away; the turn is tried again anyway."""


class RowsAppointments(Clerk):
    """The diaries in the database; desks and words are those of the knowledge base as it is now."""

    def __init__(self, database: Database, knowledge: Callable[[], Knowledge]) -> None:
        self._database = database
        self._knowledge = knowledge

    def desk(self, id: str) -> Desk:
        """Raises `NoSuchDesk`."""
        found = desks_of(self._knowledge()).get(id)
        if found is None:
            raise NoSuchDesk(id)
        return found

    async def diary(self, desk: str, now: datetime | None = None) -> Diary:
        known = self.desk(desk)
        async with self._database.transaction() as session:
            number = await diaries.number_of(session, known)
            if number is None:
                return Diary(known)
            return (await diaries.read(session, known, number, now and now - diaries.PAST)).diary

    async def change(self, caller: Caller, desk: str, what: str, act: Callable[[Diary], Result]) -> Result:
        known = self.desk(desk)

        async def write(session: AsyncSession) -> Result:
            return await self._change(session, caller, known, what, act)

        # A commit whose answer was lost is tried again, and finds its own outcome.
        return await insist(self._database.transaction, write, PATIENCE)

    async def _change(
        self, session: AsyncSession, caller: Caller, desk: Desk, what: str, act: Callable[[Diary], Result]
    ) -> Result:
        conversation_id = await _conversation(session, caller.citizen)
        number = await diaries.lock(session, desk)
        if before := await outcomes.known(session, conversation_id, caller.message_id, what):
            return cast(Result, before)
        opened = await diaries.read(session, desk, number, caller.now - diaries.PAST)
        opened.conversations[caller.citizen] = conversation_id
        let_expire(opened.diary, caller.now, asking=caller.citizen)
        outcome = act(opened.diary)
        waiting.offer(opened.diary, caller.now, but=caller.citizen)
        await diaries.write(session, opened)
        await tell(session, opened, self._knowledge().phrases.notices)
        await outcomes.keep(session, conversation_id, caller, what, outcome)
        return outcome

    async def own(self, citizen: str, now: datetime) -> list[Appointment]:
        found = (a for a in await self._of(citizen) if a.is_open(now))
        return sorted(found, key=lambda a: a.start)

    async def held(self, citizen: str, now: datetime) -> Appointment | None:
        holds = (a for a in await self._of(citizen) if a.status == "held")
        return next((h for h in holds if h.held_until and now < h.held_until), None)

    async def _of(self, citizen: str) -> list[Appointment]:
        mine = Conversation.pseudonym == _pseudonym(citizen)
        async with self._database.transaction() as session:
            rows = await session.execute(APPOINTMENTS.where(mine))
            return [_appointment(row) for row in rows.mappings()]

    async def find(self, code: str, now: datetime) -> Appointment | None:
        async with self._database.transaction() as session:
            found = await appointment_with(session, code)
        return found if found and found.is_open(now) else None

    async def desk_of(self, which: Which) -> str | None:
        column = AppointmentRow.id == which if isinstance(which, UUID) else AppointmentRow.code == as_code(which)
        async with self._database.transaction() as session:
            return await session.scalar(select(BookingDesk.name).join(AppointmentRow).where(column))


APPOINTMENTS = (
    select(*AppointmentRow.__table__.columns, Conversation.pseudonym, BookingDesk.name.label("desk"), NOTICE_STATUS)
    .join(BookingDesk)
    .outerjoin(Conversation)
    .outerjoin(OutboundMessage, OutboundMessage.id == AppointmentRow.notice)
)


async def appointment_with(session: AsyncSession, code: str) -> Appointment | None:
    """The appointment with this code, however it was written, and whatever became of it."""
    row = (await session.execute(APPOINTMENTS.where(AppointmentRow.code == as_code(code)))).mappings().first()
    return _appointment(row) if row else None


def _appointment(row: RowMapping) -> Appointment:
    return appointment_of(row, row["desk"])


def _pseudonym(citizen: str) -> UUID:
    try:
        return UUID(citizen)
    except ValueError:
        raise NoSuchTalk(citizen) from None


async def _conversation(session: AsyncSession, citizen: str) -> int:
    found = select(Conversation.id).where(Conversation.pseudonym == _pseudonym(citizen))
    id = await session.scalar(found)
    if id is None:
        raise NoSuchTalk(citizen)
    return id
