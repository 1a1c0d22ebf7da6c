"""A key that is lost costs the talks that it encrypted, and nobody else anything."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from bot.queue import departures, turns
from bot.storage.database import Database
from bot.storage.keys import KeyRing, new_secret
from bot.worker.said import last_said
from tests.storage.desk import ROSA, UGO, Desk


@pytest.fixture
async def later(desk: Desk) -> AsyncIterator[Desk]:
    """The same database with another key alone."""
    database = Database(desk.database.url, KeyRing.from_text(new_secret()))
    yield Desk(database, desk.pace)
    await database.close()


async def test_a_message_that_nobody_can_read_is_set_aside_and_the_others_are_claimed(desk: Desk, later: Desk) -> None:
    await desk.receives(ROSA.says("quanto costa?"))
    await later.receives(UGO.says("e dove?"))
    async with later.database.direct() as direct:
        claimed = await turns.claim_some(direct, later.pace, 8)

    assert [turn.text for turn in claimed] == ["e dove?"]
    assert await later.claims() is None
    assert await later.alerts() == ["set_aside", "waiting"]
    assert await holders(later) == ["waiting", "bot"]


async def test_a_reply_that_nobody_can_read_has_failed_and_the_others_are_sent(desk: Desk, later: Desk) -> None:
    await desk.answers(ROSA, "uno")
    await later.answers(UGO, "due")

    assert await later.sends_all() == ["due"]
    assert await later.statuses() == ["failed", "sent"]
    assert await later.alerts() == ["failed"]


async def test_what_was_said_with_a_lost_key_was_said_all_the_same(desk: Desk, later: Desk) -> None:
    turn = await desk.answers(ROSA, "uno")
    async with later.database.direct() as direct:
        said = (await last_said(direct, [turn.conversation_id]))[turn.conversation_id]

    assert said.replies
    assert not said.options


async def test_an_operator_who_holds_such_a_talk_keeps_it(desk: Desk, later: Desk) -> None:
    turn = await desk.answers(ROSA, "uno")
    await desk.receives(ROSA.says("e dove?"))
    await desk.is_taken_over(turn.conversation_id)

    assert await later.claims() is None
    assert await holders(later) == ["operator"]


async def holders(desk: Desk) -> list[str]:
    async with desk.database.transaction() as session:
        return list(await session.scalars(text("SELECT holder FROM conversation ORDER BY id")))


async def test_a_session_and_a_direct_transaction_claim_alike(desk: Desk) -> None:
    await desk.answers(ROSA, "uno")
    async with desk.database.direct() as direct:
        taken = await departures.claim(direct, desk.pace)

    assert taken
    assert (taken.reply.text, taken.address) == ("uno", ROSA.address)
