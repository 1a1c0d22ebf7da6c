"""The secret addresses at which calendar programs read a desk's agenda: made, known again by their hash, revoked."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.agenda import diaries
from bot.agenda.mapping import appointment_of
from bot.agenda.rows import APPOINTMENTS
from bot.booking.appointment import Appointment
from bot.booking.desk import Desk
from bot.storage.models import AgendaFeed, AppointmentRow, BookingDesk

SHOWN = timedelta(days=60)
"""How much of the past a feed holds."""


async def open_feed(session: AsyncSession, desk: Desk, by: str) -> tuple[UUID, str]:
    """The feed's id and its secret, which nobody is told again."""
    secret, id = secrets.token_urlsafe(32), uuid4()
    number = await diaries.lock(session, desk)
    session.add(AgendaFeed(id=id, desk_id=number, hash=_hash(secret), by=by))
    await session.flush()
    return id, secret


async def feeds(session: AsyncSession, desk: Desk) -> list[AgendaFeed]:
    """Those in use, oldest first."""
    of_desk = select(AgendaFeed).join(BookingDesk).where(BookingDesk.name == desk.id, AgendaFeed.revoked_at.is_(None))
    return list(await session.scalars(of_desk.order_by(AgendaFeed.created_at)))


async def revoke(session: AsyncSession, desk: Desk, id: UUID, now: datetime) -> bool:
    """Whether there was such a feed of this desk; its address leads nowhere from now on."""
    of_desk = select(BookingDesk.id).where(BookingDesk.name == desk.id).scalar_subquery()
    mine = (AgendaFeed.id == id, AgendaFeed.desk_id == of_desk, AgendaFeed.revoked_at.is_(None))
    found = update(AgendaFeed).where(*mine).values(revoked_at=now).returning(AgendaFeed.id)
    return await session.scalar(found) is not None


async def appointments_of(session: AsyncSession, secret: str, now: datetime) -> list[Appointment] | None:
    """What the feed with this secret shows; none where there is no such feed, or no more."""
    mine = (AgendaFeed.hash == _hash(secret), AgendaFeed.revoked_at.is_(None))
    number = await session.scalar(select(AgendaFeed.desk_id).where(*mine))
    if number is None:
        return None
    recent = func.upper(AppointmentRow.during) > now - SHOWN
    rows = await session.execute(APPOINTMENTS.where(AppointmentRow.desk_id == number, recent))
    found = [appointment_of(row, row["desk"]) for row in rows.mappings()]
    return sorted((a for a in found if a.status in ("booked", "came", "absent")), key=lambda a: a.start)


def _hash(secret: str) -> bytes:
    """Enough for a secret that nobody can guess; it is compared by the index."""
    return sha256(secret.encode()).digest()
