"""What was erased on request does not come back: providers bring and list a message again, long after it was answered."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select, text, update

from bot.own_data.erasing import erase
from bot.own_data.finding import Meant
from bot.queue import erased
from bot.storage.database import Database
from bot.storage.keys import KeyRing, new_secret
from bot.storage.models import ErasedMessage, InboundMessage
from bot.webhooks.missed import FARTHEST
from tests.storage.desk import ROSA, Desk


async def erases(desk: Desk, talk: int) -> None:
    async with desk.database.transaction() as session:
        await erase(session, Meant((talk,)))


async def stored(desk: Desk) -> list[str | None]:
    async with desk.database.transaction() as session:
        return list(await session.scalars(select(InboundMessage.text).order_by(InboundMessage.id)))


async def remembered(desk: Desk) -> int:
    async with desk.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(ErasedMessage)) or 0


async def test_a_message_that_was_erased_is_not_stored_again_nor_is_its_address(desk: Desk) -> None:
    said = ROSA.says("sono Rosa")
    await erases(desk, (await desk.receives(said)).conversation_id)
    again = await desk.receives(said)

    assert again.is_repeat
    assert (await desk.conversations(), await stored(desk)) == ([], [])


async def test_nor_where_its_writer_has_begun_a_new_talk(desk: Desk) -> None:
    first, second = ROSA.says("sono Rosa"), ROSA.says("rieccomi")
    await erases(desk, (await desk.receives(first)).conversation_id)
    new = await desk.receives(second)
    again = await desk.receives(first)

    assert (new.is_repeat, again.is_repeat) == (False, True)
    assert await stored(desk) == ["rieccomi"]
    [talk] = await desk.conversations()
    assert talk.last_number == new.number


async def test_the_same_id_of_another_account_is_another_message(desk: Desk) -> None:
    said = ROSA.says("sono Rosa")
    await erases(desk, (await desk.receives(said)).conversation_id)
    other = await desk.receives(replace(said, channel_account="web:valle"))

    assert not other.is_repeat


async def test_it_is_known_although_a_new_key_has_been_put_in_front(desk: Desk, database: Database) -> None:
    said = ROSA.says("sono Rosa")
    await erases(desk, (await desk.receives(said)).conversation_id)
    newer = Database(database.url, KeyRing((*KeyRing.from_text(new_secret()).keys, *database.keys.keys)))
    try:
        assert (await Desk(newer, desk.pace).receives(said)).is_repeat
    finally:
        await newer.close()


async def test_no_longer_than_it_may_come_again_and_nothing_that_is_too_old_for_that(desk: Desk) -> None:
    old, young = ROSA.says("di un mese fa"), ROSA.says("di oggi")
    talk = (await desk.receives(old)).conversation_id
    await desk.receives(young)
    async with desk.database.transaction() as session:
        its = InboundMessage.provider_message_id == old.provider_message_id
        await session.execute(update(InboundMessage).where(its).values(received_at=func.now() - timedelta(days=30)))
    await erases(desk, talk)
    assert await remembered(desk) == 1

    async with desk.database.transaction() as session:
        await erased.forget(session)
    assert await remembered(desk) == 1
    async with desk.database.transaction() as session:
        await session.execute(text("UPDATE erased_message SET until = now() - interval '1 second'"))
        await erased.forget(session)
    assert await remembered(desk) == 0


async def test_nothing_of_it_can_be_read_there(desk: Desk) -> None:
    await erases(desk, (await desk.receives(ROSA.says("sono Rosa", "SM-canarino"))).conversation_id)

    async with desk.database.transaction() as session:
        [kept] = (await session.execute(text("SELECT * FROM erased_message"))).all()
    assert b"canarino" not in kept.fingerprint
    assert set(kept._fields) == {"fingerprint", "until"}


def test_it_is_kept_longer_than_what_was_missed_is_looked_for() -> None:
    assert erased.KEPT > FARTHEST
