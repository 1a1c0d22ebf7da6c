"""kill -9 at the points where it hurts: nothing is lost, nothing is said twice."""

import psycopg

from bot.storage.wakeups import conninfo
from tests.service.world import SELF_KILLING, World, until
from tests.storage.desk import ROSA

CRY = "mio marito mi picchia"


async def test_a_message_is_stored_and_answered_once(world: World) -> None:
    await world.desk.receives(ROSA.says("quanto costa?"))
    await world.starts_worker()
    await world.reads(ROSA, "(notice)", "su quanto costa?")

    await world.desk.receives(ROSA.says("e dove?", after=60))
    await world.reads(ROSA, "(notice)", "su quanto costa?", "su e dove?")


async def test_a_worker_killed_while_the_brain_thinks_is_followed_by_another_with_the_same_turn(world: World) -> None:
    await world.desk.receives(ROSA.says("aspetta un momento"))
    worker = await world.starts_worker()
    await world.hears_of("aspetta")
    await world.kills(worker)
    world.gateway.may_go_on.set()
    await world.starts_worker()

    await world.reads(ROSA, "(notice)", "su aspetta un momento")
    assert len({body["message_id"] for body in world.gateway.heard}) == 1


async def test_a_worker_killed_after_the_brains_answer_and_before_its_own_commit_has_said_nothing(world: World) -> None:
    with psycopg.connect(conninfo(world.desk.database.url)) as connection:
        connection.execute("LOCK TABLE outbound_message IN SHARE ROW EXCLUSIVE MODE")
        await world.desk.receives(ROSA.says("quanto costa?"))
        worker = await world.starts_worker()
        await until(world.waits_for_a_lock)
        worker.kill()
        await worker.wait()
    await world.desk.after_a_while()
    assert await world.read_by(ROSA) == []
    await world.starts_worker()

    await world.reads(ROSA, "(notice)", "su quanto costa?")


async def test_what_a_worker_killed_after_the_providers_call_has_sent_is_unknown_and_not_repeated(world: World) -> None:
    await world.desk.answers(ROSA, "uno", "due")
    killed = await world.starts_worker(*SELF_KILLING)
    await killed.wait()
    await world.desk.after_a_while()
    await world.starts_worker()

    await world.reads(ROSA, "due")
    assert await world.desk.statuses() == ["unknown", "sent"]
    assert await world.desk.alerts() == ["unknown"]


async def test_the_answer_to_a_cry_for_help_is_rather_sent_twice_than_never(world: World) -> None:
    await world.desk.receives(ROSA.says(CRY))
    killed = await world.starts_worker(*SELF_KILLING)
    await killed.wait()
    await world.desk.after_a_while()
    await world.starts_worker()

    await until(world.is_done)
    assert set(await world.desk.statuses()) == {"sent"}
    assert sorted(await world.desk.alerts()) == ["crisis", "waiting"]


async def test_a_message_that_kills_every_worker_is_set_aside_and_a_person_is_called(world: World) -> None:
    await world.desk.receives(ROSA.says("aspetta veleno"))
    for attempt in (1, 2):
        worker = await world.starts_worker(most_attempts="2")
        await world.hears_of("veleno", attempt)
        await world.kills(worker)
    await world.desk.receives(ROSA.says("e il pane?", after=60))
    await world.starts_worker(most_attempts="2")

    await until(world.is_done)
    assert len(world.gateway.heard) == 2
    assert sorted(await world.desk.alerts()) == ["set_aside", "waiting"]
