"""Who cannot be reached, and who wants no notices."""

from bot.dialogue.turn import Reply, Template
from bot.queue import contact, outbox
from tests.storage.desk import NOON, ROSA, Desk


async def takes_notices(desk: Desk) -> bool:
    async with desk.database.transaction() as session:
        return await contact.takes_notices(session, 1)


async def test_who_is_unreachable_gets_no_notices_until_they_write_again(desk: Desk) -> None:
    await desk.receives(ROSA.says("buongiorno"))
    async with desk.database.transaction() as session:
        await contact.mark_unreachable(session, 1, NOON)
    assert not await takes_notices(desk)

    await desk.receives(ROSA.says("eccomi", after=60))
    assert await takes_notices(desk)


async def test_who_has_stopped_notices_gets_none_until_they_ask_for_them(desk: Desk) -> None:
    await desk.receives(ROSA.says("buongiorno"))
    async with desk.database.transaction() as session:
        await contact.stop_notices(session, 1, NOON)
    await desk.receives(ROSA.says("quanto costa?", after=60))
    assert not await takes_notices(desk)

    async with desk.database.transaction() as session:
        await contact.resume_notices(session, 1)
    assert await takes_notices(desk)


async def test_an_older_message_that_comes_late_does_not_turn_the_clock_back(desk: Desk) -> None:
    await desk.receives(ROSA.says("dopo", after=60))
    await desk.receives(ROSA.says("prima", after=0))

    assert (await desk.conversations())[0].last_inbound_at == ROSA.says("", after=60).received_at


async def test_a_reply_keeps_its_template_through_the_queue(desk: Desk) -> None:
    reply = Reply("Domani alle 9.", template=Template("promemoria", ("domani", "9:00")))
    await desk.receives(ROSA.says("buongiorno"))
    async with desk.database.transaction() as session:
        await outbox.queue(session, 1, [reply], epoch=0)

    assert (await desk.must_take()).reply == reply
