"""SIGTERM: what was begun is finished, what was not is another's."""

import asyncio

import pytest

from tests.service.world import World, until
from tests.storage.desk import ROSA, Citizen

CITIZENS = [Citizen(f"+39 333 {number:07}") for number in range(15)]


@pytest.mark.parametrize("answered_before_it_stops", [1, 20])
async def test_a_worker_stopped_under_load_loses_nothing_and_doubles_nothing(
    world: World, answered_before_it_stops: int
) -> None:
    worker = world.starts_worker()
    for second, words in enumerate(("uno", "due", "tre")):
        await asyncio.gather(*(world.desk.receives(c.says(words, after=10 * second)) for c in CITIZENS))
    await until(lambda: world.has_heard(answered_before_it_stops))

    assert await world.stops(worker) == 0
    assert "sending" not in await world.desk.statuses()
    world.starts_worker()
    await until(world.is_done)
    assert await world.sent_to_all() == {c.address: ["su uno", "su due", "su tre"] for c in CITIZENS}


async def test_two_workers_share_a_load_in_order(world: World) -> None:
    for second, words in enumerate(("uno", "due", "tre")):
        await asyncio.gather(*(world.desk.receives(c.says(words, after=10 * second)) for c in CITIZENS))
    world.starts_worker()
    world.starts_worker()

    await until(world.is_done)
    assert await world.sent_to_all() == {c.address: ["su uno", "su due", "su tre"] for c in CITIZENS}


async def test_a_turn_that_the_brain_is_at_is_finished_before_the_worker_ends(world: World) -> None:
    await world.desk.receives(ROSA.says("aspetta"))
    worker = world.starts_worker()
    await world.hears_of("aspetta")
    stopping = asyncio.create_task(world.stops(worker))
    await asyncio.sleep(0)
    world.gateway.may_go_on.set()

    assert await stopping == 0
    assert (await world.desk.sends_all())[-1:] == ["su aspetta"] or (await world.read_by(ROSA))[-1] == "su aspetta"


async def test_the_same_message_fifty_times_at_once_is_answered_once(world: World) -> None:
    world.starts_worker()
    message = ROSA.says("quanto costa?")
    await asyncio.gather(*(world.desk.receives(message) for _ in range(50)))

    await world.reads(ROSA, "(notice)", "su quanto costa?")
    assert len(world.gateway.heard) == 1
