"""Who waits for work is woken when there is some, and not before."""

from datetime import timedelta

from bot.queue.inbox import Inbox
from bot.storage.wakeups import INBOX, OUTBOX, listening
from tests.storage.desk import ROSA, Desk

AT_ONCE, PATIENTLY = timedelta(seconds=0.1), timedelta(seconds=20)


async def test_a_message_wakes_those_who_listen_once_it_is_committed(desk: Desk) -> None:
    async with listening(desk.database.url, INBOX, OUTBOX) as wakeups:
        async with desk.database.transaction() as session:
            received = await Inbox(desk.database.keys, desk.pace).receive(session, ROSA.says("ciao"))
            assert await wakeups.wait(AT_ONCE) == set()

        assert await wakeups.wait(PATIENTLY) == {(INBOX, received.conversation_id)}
        await desk.completes(await desk.must_claim(), "ecco")
        assert await wakeups.wait(PATIENTLY) == {(OUTBOX, received.conversation_id)}
