"""A line for each time that a talk changes hands, or a cry for help comes; the figures of a day are counted from them."""

from bot.storage.base import HandoverKind
from bot.storage.direct import Statement, Within

RECORD = Statement("""
    INSERT INTO handover_event (conversation_id, comune, kind, staff, other)
    SELECT id, comune, %(kind)s, %(staff)s, %(other)s FROM conversation WHERE id = %(id)s
""")


async def record(
    session: Within, conversation_id: int, kind: HandoverKind, staff: str | None = None, other: str | None = None
) -> None:
    """`staff` is who did it, `other` the colleague on the other side."""
    await RECORD.all(session, id=conversation_id, kind=kind, staff=staff, other=other)
