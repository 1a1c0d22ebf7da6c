"""What a person has to see, until somebody says that it is seen."""

from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.base import AlertKind
from bot.storage.models import Alert
from bot.storage.wakeups import ALERTS, notify

ITSELF = "sportello"
"""Who acknowledges an alert that has settled itself."""


async def alert(session: AsyncSession, kind: AlertKind, conversation_id: int, number: int | None = None) -> None:
    await session.execute(insert(Alert).values(kind=kind, conversation_id=conversation_id, number=number))
    await notify(session, ALERTS, conversation_id)


async def open_alerts(session: AsyncSession) -> list[Alert]:
    """Oldest first."""
    return list(await session.scalars(select(Alert).where(Alert.acknowledged_at.is_(None)).order_by(Alert.created_at)))


async def acknowledge(session: AsyncSession, alert_id: int, by: str, now: datetime) -> None:
    """The first who acknowledges is remembered."""
    seen = update(Alert).where(Alert.id == alert_id, Alert.acknowledged_at.is_(None))
    await session.execute(seen.values(acknowledged_at=now, acknowledged_by=by))


async def settle(
    session: AsyncSession, kind: AlertKind, conversation_id: int, number: int | None, now: datetime
) -> None:
    """Takes back what has settled itself."""
    about = (Alert.kind == kind, Alert.conversation_id == conversation_id, Alert.number == number)
    open_ones = update(Alert).where(*about, Alert.acknowledged_at.is_(None))
    await session.execute(open_ones.values(acknowledged_at=now, acknowledged_by=ITSELF))


async def seen_to(session: AsyncSession, kind: AlertKind, conversation_id: int, by: str) -> None:
    """All of a kind in a talk: somebody has done what they ask for."""
    open_ones = update(Alert).where(Alert.kind == kind, Alert.conversation_id == conversation_id)
    seen = open_ones.where(Alert.acknowledged_at.is_(None)).values(acknowledged_at=func.now(), acknowledged_by=by)
    if (await session.execute(seen.returning(Alert.id))).first():
        await notify(session, ALERTS, conversation_id)
