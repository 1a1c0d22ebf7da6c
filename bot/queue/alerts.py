"""What a person has to see, until somebody says that it is seen."""

from datetime import datetime

from sqlalchemy import func, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.base import AlertKind
from bot.storage.direct import Statement, Within
from bot.storage.models import Alert
from bot.storage.wakeups import ALERTS, notify

ITSELF = "sportello"
"""Who acknowledges an alert that has settled itself."""
UNDELIVERED: tuple[AlertKind, ...] = ("failed", "unknown")
"""About a message of ours that has not arrived, or of which nobody knows."""
RAISE = Statement("INSERT INTO alert (kind, conversation_id, number) VALUES (%(kind)s, %(conversation)s, %(number)s)")
SETTLE = Statement("""
    UPDATE alert SET acknowledged_at = %(now)s, acknowledged_by = %(by)s
    WHERE kind = %(kind)s AND conversation_id = %(conversation)s AND number IS NOT DISTINCT FROM %(number)s
        AND acknowledged_at IS NULL
""")

MESSAGE_SEEN = Statement("""
    WITH seen AS (
        UPDATE alert a SET acknowledged_at = now(), acknowledged_by = %(by)s FROM outbound_message o
        WHERE o.id = %(message)s AND a.conversation_id = o.conversation_id AND a.number = o.number
            AND a.kind IN ('failed', 'unknown') AND a.acknowledged_at IS NULL
        RETURNING a.conversation_id
    )
    SELECT pg_notify('sportello_alerts', CAST(conversation_id AS text)) FROM seen
""")


async def alert(session: Within, kind: AlertKind, conversation_id: int, number: int | None = None) -> None:
    await RAISE.all(session, kind=kind, conversation=conversation_id, number=number)
    await notify(session, ALERTS, conversation_id)


async def settle(session: Within, kind: AlertKind, conversation_id: int, number: int | None, now: datetime) -> None:
    """Takes back what has settled itself."""
    await SETTLE.all(session, kind=kind, conversation=conversation_id, number=number, now=now, by=ITSELF)


async def message_seen(session: Within, message_id: int, by: str) -> None:
    """Somebody has seen to a message of ours that has not arrived."""
    await MESSAGE_SEEN.all(session, message=message_id, by=by)


async def seen_to(
    session: AsyncSession, kind: AlertKind, conversation_id: int, by: str, up_to: int | None = None
) -> None:
    """All of a kind in a talk, or those about messages up to this number: somebody has done what they ask for."""
    open_ones = update(Alert).where(Alert.kind == kind, Alert.conversation_id == conversation_id)
    if up_to is not None:
        open_ones = open_ones.where(Alert.number <= up_to)
    seen = open_ones.where(Alert.acknowledged_at.is_(None)).values(acknowledged_at=func.now(), acknowledged_by=by)
    if (await session.execute(seen.returning(Alert.id))).first():
        await notify(session, ALERTS, conversation_id)
