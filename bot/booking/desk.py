"""A desk that gives appointments by itself, made of its knowledge entry."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.knowledge.base import Knowledge, Municipality
from bot.knowledge.booking_rules import Booking
from bot.knowledge.closures import Closure, closures_of
from bot.knowledge.hours import OpeningTimes
from bot.knowledge.parts import Contact
from bot.knowledge.schema import Service
from bot.times import local, moment_of


@dataclass(frozen=True)
class Desk:
    """One desk of one municipality; `id` is "cesano-boscone/ti-ascolto"."""

    id: str
    title: str
    hours: OpeningTimes
    rules: Booking
    place: str = ""
    """Where one goes, in one line."""
    contacts: tuple[Contact, ...] = ()

    @property
    def comune(self) -> str:
        return self.id.split("/")[0]

    @property
    def service(self) -> str:
        return self.id.split("/")[1]

    @property
    def phone(self) -> str:
        """The number to call; empty where the entry has none."""
        return next((contact.phone for contact in self.contacts if contact.phone), "")

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.rules.length_minutes)

    @property
    def hold(self) -> timedelta:
        return timedelta(minutes=self.rules.hold_minutes)

    @property
    def offer(self) -> timedelta:
        return timedelta(minutes=self.rules.offer_minutes)

    def may_change(self, start: datetime, now: datetime) -> bool:
        """Whether an appointment may still be moved or cancelled without a phone call."""
        return now <= start - timedelta(hours=self.rules.change_hours)

    def is_decent_hour(self, now: datetime) -> bool:
        """Whether one may be told something that can wait."""
        return self.rules.told_from <= local(now).time() < self.rules.told_until

    def next_decent_hour(self, now: datetime) -> datetime:
        """Now, or when the next day's telling begins."""
        here = local(now)
        if self.is_decent_hour(now):
            return now
        late = here.time() >= self.rules.told_until
        return moment_of(here.date() + timedelta(days=int(late)), self.rules.told_from)

    def reminder_of(self, start: datetime) -> datetime | None:
        """When the citizen is reminded of an appointment; none where the desk does not remind."""
        at: time | None = self.rules.reminder_at
        return moment_of(local(start).date() - timedelta(days=1), at) if at else None


Desks = Callable[[], Mapping[str, Desk]]
"""The desks as the knowledge base is now."""


def desk_of(municipality: Municipality, service: Service, closures: Iterable[Closure] = ()) -> Desk | None:
    """The desk of a service, closed on the days of the closures that concern it; none where appointments are taken by people only."""
    rules = service.booking
    expression = (rules.hours if rules else None) or service.hours.by_appointment
    if not rules or not expression:
        return None
    address = service.address
    parts = (address.place, address.street, address.city) if address else ()
    return Desk(
        f"{municipality.comune.id}/{service.id}",
        service.title,
        OpeningTimes(
            expression,
            municipality.comune.patron_saint,
            closures_of(closures, municipality.comune.id, service.id),
        ),
        rules,
        ", ".join(part for part in parts if part),
        tuple(service.contacts),
    )


def desks_of(knowledge: Knowledge) -> dict[str, Desk]:
    """Every desk that gives appointments, by id."""
    every = ((m, service) for m in knowledge.municipalities.values() for service in m.services.values())
    found = (desk_of(m, service, knowledge.closures) for m, service in every)
    return {desk.id: desk for desk in found if desk}
