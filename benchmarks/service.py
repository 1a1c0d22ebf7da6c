"""`make bench-service`: from a message in to its reply out through the durable path, beside stock Rasa's REST channel, in one run.

Ours: the web chat over HTTP, PostgreSQL (embedded, on disk), a worker with its brain, every step committed; no pause is
waited for a citizen who may go on writing. Stock: Rasa's REST channel, stock recipe, tracker in memory, the same actions.
"""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

import uvloop

from benchmarks.durable import durable_service
from benchmarks.lessons import lessons, trained
from benchmarks.memory import memory_of
from benchmarks.stock.rest import RestBrain
from benchmarks.talks import Script, scripts
from bot.brain.process import BrainProcess
from bot.errors import SportelloError
from bot.knowledge.live import watched
from bot.local_assistant import local_actions
from bot.settings import Settings, load_settings
from bot.storage.database import Database
from bot.storage.embedded.server import embedded_postgres
from bot.storage.keys import KeyRing, new_secret
from bot.storage.migrate import migrate
from bot.times import now

Row = tuple[str, str]
CALLS_A_PERSON = ("persona", "assistente sociale", "chiamarmi")
"""Ours keeps quiet from then on, which would not be a measure of anything."""
AT_ONCE = 8
"""Talks at the same time when stock Rasa's rate is measured."""


def main() -> None:
    wishes = _parse()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        settings = load_settings()
        said = "\n".join(_lines(wishes, uvloop.run(_measured(wishes, settings))))
    except SportelloError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    folder = settings.state_folder / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "service.md").write_text(said + "\n", encoding="utf-8")
    print(said)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--talks", type=int, default=20, help="talks of ten turns, one citizen at a time (20)")
    parser.add_argument(
        "--backlog", type=int, default=10_000, help="messages worked off by one and two workers (10000)"
    )
    parser.add_argument(
        "--fill", type=int, default=0, help="old messages in the database before anything is measured (0)"
    )
    parser.add_argument("--workers", type=int, default=2, help="the most workers, each with a brain (2)")
    parser.add_argument(
        "--stock-examples", type=int, default=2000, help="sentences for the stock recipe, 0 = all (2000)"
    )
    parser.add_argument("--no-stock", action="store_true", help="ours alone")
    return parser.parse_args()


async def _measured(wishes: argparse.Namespace, settings: Settings) -> list[tuple[str, list[Row]]]:
    sides = [("ours", await _ours(wishes))]
    print("\n".join(_lines(wishes, sides)), flush=True)
    return sides if wishes.no_stock else [*sides, ("stock Rasa", await _stock(wishes, settings))]


async def _ours(wishes: argparse.Namespace) -> list[Row]:
    key, rows = new_secret(), []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        Path(folder).chmod(0o755)
        with embedded_postgres(Path(folder)) as url:
            migrate(url)
            database = Database(url, KeyRing.from_text(key))
            async with durable_service(database, key) as service:
                await service.fill(wishes.fill)
                for workers in range(1, wishes.workers + 1):
                    await service.start("worker")
                    # The first talks warm up connections and caches.
                    await service.latencies(_talks(workers, 0))
                    if workers == 1:
                        rows += _spread(await service.latencies(_talks(wishes.talks, 1)))
                    rate = await service.rate(_talks(max(1, wishes.backlog // 10), 2), f"web:backlog{workers}")
                    rows.append((f"answers a second, {workers} workers", f"{rate:.0f}"))
                    rows.append((f"memory without PostgreSQL, {workers} workers (MB)", f"{service.memory():.0f}"))
            await database.close()
    return rows


async def _stock(wishes: argparse.Namespace, settings: Settings) -> list[Row]:
    folder = settings.state_folder / "bench"
    stock = lessons(wishes.stock_examples)[2]
    model = folder / trained(stock, settings, folder, again=False).model
    async with (
        local_actions(watched(settings.knowledge_folder)) as actions,
        BrainProcess(settings, actions.url, actions.token, recipe=stock.recipe, model=model) as process,
        RestBrain(process.url, settings.brain_turn_timeout) as brain,
    ):
        await _talk(brain, _talks(1, 0), "warm-up")
        rows = _spread(await _talk(brain, _talks(wishes.talks, 1), "talk"))
        talks = _talks(max(AT_ONCE, min(wishes.backlog, 1000) // 10), 2)
        started = time.perf_counter()
        await asyncio.gather(*(_talk(brain, talks[i::AT_ONCE], f"many-{i}") for i in range(AT_ONCE)))
        rate = 10 * len(talks) / (time.perf_counter() - started)
        memory = memory_of(process.pid) if process.pid else None
    return [*rows, ("answers a second", f"{rate:.0f}"), ("memory (MB)", f"{memory.proportional if memory else 0:.0f}")]


async def _talk(brain: RestBrain, talks: Sequence[Script], name: str) -> list[float]:
    took = []
    for number, talk in enumerate(talks):
        for message in talk.messages(f"{name}-{number}"):
            started = time.perf_counter()
            await brain.turn(message)
            took.append((time.perf_counter() - started) * 1000)
    return took


def _talks(count: int, seed: int) -> list[Script]:
    """Talks in which the assistant answers to the end."""
    whole = [talk for talk in scripts(4 * count + 8, seed) if not _calls_a_person(talk)]
    return whole[:count]


def _calls_a_person(talk: Script) -> bool:
    return any(words in written for written in talk.texts for words in CALLS_A_PERSON)


def _spread(took: Sequence[float]) -> list[Row]:
    cuts = quantiles(took, n=100, method="inclusive")
    figures = (("p50", median(took)), ("p95", cuts[94]), ("p99", cuts[98]))
    return [(f"message in to reply out, {name} (ms)", f"{figure:.1f}") for name, figure in figures]


def _lines(wishes: argparse.Namespace, sides: Sequence[tuple[str, list[Row]]]) -> list[str]:
    head = f"{now():%Y-%m-%d %H:%M}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    told = f"{wishes.talks} talks of ten turns, backlog of {wishes.backlog}, {wishes.fill} old messages"
    lines = [f"{head}; {told}."]
    for name, rows in sides:
        lines += ["", f"| {name} | |", "| --- | ---: |", *(f"| {what} | {figure} |" for what, figure in rows)]
    return lines


if __name__ == "__main__":
    main()
