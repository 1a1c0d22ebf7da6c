"""A desk's diary: who comes when, what is closed, who waits. What is done with it: `asking`, `keeping`, `passing`."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from bot.booking.appointment import Appointment, Place, as_code
from bot.booking.desk import Desk
from bot.booking.slots import Block, Series, Slot, free_slots, nearest

OTHERS = 3
"""Slots offered in place of one that is taken: what fits under a message."""
NoticeKind = Literal[
    "hold_over", "move_over", "hold_lost", "offer", "offer_over", "waiting_over", "reminder", "called_off", "moved"
]
"""`hold_over` and `move_over`: not used in time, for a new appointment or to move one. `hold_lost`: closed by the desk."""


@dataclass(frozen=True)
class Notice:
    """Something that a citizen is to be told without having asked."""

    kind: NoticeKind
    citizen: str
    desk: str
    appointment: Appointment | None = None
    slots: tuple[Slot, ...] = ()


@dataclass
class Diary:
    """As it is now; kept and read as a whole, by one at a time."""

    desk: Desk
    appointments: dict[UUID, Appointment] = field(default_factory=dict)
    blocks: dict[UUID, Block] = field(default_factory=dict)
    series: dict[UUID, Series] = field(default_factory=dict)
    places: dict[UUID, Place] = field(default_factory=dict)
    mute: frozenset[str] = frozenset()
    """Citizens who cannot be told anything, or want no notices."""
    notices: list[Notice] = field(default_factory=list)

    def put(self, appointment: Appointment) -> Appointment:
        self.appointments[appointment.id] = appointment
        return appointment

    def free(self, now: datetime, but: UUID | None = None) -> list[Slot]:
        """What a citizen may book; `but` is an appointment or hold that does not count."""
        taken = [a for a in self.appointments.values() if a.takes_its_slot(now) and a.id != but]
        return free_slots(self.desk, now, [*taken, *self.blocks.values()], list(self.series.values()))

    def others(self, slot: Slot, now: datetime) -> tuple[Slot, ...]:
        return nearest((free for free in self.free(now) if free != slot), slot.start, OTHERS)

    def open_of(self, citizen: str, now: datetime) -> tuple[Appointment, ...]:
        """The citizen's appointments to come, soonest first."""
        found = (a for a in self.appointments.values() if a.citizen == citizen and a.is_open(now))
        return tuple(sorted(found, key=lambda a: a.start))

    def hold_of(self, citizen: str) -> Appointment | None:
        found = (a for a in self.appointments.values() if a.citizen == citizen and a.status == "held")
        return next(found, None)

    def place_of(self, citizen: str) -> Place | None:
        return next((place for place in self.places.values() if place.citizen == citizen), None)

    def queue(self) -> list[Place]:
        """Who waits, in order."""
        return sorted(self.places.values(), key=lambda place: place.joined_at)

    def find(self, which: UUID | str, citizen: str, now: datetime) -> Appointment | None:
        """An open appointment: the citizen's own by its id, or anybody's by its code."""
        match which:
            case UUID():
                found = self.appointments.get(which)
                return found if found and found.citizen == citizen and found.is_open(now) else None
            case code:
                letters = as_code(code)
                return next((a for a in self.appointments.values() if a.code == letters and a.is_open(now)), None)

    def let_go(self, hold: Appointment, status: Literal["released", "expired"]) -> None:
        """The slot is free again; what was offered is not offered to the same citizen twice."""
        self.put(replace(hold, status=status, held_until=None))
        place = self.place_of(hold.citizen) if hold.is_offered and hold.citizen else None
        if place:
            self.places[place.id] = replace(place, passed=place.passed | {hold.start})

    def tell(self, kind: NoticeKind, about: Appointment, slots: tuple[Slot, ...] = ()) -> None:
        if about.citizen:
            self.notices.append(Notice(kind, about.citizen, self.desk.id, about, slots))
