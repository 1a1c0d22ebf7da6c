"""What somebody at the desk may do with its diary. No notice, horizon or limit binds them; only that two cannot come at once."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from bot.booking.appointment import Appointment, Caller, new_code
from bot.booking.asking import moved
from bot.booking.diary import Diary
from bot.booking.outcomes import Booked, Cancelled, Moved, NotFound, Taken
from bot.booking.slots import Block, Series, Slot, Span
from bot.knowledge.closures import Closure


@dataclass(frozen=True)
class Blocked:
    """Closed; `called_off` are the appointments that fell into it: who can be told is told."""

    block: Block
    called_off: tuple[Appointment, ...]


@dataclass(frozen=True)
class ToAgree:
    """Nothing was closed: `booked` would be called off, and that has to be agreed to first."""

    booked: tuple[Appointment, ...]


@dataclass(frozen=True)
class Marked:
    appointment: Appointment


@dataclass(frozen=True)
class ClosedDay:
    """Nothing was written down: the municipality has closed the desk on that day."""

    slot: Slot
    closure: Closure


def write_down(diary: Diary, slot: Slot, name: str, phone: str, by: str, now: datetime) -> Booked | Taken | ClosedDay:
    """An appointment taken by phone; at any hour, also in a block, but not on a day of an extraordinary closure."""
    if closure := _closure_of(diary, slot):
        return ClosedDay(slot, closure)
    if _is_taken(diary, slot, now):
        return Taken(slot, diary.others(slot, now))
    new = Appointment(uuid4(), slot, "booked", new_code(), None, name, phone, settled_at=now, by=by)
    return Booked(diary.put(new))


def move(diary: Diary, id: UUID, slot: Slot, now: datetime) -> Moved | Taken | NotFound | ClosedDay:
    """The citizen is told."""
    found = _open(diary, id, now)
    if found is None:
        return NotFound()
    if closure := _closure_of(diary, slot):
        return ClosedDay(slot, closure)
    if _is_taken(diary, slot, now, but=id):
        return Taken(slot, diary.others(slot, now))
    # Nobody asks here but the desk.
    changed = moved(found, slot, Caller("", "", now))
    return Moved(diary.put(replace(changed, untold="moved")), found.slot)


def call_off(diary: Diary, id: UUID, now: datetime) -> Cancelled | NotFound:
    """The citizen is told, and offered other slots."""
    found = _open(diary, id, now)
    return Cancelled(_call_off(diary, found)) if found else NotFound()


def affected(diary: Diary, span: Span, now: datetime) -> tuple[Appointment, ...]:
    """The open appointments in a span: to be shown before it is blocked."""
    found = [a for a in diary.appointments.values() if a.is_open(now) and _overlap(a, span)]
    return tuple(sorted(found, key=lambda a: a.start))


def block(diary: Diary, block: Block, now: datetime) -> Blocked:
    """Nobody can book there any more; what was booked is called off, what was held is let go."""
    diary.blocks[block.id] = block
    for hold in [a for a in diary.appointments.values() if a.status == "held" and _overlap(a, block)]:
        is_over = not hold.takes_its_slot(now)
        diary.let_go(hold, "expired")
        if not is_over:
            diary.tell("hold_lost", hold, diary.others(hold.slot, now))
    return Blocked(block, tuple(_call_off(diary, a) for a in affected(diary, block, now)))


def block_if_agreed(diary: Diary, new: Block, agreed: Collection[UUID], now: datetime) -> Blocked | ToAgree:
    """`agreed` are the appointments that somebody has seen will be called off: one more, and it is asked again."""
    found = affected(diary, new, now)
    if any(appointment.id not in agreed for appointment in found):
        return ToAgree(found)
    return block(diary, new, now)


def unblock(diary: Diary, id: UUID) -> bool:
    """Whether there was such a block; what was called off for it stays so."""
    return diary.blocks.pop(id, None) is not None


def add_series(diary: Diary, series: Series) -> None:
    """Appointments in hours that are taken away stay, until somebody calls them off."""
    diary.series[series.id] = series


def end_series(diary: Diary, id: UUID) -> bool:
    return diary.series.pop(id, None) is not None


def mark(diary: Diary, id: UUID, what: Literal["came", "absent", "booked"]) -> Marked | NotFound:
    """Whether somebody came; "booked" takes a mistake back."""
    found = diary.appointments.get(id)
    if found is None or found.status not in ("booked", "came", "absent"):
        return NotFound()
    return Marked(diary.put(replace(found, status=what)))


def told_by_phone(diary: Diary, id: UUID) -> Marked | NotFound:
    """Somebody has called the citizen whom no notice reaches, or whose notice did not arrive."""
    found = diary.appointments.get(id)
    return Marked(diary.put(found.known())) if found else NotFound()


def seen_late(diary: Diary, id: UUID, now: datetime) -> Marked | NotFound:
    """Somebody has read that the citizen comes late; whoever writes so again is on the list again."""
    found = diary.appointments.get(id)
    if found is None or found.late_at is None:
        return NotFound()
    return Marked(diary.put(replace(found, late_seen_at=now)))


def _call_off(diary: Diary, found: Appointment) -> Appointment:
    return diary.put(replace(found.known(), status="called_off", sequence=found.sequence + 1, untold="called_off"))


def _open(diary: Diary, id: UUID, now: datetime) -> Appointment | None:
    found = diary.appointments.get(id)
    return found if found and found.is_open(now) else None


def _closure_of(diary: Diary, slot: Slot) -> Closure | None:
    return diary.desk.hours.closure_on(slot.day)


def _is_taken(diary: Diary, slot: Slot, now: datetime, but: UUID | None = None) -> bool:
    return any(slot.overlaps(a) for a in diary.appointments.values() if a.takes_its_slot(now) and a.id != but)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
