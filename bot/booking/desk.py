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
    is_old: bool = False
    """The knowledge base has it no more: nobody can book, and who is still expected is looked after."""

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
    return Desk(
        f"{municipality.comune.id}/{service.id}",
        service.title,
        OpeningTimes(
            expression,
            municipality.comune.patron_saint,
            closures_of(closures, municipality.comune.id, service.id),
        ),
        rules,
        _place(service),
        tuple(service.contacts),
    )


def _place(service: Service) -> str:
    address = service.address
    parts = (address.place, address.street, address.city) if address else ()
    return ", ".join(part for part in parts if part)


def desks_of(knowledge: Knowledge) -> dict[str, Desk]:
    """Every desk that gives appointments, or that has given some which are still to come, by id."""
    every = ((m, service) for m in knowledge.municipalities.values() for service in m.services.values())
    found = (desk_of(m, service, knowledge.closures) for m, service in every)
    old = (old_desk(knowledge, id) for id in sorted(knowledge.old_desks))
    return {desk.id: desk for desk in (*old, *found) if desk}


def old_desk(knowledge: Knowledge, id: str) -> Desk | None:
    """One that gives no appointments any more, while somebody is still expected there: without hours, and with rules of our own,
    for the entry's are gone. What is left of the entry is told as it was."""
    if id not in knowledge.old_desks:
        return None
    comune, service = id.split("/")
    municipality = knowledge.municipalities.get(comune)
    entry = municipality.services.get(service) if municipality else None
    title = entry.title if entry else service.replace("-", " ").capitalize()
    rules = Booking.model_construct(
        length_minutes=60, horizon_days=1, notice_hours=0, change_hours=0, reminder_at=time(10), who=title, cost=""
    )
    place, contacts = (_place(entry), tuple(entry.contacts)) if entry else ("", ())
    return Desk(id, title, OpeningTimes("off"), rules, place, contacts, is_old=True)
