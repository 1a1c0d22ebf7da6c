"""An agenda as it is shown: days with what is free, taken and closed, and whom somebody has to call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.agenda import diaries
from bot.agenda.mapping import appointment_of
from bot.agenda.rows import APPOINTMENTS
from bot.booking.appointment import Appointment, Place
from bot.booking.desk import Desk
from bot.booking.diary import Diary
from bot.booking.slots import Block, Series, Slot, Span, slots_on
from bot.knowledge.closures import Closure
from bot.storage.models import AppointmentRow, BookingDesk
from bot.times import before, holiday, local, moment_of

SHOWN = ("held", "booked", "came", "absent", "called_off")


@dataclass(frozen=True)
class Day:
    """`free` are the slots in which nobody comes, also those that citizens cannot book (too soon, too far)."""

    date: date
    holiday: str | None
    appointments: tuple[Appointment, ...]
    free: tuple[Slot, ...]
    blocks: tuple[Block, ...]
    closure: Closure | None = None
    """Extraordinary, of this desk or of all: entered by the operators."""


@dataclass(frozen=True)
class View:
    days: tuple[Day, ...]
    waiting: tuple[Place, ...]
    to_call: tuple[Appointment, ...]
    """Changed by the desk, and no notice reaches the citizen, or it was sent and did not arrive: somebody has to call. The same
    whichever days are shown; what is over for days is not called about any more."""
    late: tuple[Appointment, ...]
    """Who has said to be late, among the days shown, and nobody has ticked it as seen."""
    on_closed_days: tuple[Appointment, ...] = ()
    """Still to come on a day on which the desk is closed now: to be moved or called off."""


async def view(session: AsyncSession, desk: Desk, first: date, days: int, now: datetime) -> View:
    """So many days from the first on; a week is seven from its Monday."""
    start = moment_of(first, time())
    return _view(await _diary(session, desk, min(start, before(now, diaries.PAST))), first, days, now)


def _view(diary: Diary, first: date, days: int, now: datetime) -> View:
    shown = tuple(_day(diary, first + timedelta(days=ahead), now) for ahead in range(days))
    recent = [a for a in diary.appointments.values() if a.end > before(now, diaries.PAST)]
    cut_off = [a for a in recent if a.is_lost or (a.untold and _is_cut_off(diary, a))]
    late = [a for day in shown for a in day.appointments if a.late_at and not a.late_seen_at and a.status == "booked"]
    closed = [a for a in diary.appointments.values() if a.is_open(now) and diary.desk.hours.closure_on(a.slot.day)]
    return View(shown, tuple(diary.queue()), _in_order(cut_off), tuple(late), _in_order(closed))


def _is_cut_off(diary: Diary, appointment: Appointment) -> bool:
    return appointment.citizen is None or appointment.citizen in diary.mute


def _in_order(appointments: Iterable[Appointment]) -> tuple[Appointment, ...]:
    return tuple(sorted(appointments, key=lambda a: a.start))


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
    closure = diary.desk.hours.closure_on(day)
    return Day(day, holiday(day), _in_order(there), tuple(free), tuple(blocks), closure)


@dataclass(frozen=True)
class TakenSlot:
    """What operators of the municipality see: that somebody comes, and never who."""

    slot: Slot


async def taken(session: AsyncSession, desk: Desk, first: date, days: int, now: datetime) -> list[TakenSlot]:
    """The slots in which somebody comes, without names."""
    seen = await view(session, desk, first, days, now)
    there = [a for day in seen.days for a in day.appointments if a.takes_its_slot(now)]
    return [TakenSlot(appointment.slot) for appointment in there]


async def one(session: AsyncSession, desk: Desk, id: UUID) -> Appointment | None:
    """An appointment of this desk, whatever became of it and however long ago; a hold is none."""
    found = APPOINTMENTS.where(
        AppointmentRow.id == id, BookingDesk.name == desk.id, AppointmentRow.settled_at.is_not(None)
    )
    row = (await session.execute(found)).mappings().first()
    return appointment_of(row, desk.id) if row else None


async def free(session: AsyncSession, desk: Desk, now: datetime, days: int) -> list[Slot]:
    """The slots from now on in which nobody comes, for whoever writes one in by hand: no notice and no horizon bind."""
    seen = await view(session, desk, local(now).date(), days, now)
    return [slot for day in seen.days for slot in day.free if slot.start > now]


async def blocks_to_come(session: AsyncSession, desk: Desk, now: datetime) -> list[Block]:
    """Those that are not over, soonest first."""
    diary = await _diary(session, desk, now)
    return sorted((block for block in diary.blocks.values() if block.end > now), key=lambda block: block.start)


async def series_in_force(session: AsyncSession, desk: Desk, today: date, now: datetime) -> list[Series]:
    """The weekly hours added or taken that are not over, by weekday."""
    diary = await _diary(session, desk, now)
    lasting = (series for series in diary.series.values() if series.last is None or series.last >= today)
    return sorted(lasting, key=lambda series: (series.weekday, series.opens, series.first))


async def _diary(session: AsyncSession, desk: Desk, since: datetime) -> Diary:
    """Empty where nothing was ever written in it."""
    number = await diaries.number_of(session, desk)
    return Diary(desk) if number is None else (await diaries.read(session, desk, number, since)).diary
