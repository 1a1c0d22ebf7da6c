"""A diary's entries as rows, and back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, get_args

from pydantic import TypeAdapter
from sqlalchemy import RowMapping
from sqlalchemy.dialects.postgresql import Range

from bot.booking.appointment import Appointment, Place, Status, Untold
from bot.booking.slots import Block, Series, Slot, Wish
from bot.storage.models import OutboundMessage

_wishes = TypeAdapter(Wish)
SAME = (
    "id", "code", "name", "phone", "held_until", "is_offered", "sequence", "settled_at", "confirmed_at", "reminded_at",
    "late_minutes", "late_at", "late_seen_at", "by", "status", "untold", "notice",
)  # fmt: skip
"""What is called and kept alike."""
NOTICE_STATUS = OutboundMessage.status.label("notice_status")
LOST = ("failed", "unknown")


def appointment_of(row: RowMapping, desk: str) -> Appointment:
    """`row` holds the appointment's columns, the citizen's pseudonym and what became of the notice."""
    fields = {name: _in_utc(row[name]) for name in SAME}
    assert fields["status"] in get_args(Status), "CHECK"
    assert fields["untold"] is None or fields["untold"] in get_args(Untold), "CHECK"
    start, end = _span(row["during"])
    pseudonym = row["pseudonym"]
    return Appointment(
        slot=Slot(start, end, desk),
        citizen=str(pseudonym) if pseudonym else None,
        is_lost=row["notice_status"] in LOST,
        **fields,
    )


def row_of(appointment: Appointment, desk_id: int, conversations: Mapping[str, int]) -> dict[str, Any]:
    fields = {name: getattr(appointment, name) for name in SAME}
    citizen = appointment.citizen
    return {
        **fields,
        "desk_id": desk_id,
        "during": Range(appointment.start, appointment.end),
        "conversation_id": conversations[citizen] if citizen else None,
    }


def place_of(row: RowMapping, desk: str) -> Place:
    return Place(
        id=row["id"],
        desk=desk,
        citizen=str(row["pseudonym"]),
        wish=_wishes.validate_python(row["wish"]),
        joined_at=row["joined_at"].astimezone(UTC),
        name=row["name"],
        phone=row["phone"],
        passed=frozenset(moment.astimezone(UTC) for moment in row["passed"]),
    )


def place_row(place: Place, desk_id: int, conversations: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": place.id,
        "desk_id": desk_id,
        "conversation_id": conversations[place.citizen],
        "wish": _wishes.dump_python(place.wish, mode="json"),
        "joined_at": place.joined_at,
        "name": place.name,
        "phone": place.phone,
        "passed": sorted(place.passed),
    }


def block_of(row: RowMapping) -> Block:
    start, end = _span(row["during"])
    return Block(row["id"], start, end, row["by"])


def block_row(block: Block, desk_id: int) -> dict[str, Any]:
    return {"id": block.id, "desk_id": desk_id, "during": Range(block.start, block.end), "by": block.by}


SERIES = ("id", "weekday", "opens", "closes", "first", "last", "is_added")


def series_of(row: RowMapping) -> Series:
    return Series(**{name: row[name] for name in SERIES})


def series_row(series: Series, desk_id: int) -> dict[str, Any]:
    return {"desk_id": desk_id, **{name: getattr(series, name) for name in SERIES}}


def _span(during: Range[datetime]) -> tuple[datetime, datetime]:
    assert during.lower and during.upper, "never open"
    return during.lower.astimezone(UTC), during.upper.astimezone(UTC)


def _in_utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
