"""Where no provider is called, a reply is sent by the commit that answers; unless something speaks against it."""

from datetime import timedelta

from bot.dialogue.turn import Reply
from bot.queue import finishing
from bot.queue.turns import ClaimedTurn
from bot.storage.wakeups import OUTBOX, TALKS, listening
from tests.storage.desk import ROSA, Desk


async def completes(desk: Desk, turn: ClaimedTurn, *texts: str, urgent: bool = False, after: float = 0) -> None:
    replies, wait = [Reply(text) for text in texts], timedelta(seconds=after)
    async with desk.database.direct() as direct:
        await finishing.complete(direct, turn, replies, urgent=urgent, after=wait, marked_is_sent=True)


async def test_the_replies_are_sent_with_the_answer(desk: Desk) -> None:
    await desk.receives(ROSA.says("quanto costa?"))
    await completes(desk, await desk.must_claim(), "uno", "due")

    assert await desk.statuses() == ["sent", "sent"]
    assert await desk.takes_to_send() is None


async def test_the_page_is_told_and_no_sender(desk: Desk) -> None:
    await desk.receives(ROSA.says("quanto costa?"))
    turn = await desk.must_claim()
    async with listening(desk.database.url, OUTBOX, TALKS) as wakeups:
        await completes(desk, turn, "uno")
        assert {channel for channel, _ in await wakeups.wait(timedelta(seconds=5))} == {TALKS}


async def test_they_wait_behind_what_is_still_on_its_way(desk: Desk) -> None:
    await desk.answers(ROSA, "uno")
    await desk.receives(ROSA.says("e dove?"))
    await completes(desk, await desk.must_claim(), "due")

    assert await desk.statuses() == ["pending", "pending"]
    assert await desk.sends_all() == ["uno", "due"]


async def test_the_answer_to_a_cry_for_help_waits_for_nothing(desk: Desk) -> None:
    await desk.answers(ROSA, "uno")
    await desk.receives(ROSA.says("aiuto"))
    await completes(desk, await desk.must_claim(), "1522", urgent=True)

    assert await desk.statuses() == ["pending", "sent"]


async def test_what_is_held_back_for_an_operator_is_not_sent_yet_and_keeps_nobody_waiting(desk: Desk) -> None:
    await desk.receives(ROSA.says("aiuto"))
    await completes(desk, await desk.must_claim(), "1522", urgent=True, after=60)
    await desk.receives(ROSA.says("ci siete?"))
    await completes(desk, await desk.must_claim(), "uno")

    assert await desk.statuses() == ["pending", "sent"]


async def test_an_answer_that_an_operators_coming_has_made_stale_is_not_sent(desk: Desk) -> None:
    await desk.receives(ROSA.says("quanto costa?"))
    turn = await desk.must_claim()
    await desk.is_taken_over(turn.conversation_id)
    await completes(desk, turn, "uno")

    assert await desk.sends_all() == []
    assert await desk.statuses() == ["dropped"]
