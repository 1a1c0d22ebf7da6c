"""kill -9 of anything at any moment under load. Small by default; SPORTELLO_TEST_KILLS=100 SPORTELLO_TEST_MESSAGES=2000 for the long run."""

import asyncio
import os
import random
import time

from tests.service.oracle import nothing_is_lost_doubled_or_out_of_order
from tests.service.rampage import Processes, Visitor, eventually, processes_of_a_service
from tests.service.world import World

KILLS = int(os.environ.get("SPORTELLO_TEST_KILLS", "8"))
MESSAGES = int(os.environ.get("SPORTELLO_TEST_MESSAGES", "160"))
SEED = int(os.environ.get("SPORTELLO_TEST_SEED", "0")) or random.randrange(1, 1_000_000)
EACH = 10
"""Messages of a citizen."""
PATIENCE_SECONDS = 600


async def test_whatever_is_killed_every_message_is_stored_once_and_answered_once_in_order(world: World) -> None:
    processes, url = processes_of_a_service(world)
    visitors = [Visitor(url) for _ in range(MESSAGES // EACH)]
    print(f"seed {SEED}")
    started, keeping = time.monotonic(), asyncio.create_task(processes.keep_running())
    try:
        async with asyncio.timeout(PATIENCE_SECONDS + 10 * KILLS), asyncio.TaskGroup() as group:
            for visitor in visitors:
                group.create_task(visitor.writes(EACH))
            group.create_task(_kill(processes, visitors))
        written = time.monotonic() - started
        await eventually(world.is_done, PATIENCE_SECONDS)
    finally:
        keeping.cancel()
        processes.end()
    print(f"{dict(processes.killed)}; {sum(v.repeats for v in visitors)} repeats; written in {written:.0f} s,")
    print(f"answered after {time.monotonic() - started:.0f} s")

    await nothing_is_lost_doubled_or_out_of_order(world, visitors, EACH)


async def _kill(processes: Processes, visitors: list[Visitor]) -> None:
    """One kill for every so many messages that were acknowledged, at an odd moment."""
    chance = random.Random(SEED)
    for number in range(KILLS):
        while sum(len(visitor.written) for visitor in visitors) < number * MESSAGES / KILLS:
            await asyncio.sleep(0.02)
        await asyncio.sleep(chance.random())
        await processes.kill_one(chance)
