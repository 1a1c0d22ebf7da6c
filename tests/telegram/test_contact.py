"""A number asked for while an appointment is made: the button that sends it, whose it is, and what stays on the screen afterwards."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta

import pytest

from bot.booking.appointment import Appointment
from bot.booking.desk import desks_of
from bot.booking.memory import MemoryAppointments
from bot.brain.client import BrainReply, Message
from bot.channels.account_settings import load_accounts
from bot.channels.telegram.channel import telegram_channel
from bot.dialogue.booking.secretary import Secretary
from bot.dialogue.understanding import Understanding
from bot.knowledge.live import LiveKnowledge
from bot.queue.pace import Pace
from bot.settings import PROJECT, load_settings
from bot.storage.database import Database
from bot.times import now
from bot.worker.staff import make_worker
from tests.booking.script import Talk
from tests.cast import asks
from tests.service.world import until
from tests.telegram.citizens import ROSA, UGO, Phone, Update
from tests.telegram.door import Door
from tests.telegram.fake import TOKEN, FakeTelegram

KNOWLEDGE = LiveKnowledge(PROJECT / "knowledge")
SHARE = {"text": "Mando il mio numero", "request_contact": True}
ODD = Understanding("out_of_scope", 0.6, (("", 0.9),))


@dataclass
class Brain:
    """The booking dialogue in place of the brain, which hears "prenoto" and nothing else."""

    appointments: MemoryAppointments
    talks: dict[str, Talk] = field(default_factory=dict)

    async def booked(self) -> Appointment:
        """By the one citizen there is."""
        [citizen] = self.talks
        [booked] = await self.appointments.own(citizen, now())
        return booked

    async def turn(self, message: Message) -> BrainReply:
        secretary = Secretary(self.appointments)
        new = Talk(message.conversation, secretary, KNOWLEDGE.current(), message.phone, message.can_share_phone)
        talk = self.talks.setdefault(message.conversation, new)
        said = message.text or message.payload or ""
        reading = asks("ti-ascolto", act="book") if "prenoto" in said else ODD
        decision = await talk.says(said, Understanding("press") if message.payload else reading, message.at)
        return BrainReply(
            [asdict(reply) for reply in decision.replies],
            decision.reasons(),
            {"intent": reading.act, "confidence": 0.9},
        )


@dataclass
class Chat:
    """A citizen and what is on the screen."""

    phone: Phone
    door: Door
    telegram: FakeTelegram

    async def sends(self, update: Update, answer: str) -> None:
        """Until this is answered."""
        said = self.telegram.said[self.phone.chat]
        before = len(said)

        async def is_answered() -> bool:
            return len(said) > before and answer in said[-1]

        await self.door.brings(update)
        await until(is_answered, lambda: f"read: {said}")

    async def asks_for_the_name(self) -> None:
        await self.sends(self.phone.says("prenoto"), "Quale preferisce?")
        (_, first), *_ = self.telegram.shown[self.phone.chat][-6:]
        await self.sends(self.phone.presses(first), "Mi scriva nome e cognome.")

    @property
    def keys(self) -> list[dict[str, object]]:
        return self.telegram.keys[self.phone.chat]


@pytest.fixture
def brain() -> Brain:
    return Brain(MemoryAppointments(lambda: desks_of(KNOWLEDGE.current())))


@pytest.fixture
async def rosa(door: Door, telegram: FakeTelegram, database: Database, brain: Brain) -> AsyncIterator[Chat]:
    async with working(telegram, database, brain):
        yield Chat(ROSA, door, telegram)


@asynccontextmanager
async def working(telegram: FakeTelegram, database: Database, brain: Brain) -> AsyncIterator[None]:
    settings, stop = load_settings(telegram_token=TOKEN, telegram_api_url=telegram.url), asyncio.Event()
    async with telegram_channel(settings, load_accounts(settings).telegram, KNOWLEDGE) as channel:
        pace = Pace(pause=timedelta(0))
        worker = make_worker(database, KNOWLEDGE, brain, pace, {"telegram": channel})
        working = asyncio.create_task(worker.run(stop))
        yield
        stop.set()
        await working


async def test_the_number_of_the_telephone_in_hand_is_a_press_away_and_is_the_appointments(
    rosa: Chat, brain: Brain
) -> None:
    await rosa.asks_for_the_name()
    assert rosa.keys == [SHARE, {"text": "Cambio orario"}, {"text": "Annulla"}]

    await rosa.sends(ROSA.shares("393331234567"), "ho segnato il numero")
    await rosa.sends(ROSA.says("Rosa Bianchi"), "telefono +393331234567")
    await rosa.sends(ROSA.says("sì"), "codice")

    kept = await brain.booked()
    assert (kept.name, kept.phone) == ("Rosa Bianchi", "+393331234567")
    assert rosa.keys == []


async def test_who_does_not_send_it_books_without(rosa: Chat, brain: Brain) -> None:
    await rosa.asks_for_the_name()
    await rosa.sends(ROSA.says("Rosa Bianchi"), "a nome di Rosa Bianchi\nConfermo?")
    await rosa.sends(ROSA.says("sì"), "codice")

    kept = await brain.booked()
    assert not kept.phone
    assert rosa.keys == []


async def test_another_persons_contact_is_not_taken_as_the_citizens(
    rosa: Chat,
) -> None:
    await rosa.asks_for_the_name()
    await rosa.sends(ROSA.shares("+393339999999", of=UGO), "non riesco ad aprire i contatti")
    await rosa.sends(ROSA.says("Rosa Bianchi"), "a nome di Rosa Bianchi\nConfermo?")


async def test_the_other_keys_do_what_their_words_say(rosa: Chat) -> None:
    await rosa.asks_for_the_name()
    await rosa.sends(ROSA.says("Cambio orario"), "Ecco altri posti liberi")


async def test_the_buttons_words_typed_ask_for_the_name_again(rosa: Chat) -> None:
    await rosa.asks_for_the_name()
    await rosa.sends(ROSA.says("Mando il mio numero"), "Mi scriva nome e cognome.")

    assert rosa.keys[0] == SHARE
