"""The psychologist's desk of Borgo in the console's tests: a citizen who books, and what the agenda's pages say."""

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from secrets import token_hex

from sqlalchemy import select, update

from bot import times
from bot.agenda.rows import RowsAppointments
from bot.booking.appointment import Appointment, Caller
from bot.booking.outcomes import Booked, Held, LateNoted
from bot.booking.slots import Slot, Wish
from bot.knowledge.live import LiveKnowledge
from bot.queue.messages import from_json
from bot.storage.database import Database
from bot.storage.models import Conversation, OutboundMessage
from tests.agenda.people import RULES
from tests.folder import change

PLACE = "/agenda/borgo/ti-ascolto"
DESK = "borgo/ti-ascolto"
_ids = count(1)
_KEY = re.compile(r'name="key" value="(\w+)"')


def give_appointments(folder: Path) -> Path:
    """The knowledge with a desk that gives appointments."""
    change(folder / "borgo" / "ti-ascolto.yaml", booking={**RULES, "told_from": "00:00", "told_until": "23:59"})
    return folder


@dataclass
class Diary:
    """The desk as its citizens use it."""

    database: Database
    knowledge: LiveKnowledge

    @property
    def desk(self) -> RowsAppointments:
        return RowsAppointments(self.database, self.knowledge.current)

    async def free(self) -> list[Slot]:
        return await self.desk.free(DESK, times.now().astimezone(UTC))

    async def books(self, talk: int, slot: Slot, name: str = "Rosa Bianchi", phone: str = "333 1111111") -> Appointment:
        held = await self.desk.hold(await self.caller(talk), slot)
        assert isinstance(held, Held), held
        booked = await self.desk.book(await self.caller(talk), held.hold.id, name, phone)
        assert isinstance(booked, Booked), booked
        return booked.appointment

    async def is_late(self, talk: int, appointment: Appointment, minutes: int) -> None:
        late = await self.desk.late(await self.caller(talk), appointment.id, minutes)
        assert isinstance(late, LateNoted), late

    async def waits(self, talk: int, name: str) -> None:
        # No slot is on a Monday.
        wish = Wish(weekdays=frozenset({0}))
        await self.desk.join_waiting_list(await self.caller(talk), DESK, wish, name)

    async def is_mute(self, talk: int) -> None:
        """Nothing reaches the citizen any more."""
        async with self.database.transaction() as session:
            now = times.now()
            await session.execute(update(Conversation).where(Conversation.id == talk).values(unreachable_at=now))

    async def told(self, talk: int) -> list[tuple[str, list[str]]]:
        """What the citizen was told unasked, with what can be pressed."""
        query = select(OutboundMessage.body).where(OutboundMessage.conversation_id == talk)
        async with self.database.transaction() as session:
            bodies = await session.scalars(query.where(OutboundMessage.author == "notice").order_by(OutboundMessage.id))
            replies = [from_json(body) for body in bodies]
        return [(reply.text, [option.label for option in reply.options]) for reply in replies]

    async def all(self) -> list[Appointment]:
        return [a for a in (await self.desk.diary(DESK)).appointments.values() if a.settled_at]

    async def caller(self, talk: int) -> Caller:
        async with self.database.transaction() as session:
            pseudonym = await session.scalar(select(Conversation.pseudonym).where(Conversation.id == talk))
        return Caller(str(pseudonym), f"d{next(_ids)}", times.now())


def key() -> str:
    return token_hex(16)


def key_in(page: str) -> str:
    found = _KEY.search(page)
    assert found
    return found.group(1)


def words_of(page: str) -> str:
    """What is read on a page's main part."""
    main = page.split("<main", 1)[-1]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def day_of(slot: Slot) -> str:
    return slot.day.isoformat()


def later(moment: datetime, **span: float) -> timedelta:
    """How far the console's clock has to be put ahead to show so much after this moment."""
    return moment + timedelta(**span) - times.now()
