"""Whoever deals with the desk of Borgo in these tests: citizens, and the clock."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from bot.booking.appointment import Appointment, Caller
from bot.booking.appointments import Appointments
from bot.booking.desk import Desk, desk_of
from bot.booking.outcomes import Booked, Held, Outcome
from bot.booking.slots import Slot, slot_at
from bot.knowledge.base import Knowledge, Municipality
from bot.knowledge.schema import Service
from bot.queue.messages import from_json
from bot.storage.database import Database
from bot.storage.models import Conversation, OutboundMessage
from bot.times import ROME
from tests.cast import BORGO, KNOWLEDGE, LISTENING, WEDNESDAY

_ids = count(1)
RULES = {
    "length_minutes": 60,
    "horizon_days": 14,
    "notice_hours": 12,
    "change_hours": 12,
    "offer_minutes": 60,
    "reminder_at": "10:00",
    "who": "la psicologa",
    "cost": "Il primo colloquio è gratuito.",
}


def knowledge_with(**rules: Any) -> Knowledge:
    """Borgo's psychologist gives appointments: Wednesday and Friday from 16 to 20, Saturday from 8 to 13."""
    service = Service.model_validate({**LISTENING.model_dump(), "booking": {**RULES, **rules}})
    borgo = Municipality(BORGO.comune, {**BORGO.services, service.id: service})
    return replace(KNOWLEDGE, municipalities={**KNOWLEDGE.municipalities, "borgo": borgo})


def desk_with(**rules: Any) -> Desk:
    borgo = knowledge_with(**rules).municipalities["borgo"]
    desk = desk_of(borgo, borgo.services["ti-ascolto"])
    assert desk
    return desk


DESK = desk_with()


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A local moment of 2026; the 27th of November is a Friday."""
    return datetime(2026, month, day, hour, minute, tzinfo=ROME).astimezone(UTC)


def slot(day: int, hour: int, month: int = 11) -> Slot:
    return slot_at(DESK, at(day, hour, month=month))


FRIDAY_AT_4, FRIDAY_AT_5, SATURDAY_AT_9 = slot(27, 16), slot(27, 17), slot(28, 9)


@dataclass
class Clock:
    now: datetime = WEDNESDAY

    def passes(self, **time: float) -> None:
        self.now = self.now.astimezone(UTC) + timedelta(**time)


@dataclass(frozen=True)
class Person:
    """A citizen at the desk; every request is a new message, unless the test names it."""

    citizen: str
    name: str
    desk: Appointments
    clock: Clock

    def asks(self, message_id: str = "") -> Caller:
        return Caller(self.citizen, message_id or f"b{next(_ids)}", self.clock.now)

    async def free(self) -> list[Slot]:
        return await self.desk.free(DESK.id, self.clock.now)

    async def holds(self, slot: Slot) -> Outcome:
        return await self.desk.hold(self.asks(), slot)

    async def books(self, slot: Slot) -> Appointment:
        """From the first word to the appointment."""
        held = await self.holds(slot)
        assert isinstance(held, Held), held
        booked = await self.desk.book(self.asks(), held.hold.id, self.name)
        assert isinstance(booked, Booked), booked
        return booked.appointment

    async def own(self) -> list[Appointment]:
        return await self.desk.own(self.citizen, self.clock.now)


async def notices(database: Database) -> list[tuple[str, str]]:
    """What citizens were told without having asked: whose, and what."""
    async with database.transaction() as session:
        query = select(Conversation.address, OutboundMessage.body).join(Conversation)
        rows = await session.execute(query.where(OutboundMessage.author == "notice").order_by(OutboundMessage.id))
        return [(address, from_json(body).text) for address, body in rows]
