"""Extraordinary closures: entered and taken back at the console, read by whoever answers."""

from datetime import date

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.handover.clerk import Clerk
from bot.knowledge import closures
from bot.storage.models import Closure
from bot.storage.wakeups import CLOSURES, notify


async def enter_closure(
    session: AsyncSession,
    clerk: Clerk,
    comune: str,
    first_day: date,
    last_day: date,
    text: str = "",
    service: str | None = None,
) -> int | None:
    """Its id; none where the municipality is not the clerk's. Without a service all desks are closed, the operators too."""
    if not clerk.may_see(comune):
        return None
    values = {"comune": comune, "service": service, "first_day": first_day, "last_day": last_day, "text": text}
    row = insert(Closure).values(**values, entered_by=clerk.username).returning(Closure.id)
    id: int = (await session.execute(row)).scalar_one()
    await notify(session, CLOSURES, id)
    return id


async def remove_closure(session: AsyncSession, clerk: Clerk, id: int) -> bool:
    mine = (Closure.id == id, Closure.removed_at.is_(None), clerk.sees(Closure.comune))
    removed = update(Closure).where(*mine).values(removed_by=clerk.username, removed_at=func.now())
    if (await session.execute(removed.returning(Closure.id))).first() is None:
        return False
    await notify(session, CLOSURES, id)
    return True


async def closures_to_come(session: AsyncSession, clerk: Clerk, today: date) -> list[Closure]:
    """In force today or later, for the console; the first first."""
    query = select(Closure).where(Closure.removed_at.is_(None), Closure.last_day >= today, clerk.sees(Closure.comune))
    return list(await session.scalars(query.order_by(Closure.first_day, Closure.id)))


async def all_in_force(session: AsyncSession, today: date) -> tuple[closures.Closure, ...]:
    """Of every municipality, for the answers."""
    query = select(Closure).where(Closure.removed_at.is_(None), Closure.last_day >= today)
    found = await session.scalars(query.order_by(Closure.first_day, Closure.id))
    return tuple(closures.Closure(c.comune, c.first_day, c.last_day, c.text, c.service) for c in found)
