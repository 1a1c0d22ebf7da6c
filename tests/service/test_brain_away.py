"""The brain fails, hangs, breaks off or is away: an honest line, a person where need be, and nobody else waits."""

import pytest

from bot.queue.turns import MOST_AT_ONCE
from bot.storage.base import Kind
from tests.cast import PHRASES
from tests.service.world import World, until
from tests.storage.desk import ROSA, UGO, Citizen

CRY = "mio marito mi picchia"
WAITING, SET_ASIDE = PHRASES.brain_away_waiting, PHRASES.set_aside


@pytest.mark.parametrize("message", ["veleno", "mezza risposta"])
async def test_a_message_that_the_brain_fails_at_is_set_aside_and_the_others_go_on(world: World, message: str) -> None:
    world.starts_worker(most_attempts="2")
    await world.desk.receives(ROSA.says(message))
    await world.desk.receives(UGO.says("quanto costa?"))
    await world.reads(UGO, "(notice)", "su quanto costa?")
    await world.hears_of(message)

    await world.after_back_off(world.is_done)
    await world.reads(ROSA, "(notice)", SET_ASIDE, PHRASES.operators_unknown)
    assert sorted(await world.desk.alerts()) == ["set_aside", "waiting"]


async def test_while_the_brain_is_away_the_citizen_is_told_once_and_answered_when_it_is_back(world: World) -> None:
    world.gateway.is_away = True
    world.starts_worker()
    await world.desk.receives(ROSA.says("avrei bisogno di un consiglio"))
    await world.reads(ROSA, "(notice)", WAITING)
    await world.hears_of("consiglio", times=1)

    world.gateway.is_away = False
    await world.after_back_off(world.is_done)
    await world.reads(ROSA, "(notice)", WAITING, "su avrei bisogno di un consiglio")
    assert await world.desk.alerts() == []


async def test_what_is_written_while_the_brain_is_away_is_answered_together(world: World) -> None:
    world.gateway.is_away = True
    world.starts_worker()
    await world.desk.receives(ROSA.says("avrei bisogno di un consiglio"))
    await world.reads(ROSA, "(notice)", WAITING)
    await world.desk.receives(ROSA.says("ci siete?", after=60))
    await until(world.all_in_one_turn)

    world.gateway.is_away = False
    await world.after_back_off(world.is_done)
    await world.reads(ROSA, "(notice)", WAITING, "su avrei bisogno di un consiglio / ci siete?")


async def test_a_plain_question_is_answered_from_the_knowledge_base_without_the_brain(world: World) -> None:
    world.gateway.is_away = True
    world.starts_worker()
    await world.desk.receives(ROSA.says("A Cesano Boscone quanto costa Ti ascolto?"))

    await until(world.is_done)
    notice, found, answer = await world.read_by(ROSA)
    assert (notice, found) == ("(notice)", PHRASES.brain_away_found)
    assert "gratuito" in answer


async def test_who_asks_for_a_person_while_the_brain_is_away_is_put_on_the_list(world: World) -> None:
    world.gateway.is_away = True
    world.starts_worker()
    await world.desk.receives(ROSA.says("operatore"))

    await until(world.is_done)
    assert (await world.read_by(ROSA))[-1].startswith(PHRASES.person_called)
    assert await world.desk.alerts() == ["waiting"]


async def test_a_brain_that_hangs_is_as_good_as_away(world: World) -> None:
    world.starts_worker(brain_turn_seconds="0.3")
    await world.desk.receives(ROSA.says("aspetta"))

    await world.reads(ROSA, "(notice)", WAITING)


@pytest.mark.parametrize("message", [CRY, "vorrei sapere gli orari, mio marito mi picchia"])
async def test_a_cry_for_help_is_answered_while_the_brain_is_away(world: World, message: str) -> None:
    world.gateway.is_away = True
    world.starts_worker()
    await world.desk.receives(ROSA.says(message))

    await until(world.is_done)
    assert "1522" in (await world.read_by(ROSA))[0]
    assert sorted(await world.desk.alerts()) == ["crisis", "waiting"]


@pytest.mark.parametrize("kind", ["media", "location", "other"])
async def test_a_cry_for_help_behind_a_picture_does_not_wait_for_the_brain(world: World, kind: Kind) -> None:
    world.gateway.is_away = True
    world.starts_worker()
    await world.desk.receives(ROSA.says("avrei bisogno di un consiglio"))
    await world.reads(ROSA, "(notice)", WAITING)
    await world.desk.receives(ROSA.sends(kind, after=60))
    await world.desk.receives(ROSA.says(CRY, after=120))

    await until(lambda: world.has_read(ROSA, "1522"))
    assert sorted(await world.desk.alerts()) == ["crisis", "waiting"]


async def test_a_cry_for_help_behind_very_many_messages_does_not_wait_for_the_brain(world: World) -> None:
    world.gateway.is_away = True
    for number in range(MOST_AT_ONCE):
        await world.desk.receives(ROSA.says("ci siete?", after=60 * number))
    await world.desk.receives(ROSA.sends("media", after=7200))
    await world.desk.receives(ROSA.says(CRY, after=7200))
    world.starts_worker()

    await until(lambda: world.has_read(ROSA, "1522"))


async def test_a_cry_for_help_does_not_stand_behind_hanging_messages_of_others(world: World) -> None:
    world.starts_worker()
    for number in range(12):
        await world.desk.receives(Citizen(f"+39 333 {number:07}").says("aspetta"))
    await world.hears_of("aspetta")
    await world.desk.receives(ROSA.says(CRY))

    await until(lambda: world.has_read(ROSA, "1522"))


async def test_a_cry_for_help_does_not_stand_behind_a_hanging_message_of_ones_own(world: World) -> None:
    world.starts_worker()
    await world.desk.receives(ROSA.says("aspetta"))
    await world.hears_of("aspetta")
    await world.desk.receives(ROSA.says(CRY, after=60))

    await until(lambda: world.has_read(ROSA, "1522"))


@pytest.mark.parametrize("first", ["aspetta", "veleno"])
async def test_a_cry_for_help_does_not_stand_behind_a_picture_of_ones_own(world: World, first: str) -> None:
    world.starts_worker()
    await world.desk.receives(ROSA.says(first))
    await world.hears_of(first)
    await world.desk.receives(ROSA.sends("media", after=60))
    await world.desk.receives(ROSA.says(CRY, after=120))

    await until(lambda: world.has_read(ROSA, "1522"))


async def test_a_cry_for_help_does_not_stand_behind_a_message_that_fails(world: World) -> None:
    world.starts_worker()
    await world.desk.receives(ROSA.says("veleno"))
    await world.hears_of("veleno")
    await world.desk.receives(ROSA.says(CRY, after=60))

    await until(lambda: world.has_read(ROSA, "1522"))
