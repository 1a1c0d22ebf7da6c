"""The outbox: in order, once, and never over an operator's head."""

from datetime import timedelta

import pytest

from bot.dialogue.turn import Option, Reply
from bot.errors import LeaseLost
from bot.queue import delivery, departures, outbox
from bot.storage.base import OutboundStatus
from tests.storage.desk import NOON, ROSA, UGO, Desk


async def test_a_talks_messages_leave_one_after_the_other(desk: Desk) -> None:
    await desk.answers(ROSA, "uno", "due")
    first = await desk.must_take()
    assert await desk.takes_to_send() is None
    await desk.has_sent(first)

    assert (first.reply.text, (await desk.must_take()).reply.text) == ("uno", "due")


async def test_another_talk_does_not_wait(desk: Desk) -> None:
    await desk.answers(ROSA, "a Rosa")
    await desk.answers(UGO, "a Ugo")

    assert {(await desk.must_take()).address, (await desk.must_take()).address} == {ROSA.address, UGO.address}


async def test_options_travel_with_the_reply(desk: Desk) -> None:
    turn = await desk.answers(ROSA)
    reply = Reply("Quale?", (Option("Cesano", "comune:cesano-boscone"),))
    async with desk.database.transaction() as session:
        await outbox.queue(session, turn.conversation_id, [reply], epoch=0)

    assert (await desk.must_take()).reply == reply


async def test_a_message_whose_sender_died_is_unknown_and_not_sent_again(desk: Desk) -> None:
    await desk.answers(ROSA, "uno", "due")
    await desk.must_take()
    assert await desk.sweeps() == 0
    await desk.after_a_while()

    assert await desk.sweeps() == 1
    assert await desk.alerts() == ["unknown"]
    assert await desk.sends_all() == ["due"]
    assert await desk.statuses() == ["unknown", "sent"]


async def test_the_answer_to_a_cry_for_help_is_sent_again(desk: Desk) -> None:
    await desk.answers(ROSA, "Chiami il 112", urgent=True)
    await desk.must_take()
    await desk.after_a_while()
    await desk.sweeps()

    assert await desk.sends_all() == ["Chiami il 112"]
    assert await desk.alerts() == []


async def test_the_answer_to_a_cry_for_help_overtakes(desk: Desk) -> None:
    await desk.answers(ROSA, "uno", "due")
    await desk.must_take()
    await desk.answers(ROSA, "Chiami il 112", urgent=True)

    assert (await desk.must_take()).reply.text == "Chiami il 112"


async def test_an_answer_thought_of_before_an_operator_came_is_dropped(desk: Desk) -> None:
    turn = await desk.answers(ROSA, "dal bot")
    await desk.receives(ROSA.says("e poi?"))
    late = await desk.must_claim()
    await desk.is_taken_over(turn.conversation_id)
    await desk.completes(late, "in ritardo")

    assert await desk.sends_all() == []
    assert await desk.statuses() == ["dropped", "dropped"]


async def test_the_answer_to_a_cry_for_help_is_sent_whoever_holds_the_talk(desk: Desk) -> None:
    turn = await desk.answers(ROSA, "Chiami il 112", urgent=True)
    await desk.is_taken_over(turn.conversation_id)

    assert await desk.sends_all() == ["Chiami il 112"]


async def test_a_temporary_error_waits_and_keeps_the_order(desk: Desk) -> None:
    await desk.answers(ROSA, "uno", "due")
    async with desk.database.transaction() as session:
        taken = await desk.must_take()
        await delivery.try_again(session, taken, "429", timedelta(seconds=30), desk.pace, NOON)
    assert await desk.takes_to_send() is None
    async with desk.database.transaction() as session:
        assert await departures.seconds_until_due(session) == pytest.approx(30, abs=1)
    await desk.after_a_while()

    assert await desk.sends_all() == ["uno", "due"]


async def test_after_the_last_attempt_a_message_has_failed_and_the_next_goes_on(desk: Desk) -> None:
    await desk.answers(ROSA, "uno", "due")
    for _ in range(desk.pace.most_sends):
        taken = await desk.must_take()
        async with desk.database.transaction() as session:
            await delivery.try_again(session, taken, "503", timedelta(0), desk.pace, NOON)

    assert await desk.sends_all() == ["due"]
    assert await desk.alerts() == ["failed"]


async def test_a_sender_that_was_replaced_cannot_write_its_outcome(desk: Desk) -> None:
    await desk.answers(ROSA, "Chiami il 112", urgent=True)
    slow = await desk.must_take()
    await desk.after_a_while()
    await desk.sweeps()
    await desk.must_take()

    with pytest.raises(LeaseLost):
        await desk.has_sent(slow)


@pytest.mark.parametrize(
    ("reports", "status"),
    [
        (["delivered", "read"], "read"),
        (["read", "delivered", "sent"], "read"),
        (["delivered", "sent"], "delivered"),
        (["delivered", "failed"], "delivered"),
        (["failed", "sent"], "failed"),
        (["sent", "sent"], "sent"),
    ],
)
async def test_a_status_never_goes_back(desk: Desk, reports: list[OutboundStatus], status: str) -> None:
    await desk.answers(ROSA, "ecco")
    await desk.has_sent(await desk.must_take(), id="SM1")
    for report in reports:
        assert await desk.hears(report, "SM1")

    assert await desk.statuses() == [status]


async def test_a_report_settles_what_was_unknown(desk: Desk) -> None:
    await desk.answers(ROSA, "ecco")
    taken = await desk.must_take()
    await desk.after_a_while()
    await desk.sweeps()

    assert await desk.hears("delivered", "SM1", message_id=taken.id)
    assert await desk.statuses() == ["delivered"]
    assert await desk.alerts() == []


async def test_a_report_that_is_quicker_than_the_call_it_is_about_is_kept(desk: Desk) -> None:
    await desk.answers(ROSA, "ecco")
    taken = await desk.must_take()
    await desk.hears("delivered", "SM1", message_id=taken.id)
    await desk.has_sent(taken, id="SM1")

    assert await desk.statuses() == ["delivered"]


async def test_a_report_on_a_message_that_is_not_ours_is_told(desk: Desk) -> None:
    assert not await desk.hears("delivered", "SM404")


async def test_a_message_that_nobody_sends_yet_can_be_taken_back(desk: Desk) -> None:
    turn = await desk.answers(ROSA)
    async with desk.database.transaction() as session:
        [later] = await outbox.queue(
            session, turn.conversation_id, [Reply("112")], epoch=0, after=timedelta(seconds=60)
        )
    assert await desk.takes_to_send() is None

    async with desk.database.transaction() as session:
        assert await outbox.cancel(session, later)
    await desk.after_a_while()
    assert await desk.sends_all() == []
