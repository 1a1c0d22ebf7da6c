"""Old talks are deleted, and only those that nobody needs any more."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.queue.retention import delete_quiet
from bot.storage.models import Alert, InboundMessage, OutboundMessage, Tracker
from tests.storage.desk import ROSA, UGO, Desk

KEEP = timedelta(days=180)


async def deletes(desk: Desk) -> int:
    async with desk.database.direct() as direct:
        return await delete_quiet(direct, KEEP)


async def passes(desk: Desk, days: int) -> None:
    """Everything that has been said is so many days older."""
    past = f"now() - interval '{days} days'"
    async with desk.database.transaction() as session:
        await session.execute(text(f"UPDATE conversation SET last_inbound_at = {past}, created_at = {past}"))
        await session.execute(text(f"UPDATE outbound_message SET created_at = {past}"))


async def rows(desk: Desk) -> list[int]:
    """Of messages in and out, and of the brain's memory."""
    async with desk.database.transaction() as session:
        tables = (InboundMessage, OutboundMessage, Tracker, Alert)
        counts = [await session.scalar(text(f"SELECT count(*) FROM {table.__tablename__}")) for table in tables]
    return [int(count or 0) for count in counts]


async def is_remembered_by_the_brain(desk: Desk) -> None:
    async with desk.database.transaction() as session:
        await session.execute(
            text("INSERT INTO tracker (pseudonym, events) SELECT pseudonym, '\\x00' FROM conversation")
        )


@pytest.mark.parametrize(("days", "deleted"), [(179, 0), (181, 1)])
async def test_a_talk_is_deleted_when_its_time_is_over(desk: Desk, days: int, deleted: int) -> None:
    await desk.answers(ROSA, "uno")
    await desk.sends_all()
    await passes(desk, days)

    assert await deletes(desk) == deleted


async def test_with_a_talk_goes_all_that_was_said_and_what_the_brain_remembers(desk: Desk) -> None:
    await desk.answers(ROSA, "uno")
    await desk.sends_all()
    await passes(desk, 181)
    await desk.answers(UGO, "due")
    await is_remembered_by_the_brain(desk)

    assert await deletes(desk) == 1
    assert await rows(desk) == [1, 1, 1, 0]
    assert [talk.address for talk in await desk.conversations()] == [UGO.address]


async def test_who_was_written_to_lately_is_not_deleted(desk: Desk) -> None:
    await desk.answers(ROSA, "uno")
    await desk.sends_all()
    await passes(desk, 181)
    async with desk.database.transaction() as session:
        await session.execute(text("UPDATE outbound_message SET created_at = now()"))

    assert await deletes(desk) == 0


@pytest.mark.parametrize(
    "state",
    [
        "holder = 'waiting', waiting_since = now() - interval '200 days'",
        "holder = 'operator', operator = 'anna'",
        "due_at = now()",
    ],
)
async def test_who_waits_is_held_or_is_to_be_answered_is_not_deleted(desk: Desk, state: str) -> None:
    await desk.answers(ROSA, "uno")
    await desk.sends_all()
    await passes(desk, 181)
    async with desk.database.transaction() as session:
        await session.execute(text(f"UPDATE conversation SET {state}"))

    assert await deletes(desk) == 0
