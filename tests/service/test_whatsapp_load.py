"""Many webhooks while web and workers are killed at random: nothing is lost, nothing is out of order, nothing is said twice.

A few here; `WEBHOOKS=2000 .venv/bin/python -m pytest tests/service/test_whatsapp_load.py -s` sends as many and says what it saw.
"""

import asyncio
import os
import random
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from bot.brain.process import free_port
from bot.queue.messages import from_json
from bot.storage.models import Conversation, InboundMessage, OutboundMessage
from bot.times import now
from bot.worker.worker import DELIVERIES
from tests.service.world import World
from tests.whatsapp.conftest import settings_for
from tests.whatsapp.fake_twilio import PUBLIC_URL, Caller, FakeTwilio, twilio_on_loopback

WEBHOOKS = int(os.environ.get("WEBHOOKS", "60"))
EACH = 5
"""Messages of a citizen, one after the other."""
AT_ONCE = 16
WORKERS = 2
MOST_WORK = 300 if WEBHOOKS > 200 else 15
"""Calls answered, or messages sent, until the next kill."""
EARLIER = timedelta(minutes=2)
"""By Twilio's clock everything was sent before: what its list tells need not settle any more (missed.py)."""


@pytest.fixture
async def twilio() -> AsyncIterator[FakeTwilio]:
    async with twilio_on_loopback() as twilio:
        twilio.latency = 0.02
        yield twilio


@dataclass
class Load:
    world: World
    twilio: FakeTwilio
    environment: dict[str, str]
    port: int
    chance: random.Random
    web: ForkServerProcess | None = None
    workers: list[ForkServerProcess] = field(default_factory=list)
    told: int = 0
    lost_calls: int = 0
    kills: Counter[str] = field(default_factory=Counter)

    def starts_web(self) -> None:
        self.web = self.world.starts_web(port=str(self.port), **self.environment)

    def starts_workers(self) -> None:
        self.workers = [self.world.starts_worker(**self.environment) for _ in range(WORKERS)]

    async def kill_at_random(self, done: asyncio.Event) -> None:
        """Now the web process, now all workers: after so much work that there is some, however busy the machine is."""
        while not done.is_set():
            told, tried = self.told, len(self.twilio.tried)
            web, workers = (self.chance.randint(1, MOST_WORK) for _ in range(2))
            while not done.is_set():
                await asyncio.sleep(0.01)
                if self.told - told >= web:
                    await self.kills_web()
                    break
                if len(self.twilio.tried) - tried >= workers:
                    await self.kills_workers()
                    break

    async def kills_web(self) -> None:
        assert self.web
        self.kills["web"] += 1
        self.web.kill()
        await asyncio.to_thread(self.web.join)
        await self.world.looks_are_over()
        self.starts_web()

    async def kills_workers(self) -> None:
        self.kills["workers"] += 1
        for worker in self.workers:
            worker.kill()
        for worker in self.workers:
            await asyncio.to_thread(worker.join)
        await self.world.desk.after_a_while()
        self.starts_workers()

    async def citizen(self, caller: Caller, number: int, turn: asyncio.Semaphore) -> None:
        """Writes each message once the one before has been called for; one in four is never called for again."""
        async with turn:
            for said in range(EACH):
                sid, sender = f"SM{number:06}{said:03}", address(number)
                self.twilio.is_given(sid, sender, f"giro {said}", now() - EARLIER)
                while not await self._is_told(caller, sid, sender, f"giro {said}"):
                    self.lost_calls += 1
                    if number % 4 == 0:
                        break
                    await asyncio.sleep(0.3)

    async def _is_told(self, caller: Caller, sid: str, sender: str, words: str) -> bool:
        try:
            is_told = await caller.says(sid, sender, words) == 204
            self.told += is_told
            return is_told
        except httpx.TransportError:
            return False


def address(number: int) -> str:
    return f"whatsapp:+39333{number:07}"


async def test_web_and_workers_killed_at_random_lose_nothing(world: World, twilio: FakeTwilio, tmp_path: Path) -> None:
    file = settings_for(tmp_path, twilio.url).accounts_file
    port, seed = free_port(), random.randrange(10**6)
    environment = {"accounts_file": str(file), "public_url": PUBLIC_URL, "twilio_api_url": twilio.url}
    load = Load(world, twilio, environment, port, random.Random(seed))
    citizens = range(max(1, WEBHOOKS // EACH))
    load.starts_web()
    load.starts_workers()
    done, turn = asyncio.Event(), asyncio.Semaphore(AT_ONCE)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        await _until(lambda: _listens(client))
        killing = asyncio.create_task(load.kill_at_random(done))
        await asyncio.gather(*(load.citizen(Caller(client), number, turn) for number in citizens))
        done.set()
        await killing
        # Whoever starts looks at Twilio's list.
        await load.kills_web()
        await _until(lambda: _all_stored(world, len(citizens) * EACH))
        await _until(world.is_done)

    answers, unknown = await _answers(world), await _unknown(world)
    expected = {address(number): Counter(f"giro {said}" for said in range(EACH)) for number in citizens}
    said = {to: Counter(words for words, _ in told) for to, told in answers.items()}
    assert said == expected, f"seed {seed}: lost or doubled"
    read = _read(twilio)
    for to, told in answers.items():
        assert [words for words, status in told if words in read[to]] == read[to], (
            f"seed {seed}: out of order or doubled"
        )
        unread = [status for words, status in told if words not in read[to]]
        assert set(unread) <= {"unknown"}, f"seed {seed}: lost"
    # Only what was in a call when its worker was killed.
    assert unknown <= load.kills["workers"] * WORKERS * DELIVERIES, f"seed {seed}: {unknown} unknown"
    for to, told in answers.items():
        if int(to[-7:]) % 4:
            assert [words for words, _ in told] == [f"giro {n}" for n in range(EACH)], f"seed {seed}: out of order"
    print(
        f"seed {seed}: {len(citizens) * EACH} messages, {load.lost_calls} calls that failed, kills {dict(load.kills)}, "
        f"{len(twilio.tried)} requests to Twilio, {unknown} replies unknown, 0 lost, 0 out of order, 0 doubled"
    )


async def _answers(world: World) -> dict[str, list[tuple[str, str]]]:
    """What each citizen was answered, in order, with the status."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    async with world.desk.database.transaction() as session:
        query = select(OutboundMessage.body, OutboundMessage.status, Conversation.address).join(Conversation)
        for body, status, to in await session.execute(
            query.order_by(OutboundMessage.conversation_id, OutboundMessage.number)
        ):
            if (said := from_json(body).text).startswith("su "):
                found[to] += [(words, status) for words in _words(said)]
    return found


async def _unknown(world: World) -> int:
    return (await world.desk.statuses()).count("unknown")


def _read(twilio: FakeTwilio) -> dict[str, list[str]]:
    """What each citizen got to read, in order."""
    read: dict[str, list[str]] = defaultdict(list)
    for fields in twilio.taken:
        if (said := fields["Body"]).startswith("su "):
            read[fields["To"]] += _words(said.partition("\n")[0])
    return read


def _words(answer: str) -> list[str]:
    """Messages that Twilio's list gives the same second are one turn: "su giro 3 / giro 4"."""
    return answer.removeprefix("su ").split(" / ")


async def _all_stored(world: World, messages: int) -> bool:
    async with world.desk.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(InboundMessage)) == messages


async def _listens(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/healthz")).status_code == 200
    except httpx.TransportError:
        return False


async def _until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(120 + WEBHOOKS):
        while not await condition():
            await asyncio.sleep(0.2)
