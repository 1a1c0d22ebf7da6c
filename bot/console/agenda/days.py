"""A day of the agenda as a page shows it: what is free, taken, closed, one below the other."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.agenda.view import Day
from bot.booking.appointment import Appointment
from bot.booking.slots import Block, Slot
from bot.knowledge.closures import Closure
from bot.times import local, moment_of

Kind = Literal["free", "held", "booked", "came", "absent", "called_off", "taken", "closed"]


@dataclass(frozen=True)
class Entry:
    """`appointment` where somebody comes and the reader may know who; `slot` where it is free."""

    kind: Kind
    start: datetime
    end: datetime
    appointment: Appointment | None = None
    slot: Slot | None = None
    block: Block | None = None
    closure: Closure | None = None

    @property
    def is_whole_day(self) -> bool:
        return self.end - self.start >= timedelta(hours=23)


@dataclass(frozen=True)
class ShownDay:
    date: date
    holiday: str | None
    entries: tuple[Entry, ...]
    is_today: bool
    coming: int
    """How many come, or came."""


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def shown(day: Day, now: datetime, *, with_names: bool) -> ShownDay:
    free = (Entry("free", slot.start, slot.end, slot=slot) for slot in day.free if slot.end > now)
    closed = [_closed(block, day.date) for block in day.blocks]
    if day.closure:
        closed.append(Entry("closed", *_whole(day.date), closure=day.closure))
    people = _with_names(day) if with_names else _without_names(day, now)
    entries = sorted([*free, *closed, *people], key=lambda entry: (entry.start, entry.kind != "closed", entry.end))
    coming = sum(entry.kind in ("booked", "came", "absent", "taken") for entry in entries)
    return ShownDay(day.date, day.holiday, tuple(entries), day.date == local(now).date(), coming)


def _with_names(day: Day) -> list[Entry]:
    return [Entry(_kind(a), a.start, a.end, appointment=a) for a in day.appointments]


def _without_names(day: Day, now: datetime) -> list[Entry]:
    """Nor can be told whether somebody came, or is still thinking about it."""
    return [Entry("taken", a.start, a.end) for a in day.appointments if a.takes_its_slot(now)]


def _kind(appointment: Appointment) -> Kind:
    match appointment.status:
        case "held" | "booked" | "came" | "absent" | "called_off" as kind:
            return kind
        case other:
            raise AssertionError(other)


def _whole(day: date) -> tuple[datetime, datetime]:
    return moment_of(day, time()), moment_of(day, time.max)


def _closed(block: Block, day: date) -> Entry:
    """What of the block lies in this day."""
    start, end = _whole(day)
    return Entry("closed", max(block.start, start), min(block.end, end), block=block)
