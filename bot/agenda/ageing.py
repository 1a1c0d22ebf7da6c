"""What is long over in the diaries is deleted, with names and numbers: also of desks that give no appointments any more."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.agenda import diaries, outcomes, pressing
from bot.booking.desk import Desk
from bot.knowledge.booking_rules import KEPT_DAYS
from bot.storage.database import Database
from bot.storage.models import BookingDesk


async def forget_old(database: Database, desks: Mapping[str, Desk], now: datetime) -> None:
    """`desks`: those of the knowledge base, each with its own time; what others have left is kept as long as is usual."""
    async with database.transaction() as session:
        await outcomes.forget_old(session)
        await pressing.forget_old(session)
        known = (await session.execute(select(BookingDesk.id, BookingDesk.name).order_by(BookingDesk.id))).all()
    for number, name in known:
        desk = desks.get(name)
        kept = timedelta(days=desk.rules.kept_days if desk else KEPT_DAYS)
        async with database.transaction() as session:
            await diaries.lock_number(session, number)
            await diaries.delete_before(session, number, now - kept)
            if desk is None or desk.is_old:
                await diaries.delete_places_before(session, number, now - kept)
