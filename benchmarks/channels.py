"""`make bench-channels`: from a provider's webhook in to our call out, through the durable path, for Telegram and WhatsApp.

The providers are on loopback and answer at once; everything else is as in a deployment: signature, PostgreSQL (embedded, on
disk), a worker with its brain, every step committed. No pause is waited for a citizen who may go on writing, and nobody writes
faster than Telegram lets us answer in one chat.
"""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import httpx
import uvloop

from benchmarks.durable import Service, durable_service
from benchmarks.talks import scripts
from bot.brain.process import LOOPBACK
from bot.channels.accounts import TELEGRAM, WHATSAPP
from bot.settings import load_settings
from bot.storage.database import Database
from bot.storage.embedded.server import embedded_postgres
from bot.storage.keys import KeyRing, new_secret
from bot.storage.migrate import migrate
from bot.storage.wakeups import TALKS, listening
from bot.times import now
from tests.telegram import door, fake
from tests.telegram.citizens import Phone
from tests.telegram.fake import telegram_on_loopback
from tests.whatsapp import fake_twilio
from tests.whatsapp.fake_twilio import Caller, message_form, twilio_on_loopback

AT_ONCE = 40
"""Webhooks that a provider has open (Bot API: max_connections)."""
ACCOUNTS = f"""
telegram:
  main: {{token: "{fake.TOKEN}", comuni: [bussero]}}
whatsapp:
  main: {{account_sid: {fake_twilio.ACCOUNT_SID}, auth_token: {fake_twilio.TOKEN}, number: "{fake_twilio.NUMBER}", comuni: [bussero]}}
"""
A_LITTLE = timedelta(seconds=0.2)
Say = Callable[[int, str], Awaitable[object]]
"""A citizen, by number, writes this; returns when the webhook has answered."""


class Noted(list[Any]):
    """What a provider was called for, and when it was last."""

    at = 0.0

    def append(self, call: Any) -> None:
        super().append(call)
        self.at = time.perf_counter()


@dataclass(frozen=True)
class Side:
    name: str
    say: Say
    calls: Noted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--citizens", type=int, default=40, help="one after the other, two messages each (40)")
    parser.add_argument(
        "--webhooks", type=int, default=400, help=f"brought {AT_ONCE} at a time, of as many citizens (400)"
    )
    wishes = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    said = uvloop.run(_measured(wishes.citizens, wishes.webhooks))
    folder = load_settings().state_folder / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "channels.md").write_text(said + "\n", encoding="utf-8")
    print(said)


async def _measured(citizens: int, webhooks: int) -> str:
    lines = [f"{now():%Y-%m-%d %H:%M}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}."]
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        folder.chmod(0o755)
        (folder / "accounts.yaml").write_text(ACCOUNTS)
        url = stack.enter_context(embedded_postgres(folder))
        migrate(url)
        key = new_secret()
        database = Database(url, KeyRing.from_text(key))
        stack.push_async_callback(database.close)
        telegram = await stack.enter_async_context(telegram_on_loopback())
        twilio = await stack.enter_async_context(twilio_on_loopback())
        telegram.calls, twilio.tried = Noted(), Noted()
        settings = {
            "SPORTELLO_ACCOUNTS_FILE": f"{folder / 'accounts.yaml'}",
            "SPORTELLO_PUBLIC_URL": fake_twilio.PUBLIC_URL,
            "SPORTELLO_TELEGRAM_API_URL": telegram.url,
            "SPORTELLO_TWILIO_API_URL": twilio.url,
        }
        service = await stack.enter_async_context(durable_service(database, key, settings))
        await service.start("worker")
        address = f"http://{LOOPBACK}:{service.environment['SPORTELLO_PORT']}"
        client = await stack.enter_async_context(httpx.AsyncClient(base_url=address, trust_env=False, timeout=60))
        for side in (
            Side(TELEGRAM, _telegram(client), telegram.calls),
            Side(WHATSAPP, _whatsapp(client), twilio.tried),
        ):
            lines += ["", f"| {side.name} | |", "| --- | ---: |"]
            lines += [f"| {what} | {figure} |" for what, figure in await _rows(service, side, citizens, webhooks)]
    return "\n".join(lines)


async def _rows(service: Service, side: Side, citizens: int, webhooks: int) -> list[tuple[str, str]]:
    # The first warm up connections and caches.
    await _latencies(service, side, range(3))
    first, further = zip(*await _latencies(service, side, range(10, 10 + citizens)), strict=True)
    rows = [*_spread("first message of a talk in to the last of two calls out", first)]
    rows += _spread("further message in to its call out", further)
    took, rate = await _brought(side, range(1000, 1000 + webhooks))
    rows += [*_spread(f"webhook answered, {AT_ONCE} at a time", took), ("webhooks a second", f"{rate:.0f}")]
    while await service.has_more_to_do():
        await asyncio.sleep(0.2)
    return rows


async def _latencies(service: Service, side: Side, citizens: range) -> list[tuple[float, float]]:
    """Milliseconds of each citizen's two messages, from the webhook's request to the provider's call for the last reply."""
    texts = [text for script in scripts(len(citizens), 1) for text in script.texts[:1]]
    took = []
    async with listening(service.database.url, TALKS) as wakeups:

        async def answered(citizen: int, text: str) -> float:
            started = time.perf_counter()
            await side.say(citizen, text)
            while await service.has_more_to_do():
                await wakeups.wait(A_LITTLE)
            return (side.calls.at - started) * 1000

        for citizen, text in zip(citizens, texts, strict=True):
            took.append((await answered(citizen, text), await answered(citizen, "quanto costa?")))
    return took


async def _brought(side: Side, citizens: range) -> tuple[list[float], float]:
    """Milliseconds of each webhook, and how many were answered in a second."""
    free, took = asyncio.Semaphore(AT_ONCE), []

    async def bring(citizen: int) -> None:
        async with free:
            started = time.perf_counter()
            await side.say(citizen, "buongiorno")
            took.append((time.perf_counter() - started) * 1000)

    started = time.perf_counter()
    await asyncio.gather(*map(bring, citizens))
    return took, len(took) / (time.perf_counter() - started)


def _telegram(client: httpx.AsyncClient) -> Say:
    async def say(citizen: int, text: str) -> None:
        update = Phone(citizen + 1).says(text)
        (await client.post(door.PATH, json=update, headers={door.HEADER: door.SECRET})).raise_for_status()

    return say


def _whatsapp(client: httpx.AsyncClient) -> Say:
    caller = Caller(client, "main")
    sids = iter(range(10**9))

    async def say(citizen: int, text: str) -> None:
        status = await caller.tells(message_form(f"SM{next(sids):032x}", f"whatsapp:+39333{citizen:07}", text))
        assert status < 300, status

    return say


def _spread(what: str, took: Sequence[float]) -> list[tuple[str, str]]:
    cuts = quantiles(took, n=100, method="inclusive")
    return [(f"{what}, {name} (ms)", f"{figure:.1f}") for name, figure in (("p50", median(took)), ("p95", cuts[94]))]


if __name__ == "__main__":
    main()
