"""A talk's messages as the database keeps them; the words of one whose key is lost are none."""

from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.encrypted import legible
from bot.storage.models import InboundMessage, OutboundMessage, Staff, StaffReply


def _messages(talk_id: int) -> Any:
    """The citizen's."""
    kept = InboundMessage
    columns = (kept.id, kept.number, kept.received_at, kept.kind, kept.turn, kept.status)
    had = (kept.text.is_not(None).label("had_text"), kept.payload.is_not(None).label("had_payload"))
    return select(*columns, legible(kept.text), legible(kept.payload), *had).where(kept.conversation_id == talk_id)


async def heard(session: AsyncSession, talk_id: int, after: int, before: int) -> list[Any]:
    between = _messages(talk_id).where(InboundMessage.number > after, InboundMessage.number < before)
    return list((await session.execute(between)).all())


async def asked_before(session: AsyncSession, talk_id: int, told: list[Any], least: int) -> list[Any]:
    """What stands before the page, and is answered on it."""
    ids = {id for row in told for id in row.in_reply_to}
    query = _messages(talk_id).where(InboundMessage.id.in_(ids), InboundMessage.number <= least)
    return list((await session.execute(query)).all()) if ids else []


async def told(session: AsyncSession, talk_id: int, after: int, before: int) -> list[Any]:
    said_by = and_(StaffReply.conversation_id == talk_id, StaffReply.number == OutboundMessage.number)
    kept = OutboundMessage
    columns = (
        kept.id,
        kept.number,
        kept.author,
        kept.created_at,
        kept.in_reply_to,
        kept.status,
        kept.error,
        kept.urgent,
    )
    query = select(*columns, legible(kept.body), Staff.name).outerjoin(StaffReply, said_by)
    query = query.outerjoin(Staff, Staff.id == StaffReply.staff_id).where(OutboundMessage.conversation_id == talk_id)
    between = query.where(OutboundMessage.number > after, OutboundMessage.number < before)
    return list((await session.execute(between)).all())
