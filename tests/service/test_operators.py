"""Operators and real workers: the assistant is silent until it is given the talk back, and then goes on where it was."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from bot.dialogue.turn import Reply
from bot.handover.closures import enter_closure, remove_closure
from bot.handover.ending import close, give_back
from bot.handover.holding import take
from bot.handover.saying import say
from bot.knowledge.live import LiveKnowledge
from bot.settings import PROJECT
from bot.storage.models import OpenQuestion
from bot.times import now, spoken_date
from tests.cast import PHRASES
from tests.service.test_people import CRY
from tests.service.world import World, until
from tests.storage.console import CHIEF, does, done, events, time_passes
from tests.storage.desk import ROSA

KNOWLEDGE = LiveKnowledge(PROJECT / "knowledge").current()


async def is_held(world: World) -> None:
    """The chief has Rosa's talk, at epoch 1, after one answer of the assistant's."""
    await world.desk.receives(ROSA.says("quanto costa?"))
    await until(world.is_done)
    await done(world.desk, take, CHIEF, 1, 0, KNOWLEDGE, quietly=True)


@pytest.mark.parametrize("silence", [timedelta(minutes=60), timedelta(hours=25)])
async def test_after_a_long_silence_the_operator_still_holds_the_talk_and_the_assistant_has_not_said_a_word(
    world: World, silence: timedelta
) -> None:
    worker = world.starts_worker()
    await is_held(world)
    await done(world.desk, say, CHIEF, 1, 1, [Reply("Mi informo.")])
    await until(world.is_done)
    before = await world.read_by(ROSA)
    await time_passes(world.desk, silence)
    # A fresh worker looks at everything when it starts.
    await world.stops(worker)
    world.starts_worker()
    await world.desk.receives(ROSA.says("c'è ancora?", after=silence.total_seconds()))
    await until(world.is_done)

    (talk,) = await world.desk.conversations()
    assert (talk.holder, talk.operator, talk.epoch) == ("operator", "chief", 1)
    assert await world.read_by(ROSA) == before
    assert world.gateway.heard_texts() == ["quanto costa?"]
    await done(world.desk, say, CHIEF, 1, 1, [Reply("Eccomi.")])
    await until(world.is_done)
    assert (await world.read_by(ROSA))[-1] == "Eccomi."


async def test_nothing_of_a_humans_talk_goes_to_the_brain_and_afterwards_the_same_talk_goes_on(world: World) -> None:
    world.starts_worker()
    await is_held(world)
    await world.desk.receives(ROSA.says("le spiego la mia situazione", after=60))
    await done(world.desk, say, CHIEF, 1, 1, [Reply("La ascolto.")])
    await until(world.is_done)
    await done(world.desk, give_back, CHIEF, 1, 1, KNOWLEDGE)
    await world.desk.receives(ROSA.says("e dove?", after=120))
    await until(world.is_done)

    first, second = world.gateway.heard
    assert (first["text"], second["text"]) == ("quanto costa?", "e dove?")
    assert first["conversation"] == second["conversation"]
    await world.reads(ROSA, "(notice)", "su quanto costa?", "La ascolto.", PHRASES.given_back, "su e dove?")


async def test_an_answer_under_way_when_an_operator_takes_the_talk_is_not_said(world: World) -> None:
    world.starts_worker()
    await world.desk.receives(ROSA.says("aspetta un momento"))
    await world.hears_of("aspetta")
    await done(world.desk, take, CHIEF, 1, 0, KNOWLEDGE)
    world.gateway.may_go_on.set()
    await until(world.is_done)

    await world.reads(ROSA, "Ora le risponde La responsabile, dei servizi sociali del suo Comune.")


async def test_who_writes_in_a_closed_talk_is_answered_by_the_assistant(world: World) -> None:
    world.starts_worker()
    await is_held(world)
    await done(world.desk, close, CHIEF, 1, 1, KNOWLEDGE)
    await world.desk.receives(ROSA.says("un'altra cosa", after=60))
    await until(world.is_done)

    assert (await world.read_by(ROSA))[-2:] == [PHRASES.closed_by_person, "su un'altra cosa"]
    assert [kind for kind, *_ in await events(world.desk)] == ["stepped_in", "closed", "reopened"]


async def test_numbers_held_back_for_an_operator_outlive_the_worker_and_go_once(world: World) -> None:
    worker = world.starts_worker()
    await is_held(world)
    await world.desk.receives(ROSA.says(CRY, after=60))
    await until(world.is_answered)
    worker.kill()
    worker.join()
    assert not await world.has_read(ROSA, "1522")
    await time_passes(world.desk, timedelta(seconds=60))
    for _ in range(3):
        world.starts_worker()
    await until(lambda: world.has_read(ROSA, "1522"))
    await until(world.is_done)

    assert sum("1522" in said for said in await world.read_by(ROSA)) == 1
    assert await world.desk.alerts() == ["crisis"]
    assert ("crisis", None, None) in await events(world.desk)


async def test_two_misunderstandings_call_a_person_and_the_question_is_kept(world: World) -> None:
    world.starts_worker()
    world.gateway.decision = {"action": "fallback"}
    await world.desk.receives(ROSA.says("asdf"))
    await until(world.is_done)
    world.gateway.decision = {"action": "handover", "calls": "misunderstood"}
    await world.desk.receives(ROSA.says("qwer", after=60))
    await until(world.is_done)

    (talk,) = await world.desk.conversations()
    assert (talk.holder, talk.reason) == ("waiting", "misunderstood")
    assert (await world.read_by(ROSA))[-1].startswith(PHRASES.person_called)
    async with world.desk.database.transaction() as session:
        kept = [(row.text, row.why) for row in await session.scalars(select(OpenQuestion).order_by(OpenQuestion.id))]
    assert kept == [("asdf", "not_understood"), ("qwer", "not_understood")]


async def test_an_entry_that_calls_a_person_is_answered_and_a_person_called(world: World) -> None:
    world.starts_worker()
    world.gateway.decision = {"calls": "entry"}
    await world.desk.receives(ROSA.says("una casa"))
    await until(world.is_done)

    assert (await world.desk.conversations())[0].reason == "entry"
    assert "su una casa" in await world.read_by(ROSA)


async def test_a_closure_is_in_the_answers_of_a_running_worker_and_goes_with_it(world: World) -> None:
    world.gateway.is_away = True
    world.starts_worker()
    await world.desk.answers(ROSA, "…")
    async with world.desk.database.transaction() as session:
        await session.execute(text("UPDATE conversation SET comune = 'cesano-boscone'"))
    # Tomorrow is still told when it has become today.
    day = now().date() + timedelta(days=1)
    words = f"chiusura straordinaria: {spoken_date(day)}. Corso del personale."
    id = await does(world.desk, enter_closure, CHIEF, "cesano-boscone", day, day, "Corso del personale.", "ti-ascolto")

    await until(lambda: _is_told(world, words))
    await does(world.desk, remove_closure, CHIEF, id)
    await until(lambda: _is_not_told(world, words))


async def _is_told(world: World, words: str) -> bool:
    return words in await _hours(world)


async def _is_not_told(world: World, words: str) -> bool:
    return words not in await _hours(world)


async def _hours(world: World) -> str:
    """What Rosa is told when she asks for hours now."""
    before = len(await world.read_by(ROSA))
    await world.desk.receives(ROSA.presses("ask:ti-ascolto:orari", after=60))
    await until(world.is_done)
    return "\n".join((await world.read_by(ROSA))[before:])
