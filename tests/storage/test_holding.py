"""Operators and talks: taken, stepped into, taken from a colleague, handed on, given back, closed; by one at a time."""

from asyncio import gather
from dataclasses import replace

import pytest

from bot.dialogue.turn import Reply
from bot.handover.ending import close, give_back
from bot.handover.holding import take, take_from, transfer
from bot.handover.saying import say
from bot.queue import finishing
from tests.cast import KNOWLEDGE, PHRASES
from tests.storage.console import ANNA, BRUNO, CHIEF, FRANCO, calls, does, done, events, is_of, refused
from tests.storage.desk import ROSA, Desk

ANNA_ANSWERS = "Ora le risponde Anna, del Comune di Borgo."
BRUNO_ANSWERS = "Ora le risponde Bruno, del Comune di Borgo."


async def waits(desk: Desk) -> int:
    """Rosa of Borgo has written something, which is answered, and waits for a person."""
    turn = await desk.answers(ROSA, "Un momento.")
    await is_of(desk, turn.conversation_id, "borgo")
    await calls(desk, turn.conversation_id)
    assert await desk.sends_all() == ["Un momento."]
    return turn.conversation_id


async def held(desk: Desk) -> int:
    """Anna has Rosa's talk, at epoch 1."""
    talk = await waits(desk)
    await done(desk, take, ANNA, talk, 0, KNOWLEDGE)
    assert await desk.sends_all() == [ANNA_ANSWERS]
    return talk


async def test_who_takes_a_talk_that_waits_holds_it_and_the_citizen_is_told_who_answers(desk: Desk) -> None:
    talk = await waits(desk)

    taken = await done(desk, take, ANNA, talk, 0, KNOWLEDGE)

    assert (taken.holder, taken.operator, taken.epoch) == ("operator", "anna", 1)
    assert await desk.sends_all() == [ANNA_ANSWERS]
    assert await desk.alerts() == []
    assert await events(desk) == [("called", None, None), ("taken", "anna", None)]


async def test_an_operator_steps_in_unasked(desk: Desk) -> None:
    turn = await desk.answers(ROSA, "Non ho capito.")

    await done(desk, take, ANNA, turn.conversation_id, 0, KNOWLEDGE, quietly=True)

    assert await events(desk) == [("stepped_in", "anna", None)]


async def test_what_the_assistant_had_ready_when_an_operator_stepped_in_is_not_said(desk: Desk) -> None:
    await desk.answers(ROSA, "Gli orari sono questi.")

    await done(desk, take, ANNA, 1, 0, KNOWLEDGE)

    assert await desk.sends_all() == ["Ora le risponde Anna, dei servizi sociali del suo Comune."]
    assert await desk.statuses() == ["dropped", "sent"]


async def test_what_was_being_thought_of_when_an_operator_stepped_in_is_not_said(desk: Desk) -> None:
    await desk.receives(ROSA.says("quanto costa?"))
    turn = await desk.must_claim()

    await done(desk, take, ANNA, turn.conversation_id, 0, KNOWLEDGE, quietly=True)
    await desk.completes(turn, "Costa dieci euro.")

    assert await desk.sends_all() == []


async def test_of_two_who_take_a_talk_at_once_one_has_it_and_the_other_is_told_who(desk: Desk) -> None:
    talk = await waits(desk)

    outcomes = await gather(*(does(desk, take, clerk, talk, 0, KNOWLEDGE) for clerk in (ANNA, BRUNO)))

    (won,) = [outcome for outcome in outcomes if outcome and outcome.is_done]
    (lost,) = [outcome for outcome in outcomes if outcome and not outcome.is_done]
    assert lost == replace(won, is_done=False)
    assert len(await desk.sends_all()) == 1


async def test_a_colleagues_talk_is_taken_from_whom_one_was_shown_and_nobody_else(desk: Desk) -> None:
    talk = await held(desk)

    assert (await refused(desk, take, BRUNO, talk, 1, KNOWLEDGE)).operator == "anna"
    assert (await refused(desk, take_from, BRUNO, talk, "chief", 1, KNOWLEDGE)).operator == "anna"
    taken = await done(desk, take_from, BRUNO, talk, "anna", 1, KNOWLEDGE)

    assert (taken.operator, taken.epoch) == ("bruno", 2)
    assert await desk.sends_all() == [BRUNO_ANSWERS]
    assert (await events(desk))[-1] == ("taken_from", "bruno", "anna")
    assert (await refused(desk, say, ANNA, talk, 1, [Reply("Eccomi.")])).operator == "bruno"


async def test_a_talk_is_handed_to_a_colleague_who_may_see_it(desk: Desk) -> None:
    talk = await held(desk)

    assert await does(desk, transfer, ANNA, talk, FRANCO, 1, KNOWLEDGE) is None
    await refused(desk, transfer, BRUNO, talk, CHIEF, 1, KNOWLEDGE)
    handed = await done(desk, transfer, ANNA, talk, BRUNO, 1, KNOWLEDGE)

    assert (handed.operator, handed.epoch) == ("bruno", 2)
    assert await desk.sends_all() == [BRUNO_ANSWERS]
    assert (await events(desk))[-1] == ("transferred", "anna", "bruno")


async def test_only_who_holds_the_talk_says_something(desk: Desk) -> None:
    talk = await held(desk)

    assert (await refused(desk, say, BRUNO, talk, 1, [Reply("Io no.")])).operator == "anna"
    await refused(desk, say, ANNA, talk, 0, [Reply("Da un vecchio schermo.")])
    said = await done(desk, say, ANNA, talk, 1, [Reply("Mi dica."), Reply("La ascolto.")])

    assert len(said.said) == 2
    assert await desk.sends_all() == ["Mi dica.", "La ascolto."]


async def test_a_talk_given_back_ends_with_who_answers_now(desk: Desk) -> None:
    talk = await held(desk)

    back = await done(desk, give_back, ANNA, talk, 1, KNOWLEDGE)

    assert (back.holder, back.operator, back.epoch) == ("bot", None, 2)
    assert await desk.sends_all() == [PHRASES.given_back]
    assert (await events(desk))[-1] == ("given_back", "anna", None)
    await refused(desk, say, ANNA, talk, 2, [Reply("Ancora io.")])


async def test_the_assistant_answers_after_a_talk_was_given_back(desk: Desk) -> None:
    talk = await held(desk)
    await done(desk, give_back, ANNA, talk, 1, KNOWLEDGE, quietly=True)

    turn = await desk.answers(ROSA, "Certo: sono qui.")

    assert (turn.holder, turn.epoch) == ("bot", 2)
    assert await desk.sends_all() == ["Certo: sono qui."]


async def test_a_closed_talk_is_the_assistants_and_opens_again_when_the_citizen_writes(desk: Desk) -> None:
    talk = await held(desk)
    await done(desk, close, ANNA, talk, 1, KNOWLEDGE)
    (closed,) = await desk.conversations()
    assert closed.closed_at
    assert await desk.sends_all() == [PHRASES.closed_by_person]

    await desk.answers(ROSA, "Buongiorno.")

    (open_again,) = await desk.conversations()
    assert (open_again.holder, open_again.closed_at) == ("bot", None)
    assert [kind for kind, *_ in await events(desk)] == ["called", "taken", "closed", "reopened"]


async def test_a_providers_repeat_opens_no_closed_talk(desk: Desk) -> None:
    message = ROSA.says("grazie")
    await desk.receives(message)
    await done(desk, take, ANNA, 1, 0, KNOWLEDGE, quietly=True)
    await done(desk, close, ANNA, 1, 1, KNOWLEDGE, quietly=True)

    await desk.receives(message)

    assert (await desk.conversations())[0].closed_at


async def test_a_closed_talk_can_be_stepped_into(desk: Desk) -> None:
    talk = await held(desk)
    await done(desk, close, ANNA, talk, 1, KNOWLEDGE)

    await done(desk, take, BRUNO, talk, 2, KNOWLEDGE)

    (again,) = await desk.conversations()
    assert (again.operator, again.closed_at) == ("bruno", None)


@pytest.mark.parametrize("step", [take, give_back, close])
async def test_another_municipalitys_talk_is_not_there(desk: Desk, step: object) -> None:
    talk = await waits(desk)

    assert await does(desk, step, FRANCO, talk, 0, KNOWLEDGE) is None  # type: ignore[arg-type]
    assert await does(desk, take_from, FRANCO, talk, "anna", 0, KNOWLEDGE) is None
    assert await does(desk, say, FRANCO, talk, 0, [Reply("Io?")]) is None
    assert [kind for kind, *_ in await events(desk)] == ["called"]


async def test_a_talk_whose_municipality_is_not_known_is_everybodys(desk: Desk) -> None:
    turn = await desk.answers(ROSA, "Per quale Comune?")

    await done(desk, take, FRANCO, turn.conversation_id, 0, KNOWLEDGE)


async def test_a_talk_that_is_not_there_is_not_there_for_who_sees_all(desk: Desk) -> None:
    assert await does(desk, take, CHIEF, 4711, 0, KNOWLEDGE) is None


async def test_the_turn_of_a_talk_that_was_taken_calls_no_person_and_moves_nothing(desk: Desk) -> None:
    """The brain's answer came too late: nothing of it changes who holds the talk."""
    await desk.receives(ROSA.says("un umano"))
    turn = await desk.must_claim()
    await done(desk, take, ANNA, turn.conversation_id, 0, KNOWLEDGE, quietly=True)

    async with desk.database.transaction() as session:
        await finishing.complete(session, turn, [Reply("Chiamo qualcuno.")])
    await calls(desk, turn.conversation_id)

    (talk,) = await desk.conversations()
    assert (talk.holder, talk.operator) == ("operator", "anna")
    assert await desk.alerts() == []
