"""An agenda as it is shown: days with what is free, taken and closed, and whom somebody has to call."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.agenda import diaries
from bot.booking.appointment import Appointment, Place
from bot.booking.desk import Desk
from bot.booking.diary import Diary
from bot.booking.slots import Block, Slot, Span, slots_on
from bot.times import holiday, moment_of

SHOWN = ("held", "booked", "came", "absent", "called_off")


@dataclass(frozen=True)
class Day:
    """`free` are the slots in which nobody comes, also those that citizens cannot book (too soon, too far)."""

    date: date
    holiday: str | None
    appointments: tuple[Appointment, ...]
    free: tuple[Slot, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class View:
    days: tuple[Day, ...]
    waiting: tuple[Place, ...]
    to_call: tuple[Appointment, ...]
    """Changed by the desk, and no notice reaches the citizen: somebody has to call."""
    late: tuple[Appointment, ...]
    """Who has said to be late, among the days shown."""


async def view(session: AsyncSession, desk: Desk, first: date, days: int, now: datetime) -> View:
    """So many days from the first on; a week is seven from its Monday."""
    start = moment_of(first, time())
    number = await diaries.number_of(session, desk)
    opened = await diaries.read(session, desk, number, min(start, now)) if number is not None else None
    return _view(opened.diary if opened else Diary(desk), first, days, now)


def _view(diary: Diary, first: date, days: int, now: datetime) -> View:
    shown = tuple(_day(diary, first + timedelta(days=ahead), now) for ahead in range(days))
    cut_off = [a for a in diary.appointments.values() if a.untold and (a.citizen is None or a.citizen in diary.mute)]
    late = [a for day in shown for a in day.appointments if a.late_at and a.status == "booked"]
    return View(shown, tuple(diary.queue()), tuple(sorted(cut_off, key=lambda a: a.start)), tuple(late))


def _day(diary: Diary, day: date, now: datetime) -> Day:
    whole = Slot(moment_of(day, time()), moment_of(day, time.max), diary.desk.id)
    appointments = [a for a in diary.appointments.values() if a.status in SHOWN and whole.overlaps(a)]
    # A hold that is over is not there any more, though nobody may have noted it yet.
    there = [a for a in appointments if a.status != "held" or a.takes_its_slot(now)]
    blocks = sorted((b for b in diary.blocks.values() if whole.overlaps(b)), key=lambda b: b.start)
    closed: list[Span] = [*(a for a in there if a.takes_its_slot(now)), *blocks]
    free = [
        slot for slot in slots_on(diary.desk, day, diary.series.values()) if not any(slot.overlaps(c) for c in closed)
    ]
    return Day(day, holiday(day), tuple(sorted(there, key=lambda a: a.start)), tuple(free), tuple(blocks))


@dataclass(frozen=True)
class TakenSlot:
    """What operators of the municipality see: that somebody comes, and never who."""

    slot: Slot


async def taken(session: AsyncSession, desk: Desk, first: date, days: int, now: datetime) -> list[TakenSlot]:
    """The slots in which somebody comes, without names."""
    seen = await view(session, desk, first, days, now)
    there = [a for day in seen.days for a in day.appointments if a.takes_its_slot(now)]
    return [TakenSlot(appointment.slot) for appointment in there]
