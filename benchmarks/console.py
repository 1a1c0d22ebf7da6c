"""`make bench-console`: from a citizen's message to the operator's screen, with 20 consoles open.

Each console is an HTTP client that does what the page does: one stream, and for each event on it the parts that have changed (the
talk's news and the list of talks), one at a time and at most one more waiting. Web, worker with its brain and PostgreSQL
(embedded, on disk) are processes of their own; citizens write through the web chat's API, each at moments of their own.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median, quantiles
from uuid import uuid4

import httpx
import uvloop
from sqlalchemy import text

from benchmarks.durable import Service, durable_service
from benchmarks.watching import Console
from bot.brain.process import LOOPBACK
from bot.settings import load_settings
from bot.staff import accounts, passwords
from bot.staff.accounts import Account
from bot.storage.database import Database
from bot.storage.embedded.server import embedded_postgres
from bot.storage.keys import KeyRing, new_secret
from bot.storage.migrate import migrate
from bot.times import now
from tests.console.person import PASSWORD

COMUNE = "bussero"
ELSEWHERE = text("UPDATE conversation SET comune = 'cesano-boscone' WHERE channel_account = 'old'")
"""Old talks have no words, and no operator of ours sees them."""
WARM_UP_MESSAGES = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--consoles", type=int, default=20, help="each with a talk of its own open (20)")
    parser.add_argument("--messages", type=int, default=200, help="of all citizens together (200)")
    parser.add_argument("--pause", type=float, default=10, help="seconds between two messages of one citizen (10)")
    parser.add_argument("--fill", type=int, default=100_000, help="old messages in the database (100000)")
    wishes = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    said = uvloop.run(_measured(wishes))
    folder = load_settings().state_folder / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "console.md").write_text(said + "\n", encoding="utf-8")
    print(said)


async def _measured(wishes: argparse.Namespace) -> str:
    load = os.getloadavg()[0]
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        folder.chmod(0o755)
        url = stack.enter_context(embedded_postgres(folder))
        migrate(url)
        key = new_secret()
        database = Database(url, KeyRing.from_text(key))
        stack.push_async_callback(database.close)
        service = await stack.enter_async_context(durable_service(database, key))
        await service.start("worker")
        await service.fill(wishes.fill)
        async with database.transaction() as session:
            await session.execute(ELSEWHERE)
        address = f"http://{LOOPBACK}:{service.environment['SPORTELLO_PORT']}"
        pairs = [await _pair(stack, service, address, number) for number in range(wishes.consoles)]
        for console, _ in pairs:
            await stack.enter_async_context(console.watching())
        await _talk(pairs, WARM_UP_MESSAGES, wishes.pause / 4)
        before, started = _fetched(pairs), time.perf_counter()
        took = await _talk(pairs, wishes.messages, wishes.pause)
        rate = (_fetched(pairs) - before) / (time.perf_counter() - started)
    rows = [*_spread(took), ("parts fetched a second", f"{rate:.0f}")]
    head = f"{now():%Y-%m-%d %H:%M}, {os.cpu_count()} cores, load before {load:.1f}; {wishes.consoles} consoles, "
    head += f"{wishes.messages} messages, a citizen's every {wishes.pause:g} s, {wishes.fill} old messages."
    return "\n".join(
        [head, "", "| console | |", "| --- | ---: |", *(f"| {what} | {figure} |" for what, figure in rows)]
    )


class Citizen:
    """Somebody in the web chat."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._headers: dict[str, str] = {}

    async def writes(self, words: str) -> None:
        """Returns once the message is accepted."""
        if not self._headers:
            token = (await self._client.post("/api/chat/visitors")).json()["token"]
            self._headers = {"Authorization": f"Bearer {token}"}
        body = {"comune": COMUNE, "id": uuid4().hex, "text": words}
        (await self._client.post("/api/chat/messages", json=body, headers=self._headers)).raise_for_status()


Pair = tuple[Console, Citizen]


async def _pair(stack: AsyncExitStack, service: Service, address: str, number: int) -> Pair:
    """An operator who holds a citizen's talk and looks at it."""
    username = f"operatore{number}"
    async with service.database.transaction() as session:
        account = Account(username, f"Operatore {number}", ["operator"], [COMUNE])
        person = await accounts.add(session, account, await passwords.hashed(PASSWORD))
        await accounts.set_password(session, person.id, await passwords.hashed(PASSWORD), is_temporary=False)
    clients = [httpx.AsyncClient(base_url=address, trust_env=False, timeout=60) for _ in range(2)]
    for client in clients:
        await stack.enter_async_context(client)
    citizen = Citizen(clients[0])
    await citizen.writes("buongiorno")
    async with service.database.transaction() as session:
        talk = int(await session.scalar(text("SELECT max(id) FROM conversation")) or 0)
    return await Console.opened(clients[1], username, talk), citizen


async def _talk(pairs: Sequence[Pair], messages: int, pause: float) -> list[float]:
    """Seconds from each message's request to the operator's fragment that holds it."""
    each, chance = messages // len(pairs), random.Random(1)

    async def written(console: Console, citizen: Citizen, moments: Sequence[float]) -> list[float]:
        took = []
        for moment in moments:
            await asyncio.sleep(moment)
            words = f"messaggio {uuid4().hex}"
            shown, started = console.will_show(words), time.perf_counter()
            await citizen.writes(words)
            took.append(await shown - started)
        return took

    moments = [[chance.uniform(0.5, 1.5) * pause for _ in range(max(1, each))] for _ in pairs]
    found = await asyncio.gather(*(written(*pair, own) for pair, own in zip(pairs, moments, strict=True)))
    return [seconds for one in found for seconds in one]


def _fetched(pairs: Sequence[Pair]) -> int:
    return sum(console.fetched for console, _ in pairs)


def _spread(took: Sequence[float]) -> list[tuple[str, str]]:
    cuts = quantiles(took, n=100, method="inclusive")
    figures = (("p50", median(took)), ("p95", cuts[94]), ("max", max(took)))
    return [(f"message sent to operator's screen, {name} (ms)", f"{1000 * figure:.0f}") for name, figure in figures]


if __name__ == "__main__":
    main()
