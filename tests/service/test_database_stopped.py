"""PostgreSQL stands still, is killed, is away: what was acknowledged is answered once, and everything recovers by itself."""

import asyncio
import os
import signal

import pytest
from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from bot.queue.messages import Inbound
from bot.webchat.reception import PATIENCE
from tests.service.database import postmaster, processes_of, signal_all
from tests.service.oracle import nothing_is_lost_doubled_or_out_of_order
from tests.service.rampage import Visitor, eventually, processes_of_a_service
from tests.service.world import World, until
from tests.storage.desk import ROSA, Citizen

CITIZENS = [Citizen(f"+39 333 {number:07}") for number in range(10)]
STOPPED = [float(seconds) for seconds in os.environ.get("SPORTELLO_TEST_STOPPED", "1").split(",")]
"""For how long: SPORTELLO_TEST_STOPPED=1,20,90 takes its time."""
WORDS = ("uno", "due", "tre")


async def test_a_database_that_stands_still_for_a_second_delays_and_loses_nothing(world: World, server: URL) -> None:
    world.starts_worker()
    await _all_write(world, "uno", after=0)
    await world.hears_of("uno")
    processes = processes_of(postmaster(server))
    signal_all(processes, signal.SIGSTOP)
    try:
        writing = asyncio.create_task(_all_write(world, "due", after=10))
        await asyncio.sleep(1)
    finally:
        signal_all(processes, signal.SIGCONT)
    await writing
    await _all_write(world, "tre", after=20)

    await until(world.is_done)
    assert await world.sent_to_all() == {c.address: [f"su {words}" for words in WORDS] for c in CITIZENS}


async def test_a_database_that_is_killed_twice_under_load_loses_nothing(world: World, server: URL) -> None:
    world.starts_worker()
    for second, words in enumerate(WORDS):
        if second:
            await world.hears_of("uno")
            os.kill(postmaster(server), signal.SIGKILL)
        await _all_write(world, words, after=10 * second)

    await until(lambda: _is_done(world))
    assert await world.sent_to_all() == {c.address: [f"su {words}" for words in WORDS] for c in CITIZENS}


@pytest.mark.parametrize("seconds", STOPPED)
async def test_while_the_database_stands_still_nothing_is_acknowledged_and_then_everything_goes_on(
    world: World, server: URL, seconds: float
) -> None:
    processes, url = processes_of_a_service(world)
    visitors = [Visitor(url) for _ in range(10)]
    keeping = asyncio.create_task(processes.keep_running())
    try:
        async with asyncio.TaskGroup() as group:
            for visitor in visitors:
                group.create_task(visitor.writes(len(WORDS)))
            while not any(visitor.written for visitor in visitors):
                await asyncio.sleep(0.05)
            still = processes_of(postmaster(server))
            signal_all(still, signal.SIGSTOP)
            await asyncio.sleep(seconds)
            signal_all(still, signal.SIGCONT)
        await eventually(world.is_done, 120)
    finally:
        keeping.cancel()
        processes.end()

    assert seconds < PATIENCE.total_seconds() or any(visitor.refusals for visitor in visitors)
    await nothing_is_lost_doubled_or_out_of_order(world, visitors, len(WORDS))


async def test_a_database_that_goes_away_while_the_brain_thinks_does_not_cost_the_answer(
    world: World, server: URL
) -> None:
    world.starts_worker()
    await world.desk.receives(ROSA.says("aspetta"))
    await world.hears_of("aspetta")
    os.kill(postmaster(server), signal.SIGKILL)
    # Long enough for the lease to be renewed in vain.
    await asyncio.sleep(3)
    world.gateway.may_go_on.set()

    await until(lambda: _has_read(world, "su aspetta"))
    assert world.gateway.heard_texts() == ["aspetta"]


async def _has_read(world: World, words: str) -> bool:
    try:
        return await world.has_read(ROSA, words)
    except SQLAlchemyError:
        return False


async def _all_write(world: World, words: str, after: float) -> None:
    await asyncio.gather(*(_until_stored(world, citizen.says(words, after=after)) for citizen in CITIZENS))


async def _until_stored(world: World, message: Inbound) -> None:
    """As a provider does: what is not acknowledged comes again, the same."""
    await until(lambda: _is_stored(world, message))


async def _is_stored(world: World, message: Inbound) -> bool:
    try:
        await world.desk.receives(message)
    except SQLAlchemyError:
        return False
    return True


async def _is_done(world: World) -> bool:
    """Nobody waits for the leases of turns and messages that the killed database has lost sight of."""
    try:
        await world.desk.after_a_while()
        return await world.is_done()
    except SQLAlchemyError:
        return False
