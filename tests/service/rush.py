"""Citizens on WhatsApp who all want to book at once: each reads what comes, and answers as people do."""

import asyncio
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count

from bot.knowledge.live import LiveKnowledge
from bot.settings import PROJECT
from tests.whatsapp.fake_twilio import Caller, FakeTwilio

PHRASES = LiveKnowledge(PROJECT / "knowledge").current().booking
FIRST_WORDS = (
    "vorrei prenotare un colloquio con la psicologa",
    "buongiorno, c'è posto dalla psicologa?",
    "prenoto un appuntamento per lo sportello Ti ascolto, il primo buco",
    "salve vorrei un appuntamento con la psicologa per sabato mattina",
    "posso prenotare un colloquio psicologico per venerdì pomeriggio?",
)
_SLOT = re.compile(r"^(\d)\. \w{3} \d+ \w{3} ore ", re.MULTILINE)


@dataclass
class Rush:
    """What Twilio was given, sorted by who reads it; a citizen waits for the next."""

    twilio: FakeTwilio
    patience_seconds: float
    sorted: int = 0
    unread: dict[str, asyncio.Queue[str]] = field(default_factory=lambda: defaultdict(asyncio.Queue))
    read: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    async def sort_messages(self) -> None:
        while True:
            for fields in self.twilio.taken[self.sorted :]:
                self.unread[fields["To"]].put_nowait(fields["Body"])
                self.sorted += 1
            await asyncio.sleep(0.02)

    async def next_message(self, address: str) -> str:
        said = await asyncio.wait_for(self.unread[address].get(), self.patience_seconds)
        self.read[address].append(said)
        return said


@dataclass(frozen=True)
class Booker:
    """Takes whatever is offered, the one this and the other that, until there is an appointment or only the waiting list."""

    number: int
    rush: Rush
    caller: Caller

    @property
    def address(self) -> str:
        return f"whatsapp:+39333{self.number:07}"

    @property
    def name(self) -> str:
        return f"{('Rosa', 'Ugo', 'Ada', 'Luca', 'Pina')[self.number % 5]} {('Bianchi', 'Ferri', 'Colombo')[self.number % 3]}"

    async def comes(self) -> str:
        """ "booked" or "waiting"."""
        sids, words = count(1), FIRST_WORDS[self.number % len(FIRST_WORDS)]
        while words not in ("booked", "waiting"):
            assert await self.caller.says(f"SM{self.number:04}{next(sids):04}", self.address, words) == 204
            words = await self._answer()
        return words

    async def _answer(self) -> str:
        """What the citizen does at the next message that wants an answer."""
        while (answer := self._to(await self.rush.next_message(self.address))) is None:
            continue
        return answer

    def _to(self, said: str) -> str | None:
        if "è confermato" in said:
            return "booked"
        if said.startswith(PHRASES.waiting):
            return "waiting"
        if "Confermo?" in said:
            return ("sì", "si grazie", "1", "ok va bene")[self.number % 4]
        if PHRASES.ask_name in said or PHRASES.ask_name_and_phone in said:
            return self.name
        if slots := _SLOT.findall(said):
            return str(slots[self.number % len(slots)])
        return "mi metta in lista d'attesa" if said.startswith(PHRASES.nothing_free) else None
