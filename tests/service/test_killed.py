"""kill -9 at the points where it hurts: nothing is lost, nothing is said twice."""

import asyncio
from functools import partial

import psycopg

from bot.storage.wakeups import conninfo
from tests.service.world import World, until
from tests.storage.desk import ROSA, Citizen

KILLS = 5
CRY = "mio marito mi picchia"


async def test_a_message_is_stored_and_answered_once(world: World) -> None:
    await world.desk.receives(ROSA.says("quanto costa?"))
    world.starts_worker()
    await world.reads(ROSA, "(notice)", "su quanto costa?")

    await world.desk.receives(ROSA.says("e dove?", after=60))
    await world.reads(ROSA, "(notice)", "su quanto costa?", "su e dove?")


async def test_a_worker_killed_while_the_brain_thinks_is_followed_by_another_with_the_same_turn(world: World) -> None:
    await world.desk.receives(ROSA.says("aspetta un momento"))
    worker = world.starts_worker()
    await world.hears_of("aspetta")
    await world.kills(worker)
    world.gateway.may_go_on.set()
    world.starts_worker()

    await world.reads(ROSA, "(notice)", "su aspetta un momento")
    assert len({body["message_id"] for body in world.gateway.heard}) == 1


async def test_a_worker_killed_after_the_brains_answer_and_before_its_own_commit_has_said_nothing(world: World) -> None:
    with psycopg.connect(conninfo(world.desk.database.url)) as connection:
        connection.execute("LOCK TABLE outbound_message IN SHARE ROW EXCLUSIVE MODE")
        await world.desk.receives(ROSA.says("quanto costa?"))
        worker = world.starts_worker()
        await until(world.waits_for_a_lock)
        worker.kill()
    await world.ends(worker)
    assert await world.read_by(ROSA) == []
    world.starts_worker()

    await world.reads(ROSA, "(notice)", "su quanto costa?")


async def test_what_a_worker_killed_after_the_providers_call_has_sent_is_unknown_and_not_repeated(world: World) -> None:
    await world.desk.answers(ROSA, "uno", "due")
    killed = world.starts_worker(provider="deadly")
    await world.ends(killed)
    world.starts_worker(provider="taking")

    await world.reads(ROSA, "due")
    assert await world.desk.statuses() == ["unknown", "sent"]
    assert await world.desk.alerts() == ["unknown"]


async def test_what_was_on_its_way_to_the_web_page_gets_there(world: World) -> None:
    await world.desk.answers(ROSA, "uno", "due")
    await world.desk.must_take()
    await world.desk.after_a_while()
    world.starts_worker()

    await world.reads(ROSA, "uno", "due")
    assert await world.desk.alerts() == []


async def test_the_answer_to_a_cry_for_help_is_rather_sent_twice_than_never(world: World) -> None:
    await world.desk.receives(ROSA.says(CRY))
    killed = world.starts_worker(provider="deadly")
    await world.ends(killed)
    world.starts_worker(provider="taking")

    await until(world.is_done)
    assert set(await world.desk.statuses()) == {"sent"}
    assert sorted(await world.desk.alerts()) == ["crisis", "waiting"]


async def test_workers_killed_again_and_again_under_load_lose_nothing_and_double_nothing(world: World) -> None:
    citizens = [Citizen(f"+39 333 {number:07}") for number in range(12)]
    worker = world.starts_worker()
    for number in range(KILLS):
        # Counted from before they write: the worker may be as quick as they are.
        heard = len(world.gateway.heard) + 2 * number
        await asyncio.gather(*(world.desk.receives(c.says(f"giro {number}", after=10 * number)) for c in citizens))
        # Each time at another point: after so many more turns than before have reached the brain.
        await until(partial(world.has_heard, heard))
        await world.kills(worker)
        worker = world.starts_worker()
    await until(world.is_done)

    assert await world.sent_to_all() == {c.address: [f"su giro {n}" for n in range(KILLS)] for c in citizens}


async def test_a_message_that_kills_every_worker_is_set_aside_and_a_person_is_called(world: World) -> None:
    await world.desk.receives(ROSA.says("aspetta veleno"))
    for attempt in (1, 2):
        worker = world.starts_worker(most_attempts="2")
        await world.hears_of("veleno", attempt)
        await world.kills(worker)
    await world.desk.receives(ROSA.says("e il pane?", after=60))
    world.starts_worker(most_attempts="2")

    await until(world.is_done)
    assert len(world.gateway.heard) == 2
    assert sorted(await world.desk.alerts()) == ["set_aside", "waiting"]
