"""The slots of a desk: cut from its hours, and the free ones among them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from bot.booking.desk import Desk
from bot.knowledge.hours import OpeningTimes
from bot.times import local, moment_of

_TOKEN = "%Y%m%dT%H%MZ"


@dataclass(frozen=True, order=True)
class Slot:
    """A span at a desk, in UTC; the end is outside it."""

    start: datetime
    end: datetime
    desk: str

    @property
    def token(self) -> str:
        """The start as an option's payload carries it: "20261125T1500Z"."""
        return self.start.astimezone(UTC).strftime(_TOKEN)

    @property
    def day(self) -> date:
        """Of the municipality's calendar."""
        return local(self.start).date()

    @property
    def at(self) -> time:
        """What the municipality's clock shows when it begins."""
        return local(self.start).time()

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


class Span(Protocol):
    """Anything with a beginning and an end."""

    @property
    def start(self) -> datetime: ...
    @property
    def end(self) -> datetime: ...


@dataclass(frozen=True)
class Wish:
    """When somebody can come, in local days and hours, all of it inclusive; empty = any time."""

    first: date | None = None
    last: date | None = None
    weekdays: frozenset[int] = frozenset()
    """0 = Monday; empty = any."""
    not_weekdays: frozenset[int] = frozenset()
    not_days: frozenset[date] = frozenset()
    earliest: time | None = None
    latest: time | None = None
    """Of the beginning: "dopo le 18" is `earliest=18`, "alle 17" is both, "prima delle 12" is `latest=11:59`."""
    not_between: tuple[time, time] | None = None
    """From when to when a beginning does not suit; the end is outside it."""

    def is_met_by(self, slot: Slot) -> bool:
        return (
            (self.first is None or slot.day >= self.first)
            and (self.last is None or slot.day <= self.last)
            and (not self.weekdays or slot.day.weekday() in self.weekdays)
            and slot.day.weekday() not in self.not_weekdays
            and slot.day not in self.not_days
            and not (self.not_between and self.not_between[0] <= slot.at < self.not_between[1])
            and (self.earliest is None or slot.at >= self.earliest)
            and (self.latest is None or slot.at <= self.latest)
        )


ANY_TIME = Wish()


@dataclass(frozen=True)
class Block:
    """A span in which the desk sees nobody."""

    id: UUID
    start: datetime
    end: datetime
    by: str = ""


@dataclass(frozen=True)
class Series:
    """Hours of a weekday added to the desk's own or taken from them, from the first day to the last; the last may be open."""

    id: UUID
    weekday: int
    opens: time
    closes: time
    first: date
    last: date | None = None
    is_added: bool = True

    def holds_on(self, day: date) -> bool:
        return day.weekday() == self.weekday and self.first <= day and (self.last is None or day <= self.last)

    @property
    def is_of_one_day(self) -> bool:
        return self.first == self.last


def slot_at(desk: Desk, start: datetime) -> Slot:
    return Slot(start.astimezone(UTC), start.astimezone(UTC) + desk.length, desk.id)


def slot_of(desk: Desk, token: str) -> Slot | None:
    """The slot that a payload names; none where it is no moment."""
    try:
        return slot_at(desk, datetime.strptime(token, _TOKEN).replace(tzinfo=UTC))
    except ValueError:
        return None


def slots_on(desk: Desk, day: date, series: Iterable[Series] = ()) -> list[Slot]:
    """All slots of a local day, in order, taken or not; none that overlaps another."""
    holding = [each for each in series if each.holds_on(day)]
    if desk.hours.closure_on(day):
        return []
    # On a holiday only hours that somebody has added for that very day.
    added = [s for s in holding if s.is_added and (s.is_of_one_day or not desk.hours.is_holiday(day))]
    spans = [*_own_spans(desk.hours, day), *((s.opens, s.closes) for s in added)]
    away = [Slot(moment_of(day, s.opens), moment_of(day, s.closes), desk.id) for s in holding if not s.is_added]
    found: list[Slot] = []
    for opens, closes in spans:
        for slot in _cut(desk, moment_of(day, opens), moment_of(day, closes)):
            if not any(slot.overlaps(other) for other in (*found, *away)):
                found.append(slot)
    return sorted(found)


@lru_cache(maxsize=2000)
def _own_spans(hours: OpeningTimes, day: date) -> tuple[tuple[time, time], ...]:
    """Remembered, for whoever looks for a free slot looks at every day of the horizon."""
    return tuple(hours.spans_on(day))


def _cut(desk: Desk, start: datetime, end: datetime) -> Iterator[Slot]:
    step = desk.length + timedelta(minutes=desk.rules.break_minutes)
    while start + desk.length <= end:
        yield Slot(start, start + desk.length, desk.id)
        start += step


def open_days(desk: Desk, now: datetime) -> list[date]:
    """The days for which citizens may book."""
    today = local(now).date()
    return [today + timedelta(days=ahead) for ahead in range(desk.rules.horizon_days + 1)]


def free_slots(desk: Desk, now: datetime, taken: Sequence[Span], series: Sequence[Series] = ()) -> list[Slot]:
    """What a citizen may book, in order: not too soon, not too far, and nothing of it taken or closed."""
    if desk.is_old:
        return []
    soonest = now.astimezone(UTC) + timedelta(hours=desk.rules.notice_hours)
    slots = (slot for day in open_days(desk, now) for slot in slots_on(desk, day, series))
    return [slot for slot in slots if slot.start >= soonest and not any(slot.overlaps(other) for other in taken)]


def nearest(slots: Iterable[Slot], to: datetime, most: int) -> tuple[Slot, ...]:
    """The slots that begin nearest to a moment, in order of time."""
    return tuple(sorted(sorted(slots, key=lambda slot: abs(slot.start - to))[:most]))
