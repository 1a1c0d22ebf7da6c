"""Many citizens at once while web processes and workers are killed at random: what is lost, doubled, out of order, unknown.

In the tests a few; `.venv/bin/python -m tests.telegram.load --citizens 100 --messages 20 --kills 40` brings 2,000 updates.
"""

import argparse
import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx
from sqlalchemy import func, select

from bot.queue.pace import Pace
from bot.storage.database import Database
from bot.storage.embedded.server import embedded_postgres
from bot.storage.keys import KeyRing, new_secret
from bot.storage.migrate import migrate
from bot.storage.models import Conversation, InboundMessage, OutboundMessage
from tests.folder import write_knowledge
from tests.service.gateway import gateway_on_loopback
from tests.service.world import World
from tests.storage.conftest import open_folder
from tests.storage.desk import Desk
from tests.telegram.citizens import Phone, Update
from tests.telegram.fake import Trouble, telegram_on_loopback
from tests.telegram.processes import Crew

AT_ONCE = 40
"""Bot API: max_connections of a webhook."""
MINUTES = 30
TROUBLES: Sequence[tuple[float, Trouble]] = (
    (0.01, 1),
    (0.005, "500 after accepting"),
    (0.005, "cuts after accepting"),
    (0.005, "cuts before accepting"),
)
"""How often Telegram itself fails, and how."""


@dataclass
class Result:
    updates: int
    kills: int
    seconds: float
    faults: list[str]
    figures: dict[str, int]

    def text(self) -> str:
        figures = ", ".join(f"{name} {count}" for name, count in self.figures.items())
        return f"{self.updates} updates, {self.kills} kills, {self.seconds:.0f} s: {figures}; faults: {self.faults or 'none'}"


@dataclass
class Load:
    crew: Crew
    citizens: int
    messages: int
    kills: int
    seed: int = 1
    _brought: int = 0
    _chance: random.Random = field(default_factory=random.Random)

    async def run(self) -> Result:
        self._chance.seed(self.seed)
        self.crew.telegram.trouble_by = lambda text: self._trouble() if text.startswith("su ") else None
        started = time.monotonic()
        phones = [Phone(1000 + number) for number in range(self.citizens)]
        updates = {phone: [phone.says(f"giro {n}", after=n) for n in range(self.messages)] for phone in phones}
        self.crew.starts("worker")
        await self.crew.starts_web()
        bringing = asyncio.create_task(self._bring(updates))
        killed = await self._kill()
        repeats = await bringing
        await self._done()
        faults, figures = await self._judged(phones)
        took = time.monotonic() - started
        return Result(len(phones) * self.messages, killed, took, faults, {"brought again": repeats, **figures})

    def _trouble(self) -> Trouble | None:
        drawn = self._chance.random()
        for share, trouble in TROUBLES:
            if drawn < share:
                return trouble
            drawn -= share
        return None

    async def _bring(self, updates: dict[Phone, list[Update]]) -> int:
        """How many were brought again. In a chat Telegram brings one after the other."""
        if self.crew.is_polling:
            together = [updates[phone][n] for n in range(self.messages) for phone in updates]
            self.crew.telegram.brings(*sorted(together, key=lambda update: int(update["update_id"])))
            return 0
        free = asyncio.Semaphore(AT_ONCE)
        async with httpx.AsyncClient(
            trust_env=False, timeout=30, limits=httpx.Limits(max_connections=AT_ONCE)
        ) as client:

            async def of_one(phone: Phone) -> int:
                again = 0
                for update in updates[phone]:
                    async with free:
                        again += await self.crew.brings(update, client) - 1
                    # People write, read and write again.
                    await asyncio.sleep(self._chance.random() * 2)
                return again

            return sum(await asyncio.gather(*map(of_one, updates)))

    async def _kill(self) -> int:
        """How many processes were killed, each after some messages more were said."""
        for number in range(self.kills):
            part = self._chance.choice(("web", "worker"))
            last = number == self.kills - 1
            share = self.citizens * self.messages * (number + self._chance.random()) / (self.kills + 1)
            await self._until_said(min(share, self.citizens * self.messages - 2) if last else share)
            await self.crew.kills(part)
            self.crew.starts(part)
        return self.kills

    async def _until_said(self, least: float) -> None:
        while sum(map(len, self.crew.telegram.said.values())) < least:
            await asyncio.sleep(0.01 + self._chance.random() / 50)

    async def _done(self) -> None:
        async with asyncio.timeout(MINUTES * 60):
            while await self._stored() < self.citizens * self.messages or not await self.crew.world.is_done():
                await asyncio.sleep(0.2)

    async def _stored(self) -> int:
        async with self.crew.world.desk.database.transaction() as session:
            return int(await session.scalar(select(func.count(InboundMessage.id))) or 0)

    async def _judged(self, phones: Sequence[Phone]) -> tuple[list[str], dict[str, int]]:
        """Each message is stored once and answered once, in order; only of what is marked as unknown nobody knows."""
        async with self.crew.world.desk.database.transaction() as session:
            query = select(Conversation.address, OutboundMessage.status).join(OutboundMessage)
            statuses = Counter(tuple(row) for row in await session.execute(query))
        unknown = Counter({chat: count for (chat, status), count in statuses.items() if status == "unknown"})
        faults = [f"{status} in {chat}" for chat, status in statuses if status not in ("sent", "unknown")]
        faults += [fault for phone in phones for fault in self._faults_of(phone, unknown[phone.chat])]
        if (stored := await self._stored()) != len(phones) * self.messages:
            faults.append(f"{stored} stored")
        return faults, {"stored": stored, "unknown": sum(unknown.values())}

    def _faults_of(self, phone: Phone, unknown: int) -> Iterator[str]:
        heard = [text for said in self.crew.telegram.said[phone.chat] for text in _rounds(said)]
        if heard != sorted(heard):
            yield f"out of order in {phone.chat}: {heard}"
        if len(set(heard)) != len(heard):
            yield f"doubled in {phone.chat}: {heard}"
        lacking = self.messages - len(set(heard))
        if lacking > unknown:
            yield f"lost in {phone.chat}: {lacking} of {self.messages}, {unknown} unknown"


def _rounds(said: str) -> Iterator[int]:
    """The numbers of the messages that a reply answers."""
    if said.startswith("su "):
        yield from (int(part.removeprefix("giro ")) for part in said.removeprefix("su ").split(" / "))


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("citizens", 100), ("messages", 20), ("kills", 40), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--polling", action="store_true", help="getUpdates in place of the webhook")
    wishes = vars(parser.parse_args())
    is_polling = wishes.pop("polling")
    async with AsyncExitStack() as stack:
        folder: Path = stack.enter_context(open_folder())
        url = stack.enter_context(embedded_postgres(folder))
        migrate(url)
        key = new_secret()
        database = Database(url, KeyRing.from_text(key))
        stack.push_async_callback(database.close)
        gateway = await stack.enter_async_context(gateway_on_loopback())
        telegram = await stack.enter_async_context(telegram_on_loopback())
        world = World(Desk(database, Pace(pause=timedelta(0))), gateway, key)
        (folder / "knowledge").mkdir()
        crew = Crew(world, telegram, write_knowledge(folder / "knowledge"), is_polling)
        try:
            print((await Load(crew, **wishes).run()).text(), flush=True)
        finally:
            for process in world.processes:
                with suppress(ValueError):
                    process.kill()
                    process.join()


if __name__ == "__main__":
    asyncio.run(main())
