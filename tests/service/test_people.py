"""Who holds the talk: the assistant calls a person, keeps quiet, and speaks up for a cry for help alone."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.dialogue.turn import Reply
from bot.queue import handover
from bot.queue.pace import Pace
from tests.cast import EMERGENCIES, PHRASES
from tests.service.world import World, until
from tests.storage.desk import ROSA, Desk

CRY = "mio marito mi picchia"
CALLED = f"{PHRASES.person_called} {PHRASES.operators_unknown}"


async def test_a_person_is_called_and_the_assistant_keeps_quiet(world: World) -> None:
    world.gateway.decision = {"action": "handover"}
    world.starts_worker()
    await world.desk.receives(ROSA.says("un umano"))
    await world.reads(ROSA, "(notice)", "su un umano", CALLED)
    for after in (60, 120):
        await world.desk.receives(ROSA.says("ho una domanda", after=after))
        await until(world.is_done)

    await world.reads(ROSA, "(notice)", "su un umano", CALLED, PHRASES.person_awaited)
    assert (world.gateway.heard_texts(), await world.desk.alerts()) == (["un umano"], ["waiting"])


async def test_who_waits_and_asks_how_long_is_told_when_people_answer(world: World) -> None:
    world.gateway.decision = {"action": "handover"}
    world.starts_worker()
    await world.desk.receives(ROSA.says("un umano"))
    await until(world.is_done)
    await world.desk.receives(ROSA.says("quanto aspetto?", after=60))

    await world.reads(ROSA, "(notice)", "su un umano", CALLED, PHRASES.operators_unknown)
    assert (await world.desk.conversations())[0].holder == "waiting"


async def test_who_waits_and_writes_that_help_is_coming_is_told_of_no_queue(world: World) -> None:
    world.gateway.decision = {"action": "handover"}
    world.starts_worker()
    await world.desk.receives(ROSA.says("un umano"))
    await until(world.is_done)
    await world.desk.receives(ROSA.says("ho chiamato il 112, stanno arrivando", after=60))
    await until(world.is_done)

    assert (await world.read_by(ROSA))[-1].startswith(EMERGENCIES.help["coming"])
    assert (await world.desk.conversations())[0].holder == "waiting"


@pytest.mark.parametrize("way", ["pressed", "written"])
async def test_who_waits_for_a_person_may_go_on_with_the_assistant(world: World, way: str) -> None:
    world.gateway.decision = {"action": "handover"}
    world.starts_worker()
    await world.desk.receives(ROSA.says("un umano"))
    await until(world.is_done)
    world.gateway.decision = {}
    back = (
        ROSA.presses("assistant", after=60)
        if way == "pressed"
        else ROSA.says("va bene, torno all'assistente", after=60)
    )
    await world.desk.receives(back)
    await world.desk.receives(ROSA.says("quanto costa?", after=120))
    await until(world.is_done)

    assert (await world.read_by(ROSA))[-2:] == [PHRASES.back_to_assistant, "su quanto costa?"]
    assert await world.desk.alerts() == []


async def test_the_way_back_pressed_twice_does_no_harm(world: World) -> None:
    world.gateway.decision = {"action": "handover"}
    world.starts_worker()
    await world.desk.receives(ROSA.says("un umano"))
    await until(world.is_done)
    for after in (60, 120):
        await world.desk.receives(ROSA.presses("assistant", after=after))
        await until(world.is_done)

    assert (await world.read_by(ROSA))[-2:] == [PHRASES.back_to_assistant] * 2
    assert (await world.desk.conversations())[0].holder == "bot"


async def test_who_waits_for_a_person_and_cries_for_help_gets_the_numbers_and_comes_first(world: World) -> None:
    world.gateway.decision = {"action": "handover"}
    world.starts_worker()
    await world.desk.receives(ROSA.says("un umano"))
    await until(world.is_done)
    await world.desk.receives(ROSA.says(CRY, after=60))
    await until(lambda: world.has_read(ROSA, "1522"))

    (talk,) = await world.desk.conversations()
    assert (talk.holder, talk.reason, talk.priority) == ("waiting", "crisis", 100)


async def test_an_operator_who_holds_the_talk_has_a_minute_to_answer_a_cry_for_help(world: World) -> None:
    await _is_held(world.desk)
    world.starts_worker()
    await world.desk.receives(ROSA.says("buongiorno"))
    await world.desk.receives(ROSA.says(CRY, after=60))
    await until(lambda: _has_alert(world, "crisis"))
    await until(world.is_answered)

    assert (await world.read_by(ROSA), await _seconds_held_back(world)) == (["…"], [60])
    await world.desk.after_a_while()
    await until(lambda: world.has_read(ROSA, "1522"))


async def test_an_operator_who_answers_within_the_minute_is_not_talked_over(world: World) -> None:
    epoch = await _is_held(world.desk)
    world.starts_worker()
    await world.desk.receives(ROSA.says(CRY))
    await until(lambda: _has_alert(world, "crisis"))
    async with world.desk.database.transaction() as session:
        await handover.answer(session, 1, "anna", epoch, [Reply("La chiamo subito.")])
    await until(world.is_done)

    assert (await world.read_by(ROSA))[-1] == "La chiamo subito."
    assert await world.desk.statuses() == ["sent", "dropped", "sent"]


async def test_what_is_no_text_is_told_so(world: World) -> None:
    world.starts_worker()
    await world.desk.receives(ROSA.sends("media"))

    await world.reads(ROSA, "(notice)", f"{PHRASES.attachments['other']} {PHRASES.attachment_instead}")


async def test_an_option_is_pressed_by_its_number(world: World) -> None:
    world.starts_worker()
    await world.desk.receives(ROSA.says("quanto costa?"))
    await until(world.is_done)
    await world.desk.receives(ROSA.says("1", after=60))
    await until(world.is_done)

    assert world.gateway.heard[1]["payload"] == "ask:x:costi"


async def _is_held(desk: Desk) -> int:
    """Anna holds Rosa's talk; one thing was said before."""
    await desk.answers(ROSA, "…")
    await desk.sends_all()
    assert Pace().cry_hold == timedelta(seconds=60)
    return await desk.is_taken_over(1)


async def _has_alert(world: World, kind: str) -> bool:
    return kind in await world.desk.alerts()


async def _seconds_held_back(world: World) -> list[int]:
    """Of each message that waits: how long, counted from when it was written."""
    held = text("SELECT extract(epoch FROM not_before - created_at) FROM outbound_message WHERE status = 'pending'")
    async with world.desk.database.transaction() as session:
        return [int(seconds) for seconds in await session.scalars(held)]
