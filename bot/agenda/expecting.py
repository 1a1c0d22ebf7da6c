"""Desks at which somebody is still expected, whatever the knowledge base says of them."""

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.booking.appointment import TAKING
from bot.storage.models import AppointmentRow, BookingDesk

SEEN_AFTER = timedelta(days=7)
"""So long after the last appointment who came can be noted at a desk that is no more."""


async def expecting(session: AsyncSession, now: datetime) -> dict[str, int]:
    """How many appointments there are to look after, by the desk's name."""
    recent = func.upper(AppointmentRow.during) > now - SEEN_AFTER
    is_open = or_(AppointmentRow.status.in_(TAKING), AppointmentRow.untold.is_not(None))
    query = select(BookingDesk.name, func.count()).join(AppointmentRow).where(recent, is_open)
    found = await session.execute(query.group_by(BookingDesk.name).order_by(BookingDesk.name))
    return {name: count for name, count in found}
