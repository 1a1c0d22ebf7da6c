"""kill -9 of anything at any moment under load. Small by default; SPORTELLO_TEST_KILLS=100 SPORTELLO_TEST_MESSAGES=2000 for the long run.

Brains take ten seconds to start: with them in it everything is a quarter."""

import asyncio
import os
import random
import time

import pytest

from bot.brain.training import current_model
from bot.errors import BrainCannotStart
from bot.settings import load_settings
from tests.service.oracle import each_is_answered_once_in_order, nothing_is_lost_doubled_or_out_of_order
from tests.service.rampage import Processes, Visitor, eventually, processes_of_a_service
from tests.service.world import World

KILLS = int(os.environ.get("SPORTELLO_TEST_KILLS", "8"))
MESSAGES = int(os.environ.get("SPORTELLO_TEST_MESSAGES", "160"))
SEED = int(os.environ.get("SPORTELLO_TEST_SEED", "0")) or random.randrange(1, 1_000_000)
EACH = 10
"""Messages of a citizen."""
PATIENCE_SECONDS = 600
QUESTIONS = (
    "quanto costa Ti ascolto?",
    "che documenti servono per il bonus bollette?",
    "dove si trova il segretariato sociale?",
    "come si chiede l'assistenza domiciliare per gli anziani?",
    "chi può avere la carta della famiglia?",
    "il numero dello sportello badanti?",
    "che cos'è il centro antiviolenza?",
    "quando è aperto il segretariato sociale?",
    "cos'è il voucher formazione?",
    "quanto costa il pasto a domicilio?",
)
"""All different: who asks the same again and again is handed to a person, and a person's talk is not the assistant's to answer."""


async def test_whatever_is_killed_every_message_is_stored_once_and_answered_once_in_order(world: World) -> None:
    visitors = await _rampage(world, MESSAGES, KILLS)

    await nothing_is_lost_doubled_or_out_of_order(world, visitors, EACH)


async def test_the_same_with_brains_that_have_to_start(world: World) -> None:
    _model_or_skip()
    visitors = await _rampage(world, max(MESSAGES // 4, EACH), max(KILLS // 4, 1), QUESTIONS)

    await each_is_answered_once_in_order(world, visitors, EACH)


def _model_or_skip() -> None:
    try:
        current_model(load_settings())
    except BrainCannotStart as error:
        pytest.skip(str(error))


async def _rampage(world: World, messages: int, kills: int, says: tuple[str, ...] = ()) -> list[Visitor]:
    """Pages that write, and kills; with questions to real brains, else to the stand-in. The pages, once all is answered."""
    processes, url = processes_of_a_service(world, own_brains=bool(says))
    visitors = [Visitor(url, says=says or Visitor.says) for _ in range(messages // EACH)]
    print(f"seed {SEED}")
    started, keeping = time.monotonic(), asyncio.create_task(processes.keep_running())
    try:
        async with asyncio.timeout(PATIENCE_SECONDS + 10 * kills), asyncio.TaskGroup() as group:
            for visitor in visitors:
                group.create_task(visitor.writes(EACH))
            group.create_task(_kill(processes, visitors, messages, kills))
        written = time.monotonic() - started
        await eventually(world.is_done, PATIENCE_SECONDS)
    finally:
        keeping.cancel()
        processes.end()
    print(f"{dict(processes.killed)}; {sum(v.repeats for v in visitors)} repeats; written in {written:.0f} s,")
    print(f"answered after {time.monotonic() - started:.0f} s")
    return visitors


async def _kill(processes: Processes, visitors: list[Visitor], messages: int, kills: int) -> None:
    """One kill for every so many messages that were acknowledged, at an odd moment."""
    chance = random.Random(SEED)
    for number in range(kills):
        while sum(len(visitor.written) for visitor in visitors) < number * messages / kills:
            await asyncio.sleep(0.02)
        await asyncio.sleep(chance.random())
        await processes.kill_one(chance)
