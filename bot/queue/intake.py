"""One process at a time looks through a provider's list for what an outage has kept from us; how far it is known to be complete."""

from datetime import datetime, timedelta

from sqlalchemy import func, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.models import Intake

LEASE = timedelta(minutes=5)
"""Longer than a look may take."""
# The first look of all finds nothing to take in: what was sent before this service was there is not ours to answer.
BEGIN = text("""
    INSERT INTO intake (channel_account, complete_until) VALUES (:account, :now) ON CONFLICT DO NOTHING
""")
TAKE = text("""
    UPDATE intake SET lease_until = now() + :lease
    WHERE channel_account = :account AND (lease_until IS NULL OR lease_until <= now())
    RETURNING complete_until
""")


async def begin_look(session: AsyncSession, account: str, now: datetime) -> datetime | None:
    """Since when messages may be missing; none where another process is looking. Commit before the provider is called."""
    await session.execute(BEGIN, {"account": account, "now": now})
    since: datetime | None = await session.scalar(TAKE, {"account": account, "lease": LEASE})
    return since


async def end_look(session: AsyncSession, account: str, complete_until: datetime | None) -> None:
    """Complete until then; none = the look has failed, and another may begin."""
    known = func.coalesce(func.greatest(Intake.complete_until, complete_until), Intake.complete_until)
    row = update(Intake).where(Intake.channel_account == account)
    await session.execute(row.values(complete_until=known, lease_until=None))
