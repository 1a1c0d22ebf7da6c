"""The inbox: stored once, in one conversation, in order."""

from asyncio import gather
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.queue import inbox
from bot.queue.inbox import Inbox
from bot.queue.messages import Inbound
from bot.storage.database import Database
from bot.storage.keys import KeyRing, new_secret
from bot.storage.models import InboundMessage
from tests.storage.desk import ROSA, UGO, Citizen, Desk


async def stored(desk: Desk) -> int:
    async with desk.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(InboundMessage)) or 0


async def test_the_same_message_50_times_at_once_is_stored_once(desk: Desk) -> None:
    message = ROSA.says("a che ora aprite?")

    received = await gather(*(desk.receives(message) for _ in range(50)))

    assert [r.number for r in received if not r.is_repeat] == [1]
    assert await stored(desk) == 1
    assert (await desk.conversations())[0].next_number == 2


async def test_two_first_messages_of_a_citizen_at_once_are_one_conversation(desk: Desk) -> None:
    received = await gather(desk.receives(ROSA.says("buongiorno")), desk.receives(ROSA.says("per il bonus luce")))

    assert len(await desk.conversations()) == 1
    assert sorted(r.number or 0 for r in received) == [1, 2]


async def test_many_messages_at_once_are_numbered_without_gaps(desk: Desk) -> None:
    received = await gather(*(desk.receives(ROSA.says(str(n))) for n in range(20)))

    assert sorted(r.number or 0 for r in received) == list(range(1, 21))


async def test_two_citizens_have_a_conversation_each(desk: Desk) -> None:
    await gather(desk.receives(ROSA.says("ciao", id="1")), desk.receives(UGO.says("ciao", id="2")))

    assert {c.address for c in await desk.conversations()} == {ROSA.address, UGO.address}


async def test_the_same_id_on_another_account_is_another_message(desk: Desk) -> None:
    here = ROSA.says("ciao", id="41")
    await desk.receives(here)

    assert not (await desk.receives(replace(here, channel_account="telegram"))).is_repeat
    assert await stored(desk) == 2


async def test_after_a_new_key_the_citizen_is_recognised_and_then_found_by_the_new_one(desk: Desk) -> None:
    old, new = new_secret(), new_secret()
    for secrets in (old, f"{new},{old}", new):
        keyed = Database(desk.database.url, KeyRing.from_text(secrets))
        await Desk(keyed, desk.pace).receives(ROSA.says("ciao"))
        await keyed.close()

    async with desk.database.transaction() as session:
        numbers = await session.scalars(select(InboundMessage.number).order_by(InboundMessage.id))
        assert list(numbers) == [1, 2, 3]


@pytest.mark.parametrize(
    ("message", "seconds"),
    [
        (ROSA.says("vorrei"), 3),
        (ROSA.presses("person"), 0),
        (replace(ROSA.says("aiuto, mi picchia"), is_urgent=True), 0),
    ],
    ids=["a text waits for the rest", "a press does not", "nor does a cry for help"],
)
async def test_how_long_a_message_waits(patient_desk: Desk, message: Inbound, seconds: float) -> None:
    await patient_desk.receives(message)

    async with patient_desk.database.transaction() as session:
        assert await inbox.seconds_until_due(session) == pytest.approx(seconds, abs=0.5)


async def test_a_message_whose_transaction_fails_is_not_there_and_may_come_again(desk: Desk) -> None:
    message = Citizen("+39 333 3333333").says("ciao")
    with pytest.raises(RuntimeError):
        async with desk.database.transaction() as session:
            await Inbox(desk.database.keys, desk.pace).receive(session, message)
            raise RuntimeError

    assert not (await desk.receives(message)).is_repeat
