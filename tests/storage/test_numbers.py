"""A cry for help while an operator holds the talk: the numbers wait a minute for the operator, and for nobody else."""

from datetime import timedelta

from bot.dialogue.crisis import answer_cry
from bot.dialogue.turn import Reply
from bot.handover.ending import give_back
from bot.handover.holding import take, transfer
from bot.handover.saying import keep_numbers_back, say, send_numbers
from bot.queue import finishing
from bot.queue.alerts import alert
from bot.queue.turns import ClaimedTurn
from tests.cast import KNOWLEDGE, PHRASES
from tests.storage.console import ANNA, BRUNO, done, is_of, refused, time_passes
from tests.storage.desk import ROSA, Desk

NUMBERS = "Chiami il 1522."
MINUTE = timedelta(seconds=60)


async def cries(desk: Desk) -> ClaimedTurn:
    """Anna has Rosa's talk, at epoch 1, and Rosa cries for help."""
    turn = await desk.answers(ROSA, "…")
    await is_of(desk, turn.conversation_id, "borgo")
    await desk.sends_all()
    await done(desk, take, ANNA, turn.conversation_id, 0, KNOWLEDGE, quietly=True)
    await desk.receives(ROSA.says("mi picchia"))
    cry = await desk.must_claim()
    async with desk.database.transaction() as session:
        await finishing.complete(session, cry, [Reply(NUMBERS)], urgent=True, after=MINUTE)
        await alert(session, "crisis", cry.conversation_id, cry.number)
    return cry


async def test_one_press_sends_them_at_once_and_once(desk: Desk) -> None:
    await cries(desk)
    assert await desk.sends_all() == []

    await done(desk, send_numbers, ANNA, 1, 1, KNOWLEDGE)

    assert await desk.sends_all() == [NUMBERS]
    assert await desk.alerts() == []
    await refused(desk, send_numbers, ANNA, 1, 1, KNOWLEDGE)
    await time_passes(desk, MINUTE)
    assert await desk.sends_all() == []


async def test_untouched_they_go_after_a_minute_of_the_databases_clock_and_not_before(desk: Desk) -> None:
    await cries(desk)

    await time_passes(desk, timedelta(seconds=50))
    assert await desk.sends_all() == []
    await time_passes(desk, timedelta(seconds=10))

    assert await desk.sends_all() == [NUMBERS]
    assert await desk.alerts() == ["crisis"]


async def test_an_answer_to_the_cry_keeps_them_back(desk: Desk) -> None:
    cry = await cries(desk)

    await done(desk, say, ANNA, 1, 1, [Reply("La chiamo subito.")], seen_number=cry.number)
    await time_passes(desk, MINUTE)

    assert await desk.sends_all() == ["La chiamo subito."]
    assert await desk.alerts() == []


async def test_an_answer_typed_before_the_cry_was_on_the_screen_does_not(desk: Desk) -> None:
    cry = await cries(desk)

    await done(desk, say, ANNA, 1, 1, [Reply("Va bene, a domani.")], seen_number=cry.number - 1)
    await time_passes(desk, MINUTE)

    assert sorted(await desk.sends_all()) == [NUMBERS, "Va bene, a domani."]
    assert await desk.alerts() == ["crisis"]


async def test_an_operator_may_see_to_it_without_them(desk: Desk) -> None:
    await cries(desk)

    await done(desk, keep_numbers_back, ANNA, 1, 1)
    await time_passes(desk, MINUTE)

    assert await desk.sends_all() == []
    assert await desk.alerts() == []


async def test_who_does_not_hold_the_talk_neither_sends_them_nor_keeps_them_back(desk: Desk) -> None:
    await cries(desk)

    await refused(desk, send_numbers, BRUNO, 1, 1, KNOWLEDGE)
    await refused(desk, keep_numbers_back, BRUNO, 1, 1)
    await time_passes(desk, MINUTE)

    assert await desk.sends_all() == [NUMBERS]


async def test_a_talk_given_back_meanwhile_has_them_at_once(desk: Desk) -> None:
    await cries(desk)

    await done(desk, give_back, ANNA, 1, 1, KNOWLEDGE)

    assert await desk.sends_all() == [NUMBERS, PHRASES.given_back]


async def test_the_minute_goes_on_when_the_talk_is_handed_to_a_colleague(desk: Desk) -> None:
    await cries(desk)

    await done(desk, transfer, ANNA, 1, BRUNO, 1, KNOWLEDGE, quietly=True)
    assert await desk.sends_all() == []
    await time_passes(desk, MINUTE)

    assert await desk.sends_all() == [NUMBERS]


async def test_an_operator_who_sees_danger_first_sends_the_numbers_for_it(desk: Desk) -> None:
    turn = await desk.answers(ROSA, "…")
    await desk.sends_all()
    await done(desk, take, ANNA, turn.conversation_id, 0, KNOWLEDGE, quietly=True)

    await refused(desk, send_numbers, ANNA, 1, 1, KNOWLEDGE)
    await done(desk, send_numbers, ANNA, 1, 1, KNOWLEDGE, "violence")

    replies = answer_cry(KNOWLEDGE, "violence", "self", None).replies
    assert await desk.sends_all() == [reply.text for reply in replies]
