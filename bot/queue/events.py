"""A line for each time that a talk changes hands, or a cry for help comes; the figures of a day are counted from them."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.base import HandoverKind

RECORD = text("""
    INSERT INTO handover_event (conversation_id, comune, kind, staff, other)
    SELECT id, comune, :kind, :staff, :other FROM conversation WHERE id = :id
""")


async def record(
    session: AsyncSession, conversation_id: int, kind: HandoverKind, staff: str | None = None, other: str | None = None
) -> None:
    """`staff` is who did it, `other` the colleague on the other side."""
    values = {"id": conversation_id, "kind": kind, "staff": staff, "other": other}
    await session.execute(RECORD, values)
