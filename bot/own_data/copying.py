"""All that is kept of a citizen, as JSON can hold it. What a lost key keeps from being read is null."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncSession

from bot.own_data.finding import Meant
from bot.storage.base import Base
from bot.storage.encrypted import Encrypted, legible
from bot.storage.models import (
    Alert,
    AppointmentRow,
    BookingDesk,
    BookingOutcome,
    Conversation,
    HandoverEvent,
    InboundMessage,
    Note,
    OpenQuestion,
    OutboundMessage,
    StaffReply,
    Tracker,
    TurnDecision,
    WaitingPlace,
)

OF_A_TALK: Mapping[str, type[Base]] = {
    "written_by_the_citizen": InboundMessage,
    "written_to_the_citizen": OutboundMessage,
    "replies_of_operators": StaffReply,
    "notes_of_operators": Note,
    "changes_of_hands": HandoverEvent,
    "what_the_assistant_understood": TurnDecision,
    "questions_kept_for_training": OpenQuestion,
    "alerts": Alert,
    "waiting_list": WaitingPlace,
    "answers_about_appointments": BookingOutcome,
}
"""Every table whose rows belong to a talk; who looks at it on a screen (`Looking`) is nothing of the citizen's."""
INTERNAL = frozenset(
    {
        "conversation_id",
        "address_fingerprint",
        "fence",
        "epoch",
        "due_at",
        "lease_until",
        "not_before",
        "attempts",
        "key",
    }
)
"""How the service works, and nothing about anybody."""

WRITTEN_AS_JSON = frozenset({"body", "detail", "events", "outcome"})
"""A reply, what was understood, what the brain remembers, what came of a request at a desk."""


async def copy(session: AsyncSession, meant: Meant, now: datetime) -> dict[str, Any]:
    """The talks with what belongs to each, and the appointments."""
    talks = [await _talk(session, id) for id in meant.talks]
    appointments = await _rows(session, AppointmentRow, AppointmentRow.id.in_(meant.appointments))
    desks = await _desks(session)
    return {
        "copied_at": now.isoformat(),
        "talks": talks,
        "appointments": [_at_its_desk(row, desks) for row in appointments],
    }


async def _talk(session: AsyncSession, id: int) -> dict[str, Any]:
    [talk] = await _rows(session, Conversation, Conversation.id == id)
    parts = {name: await _rows(session, m, m.__table__.c.conversation_id == id) for name, m in OF_A_TALK.items()}
    desks = await _desks(session)
    parts["waiting_list"] = [_at_its_desk(row, desks) for row in parts["waiting_list"]]
    pseudonym = select(Conversation.pseudonym).where(Conversation.id == id).scalar_subquery()
    memory = await _rows(session, Tracker, Tracker.pseudonym == pseudonym)
    return {**talk, **parts, "memory_of_the_assistant": memory}


def _at_its_desk(row: dict[str, Any], desks: Mapping[int, str]) -> dict[str, Any]:
    """With the desk's name in place of its number, which tells nobody anything."""
    return {**{name: value for name, value in row.items() if name != "desk_id"}, "desk": desks[row["desk_id"]]}


async def _desks(session: AsyncSession) -> dict[int, str]:
    found = await session.execute(select(BookingDesk.id, BookingDesk.name))
    return {id: name for id, name in found}


async def _rows(session: AsyncSession, model: type[Base], where: ColumnElement[bool]) -> list[dict[str, Any]]:
    """In the order in which they came about."""
    columns = [column for column in model.__table__.columns if column.name not in INTERNAL]
    read = [legible(column) if isinstance(column.type, Encrypted) else column for column in columns]
    has_numbers = "number" in model.__table__.columns
    order = [model.__table__.c.number] if has_numbers else list(model.__table__.primary_key)
    found = (await session.execute(select(*read).where(where).order_by(*order))).mappings()
    return [
        {name: _read(value) if name in WRITTEN_AS_JSON else _plain(value) for name, value in row.items()}
        for row in found
    ]


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime() | date():
            return value.isoformat()
        case Range():
            return {"from": _plain(value.lower), "to": _plain(value.upper)}
        case list() | tuple():
            return [_plain(each) for each in value]
        case Mapping():
            return {str(name): _plain(each) for name, each in value.items()}
        case _:
            return str(value)


def _read(text: str | None) -> Any:
    """Told as what it is; as it stands where it is no JSON after all."""
    if text is None:
        return None
    # An outcome has its kind on a line of its own (agenda/outcomes.py).
    kind, _, values = text.rpartition("\n")
    try:
        read = json.loads(values)
    except ValueError:
        return text
    return {"kind": kind, **read} if kind and isinstance(read, dict) else read
