"""Turns: what belongs together is claimed together, by one worker, and finished by who still holds it."""

import asyncio
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialogue.turn import Reply
from bot.errors import LeaseLost
from bot.queue import finishing
from bot.queue.turns import ClaimedTurn
from tests.storage.desk import ROSA, UGO, Citizen, Desk


async def test_a_citizen_who_may_go_on_writing_is_not_interrupted(patient_desk: Desk) -> None:
    await patient_desk.receives(ROSA.says("buongiorno"))
    assert await patient_desk.claims() is None

    await patient_desk.after_a_while()
    assert (await patient_desk.must_claim()).text == "buongiorno"


async def test_messages_in_quick_succession_are_one_turn(patient_desk: Desk) -> None:
    # Gaps of 2.9, 3.0 and 3.1 seconds: the pause of 3 seconds still belongs to the turn.
    for words, after in (("buongiorno", 0), ("per il bonus", 2.9), ("luce", 5.9), ("ci siete?", 9)):
        await patient_desk.receives(ROSA.says(words, after=after))
    await patient_desk.after_a_while()

    turn = await patient_desk.must_claim()
    await patient_desk.completes(turn)

    assert turn.text == "buongiorno\nper il bonus\nluce"
    assert (await patient_desk.must_claim()).text == "ci siete?"


async def test_an_album_is_one_turn_and_the_next_album_another(patient_desk: Desk) -> None:
    picture = replace(ROSA.says("i documenti"), kind="media", payload="picture")
    for number, after in enumerate((0, 0.2, 0.4, 9)):
        later = picture.received_at + timedelta(seconds=after)
        words = picture.text if number == 0 else None
        part = replace(picture, provider_message_id=f"part {number}", received_at=later, text=words)
        await patient_desk.receives(part)
    await patient_desk.after_a_while()

    turn = await patient_desk.must_claim()
    await patient_desk.completes(turn)

    assert (turn.text, turn.attachment, len(turn.messages)) == ("i documenti", "picture", 3)
    assert len((await patient_desk.must_claim()).messages) == 1


async def test_a_pressed_option_is_a_turn_of_its_own(patient_desk: Desk) -> None:
    await patient_desk.receives(ROSA.says("vorrei"))
    await patient_desk.receives(ROSA.presses("person", after=1))

    turn = await patient_desk.must_claim()
    await patient_desk.completes(turn)

    assert turn.text == "vorrei"
    assert (await patient_desk.must_claim()).messages[0].payload == "person"


async def test_a_conversation_is_claimed_by_one_worker_another_by_the_next(desk: Desk) -> None:
    for citizen in (ROSA, UGO):
        for words in ("uno", "due"):
            await desk.receives(citizen.says(words))

    claimed = await asyncio.gather(*(desk.claims() for _ in range(4)))
    later = await desk.claims()

    turns = [turn for turn in (*claimed, later) if turn]

    assert sorted(turn.address for turn in turns) == [ROSA.address, UGO.address]


async def test_a_worker_that_has_lost_its_lease_cannot_complete(desk: Desk) -> None:
    await desk.receives(ROSA.says("ciao"))
    slow = await desk.must_claim()
    await desk.after_a_while()
    quick = await desk.must_claim()

    with pytest.raises(LeaseLost):
        await desk.completes(slow, "troppo tardi")
    await desk.completes(quick, "ecco")
    with pytest.raises(LeaseLost):
        await desk.completes(slow, "troppo tardi")

    assert await desk.sends_all() == ["ecco"]


async def test_a_lease_that_is_renewed_is_kept(desk: Desk) -> None:
    await desk.receives(ROSA.says("ciao"))
    turn = await desk.must_claim()
    await desk.after_a_while()
    async with desk.database.transaction() as session:
        await finishing.renew(session, turn, desk.pace)

    assert await desk.claims() is None
    await desk.completes(turn, "ecco")


async def test_a_turn_completed_twice_is_answered_once(desk: Desk) -> None:
    turn = await desk.answers(ROSA, "ecco")
    with pytest.raises(LeaseLost):
        await desk.completes(turn, "ecco")

    assert await desk.sends_all() == ["ecco"]


async def test_a_turn_that_is_tried_again_is_the_same_turn(patient_desk: Desk) -> None:
    await patient_desk.receives(ROSA.says("uno"))
    await patient_desk.after_a_while()
    first = await patient_desk.must_claim()
    await patient_desk.receives(ROSA.says("due", after=1))
    await patient_desk.after_a_while()
    again = await patient_desk.must_claim()

    assert (again.id, again.text, again.attempt) == (first.id, "uno", 2)


async def test_what_comes_while_a_worker_is_at_it_is_answered_next(desk: Desk) -> None:
    await desk.receives(ROSA.says("uno"))
    turn = await desk.must_claim()
    await desk.receives(ROSA.says("due"))
    assert await desk.claims() is None
    await desk.completes(turn, "ecco")

    assert (await desk.must_claim()).text == "due"


async def test_a_message_that_fails_waits_then_is_set_aside_with_an_alert_and_the_next_goes_on(desk: Desk) -> None:
    await desk.receives(ROSA.says("veleno"))
    turn = await desk.must_claim()
    async with desk.database.transaction() as session:
        await finishing.try_again(session, turn, timedelta(seconds=2))
    assert await desk.claims() is None
    await desk.after_a_while()
    turn = await desk.must_claim()
    assert turn.attempt == 2
    async with desk.database.transaction() as session:
        await finishing.set_aside(session, turn, [Reply("Non ci riesco: chiamo una persona.")])
    await desk.receives(ROSA.says("pane"))

    assert (await desk.must_claim()).text == "pane"
    assert await desk.alerts() == ["set_aside"]
    assert await desk.sends_all() == ["Non ci riesco: chiamo una persona."]


async def test_a_try_that_says_nothing_of_the_message_does_not_count(desk: Desk) -> None:
    await desk.receives(ROSA.says("ciao"))
    async with desk.database.transaction() as session:
        await finishing.try_again(session, await desk.must_claim(), timedelta(0), counts=False)

    assert (await desk.must_claim()).attempt == 1


async def test_completing_is_all_or_nothing(desk: Desk) -> None:
    await desk.receives(ROSA.says("ciao"))
    turn = await desk.must_claim()
    with pytest.raises(RuntimeError):
        async with desk.database.transaction() as session:
            await finishing.complete(session, turn, [Reply("ecco")])
            raise RuntimeError
    await desk.after_a_while()

    assert await desk.sends_all() == []
    assert (await desk.must_claim()).text == "ciao"


async def test_six_workers_answer_every_message_once_and_in_order(desk: Desk) -> None:
    citizens = [Citizen(f"+39 333 {number:07}") for number in range(20)]
    for second, words in enumerate("abc"):
        await asyncio.gather(*(desk.receives(citizen.says(words, after=second)) for citizen in citizens))
    heard: dict[str, list[str]] = defaultdict(list)

    async def work() -> None:
        idle = 0
        while idle < 3:
            turn: ClaimedTurn | None = await desk.claims()
            idle = 0 if turn else idle + 1
            if turn:
                heard[turn.address].append(turn.text)
                await desk.completes(turn, f"su {turn.text}")

    await asyncio.gather(*(work() for _ in range(6)))

    assert heard == {citizen.address: ["a", "b", "c"] for citizen in citizens}
