"""Talks of an operator who can answer them no more: somebody else is called."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.replying import reply_once
from bot.dialogue.turn import Reply
from bot.handover.clerk import Clerk
from bot.handover.holding import locked
from bot.handover.leaving import put_back
from bot.queue import outbox
from bot.queue.alerts import alert
from bot.queue.handover import MOST_URGENT
from bot.staff import accounts
from bot.staff.accounts import Account
from bot.staff.person import Person as Operator
from bot.staff.person import person_of
from bot.storage.models import Conversation
from tests.console.citizens import writes
from tests.console.person import Person
from tests.console.test_lists import listed
from tests.storage.conftest import execute
from tests.storage.desk import Desk

CHANGES = {
    "no operator": Account("anna", "Anna Rossi", ["psychologist"], ["borgo"]),
    "another municipality": Account("anna", "Anna Rossi", ["operator"], ["valle"]),
}


async def leaves(desk: Desk, how: str) -> None:
    async with desk.database.transaction() as session:
        row = await accounts.find(session, "anna")
        assert row
        if how == "closed":
            await accounts.set_active(session, row.id, False)
        else:
            await accounts.change(session, row.id, CHANGES[how])


async def talk_as_it_is(desk: Desk, talk: int) -> Conversation:
    async with desk.database.transaction() as session:
        return await session.get_one(Conversation, talk)


@pytest.mark.parametrize("how", ["closed", *CHANGES])
async def test_the_talks_of_who_leaves_wait_for_another(
    anna: Person, bruno: Person, talk: int, desk: Desk, how: str
) -> None:
    other = await writes(desk, "buongiorno", address="+39 333 8", waits=True)
    await anna.takes(talk)
    await bruno.takes(other)
    before = await talk_as_it_is(desk, talk)
    await leaves(desk, how)

    left = await talk_as_it_is(desk, talk)
    assert (left.holder, left.operator, left.reason, left.epoch) == ("waiting", None, "left", before.epoch + 1)
    assert await desk.alerts() == ["waiting"]
    page = (await bruno.opens("/chats")).text
    assert listed(page) == [talk] and "può più rispondere" in page
    assert (await bruno.takes(talk)).headers["x-done"] == "taken"
    assert (await talk_as_it_is(desk, other)).operator == "bruno"


@pytest.mark.parametrize("comuni", [["borgo", "valle"], None])
async def test_who_may_still_answer_keeps_them(anna: Person, talk: int, desk: Desk, comuni: list[str] | None) -> None:
    await anna.takes(talk)
    async with desk.database.transaction() as session:
        row = await accounts.find(session, "anna")
        assert row
        await accounts.change(session, row.id, Account("anna", "Anna Blu", ["operator", "admin"], comuni))

    assert (await talk_as_it_is(desk, talk)).operator == "anna"


async def test_a_cry_for_help_that_she_had_not_seen_stands_first_and_its_numbers_go(
    anna: Person, bruno: Person, talk: int, desk: Desk
) -> None:
    await anna.takes(talk)
    await desk.sends_all()
    async with desk.database.transaction() as session:
        await alert(session, "crisis", talk, 1)
        held_back = timedelta(seconds=60)
        await outbox.queue(session, talk, [Reply("1522")], epoch=0, urgent=True, after=held_back)
    await leaves(desk, "closed")

    assert await desk.sends_all() == ["1522"]
    assert (await talk_as_it_is(desk, talk)).priority == MOST_URGENT


async def test_one_that_is_taken_in_the_moment_in_which_the_account_is_closed_is_found_by_the_worker(
    talk: int, desk: Desk
) -> None:
    await leaves(desk, "closed")
    await desk.is_taken_over(talk, "anna")
    async with desk.database.transaction() as session:
        assert (await put_back(session), await put_back(session)) == (1, 0)

    assert (await talk_as_it_is(desk, talk)).holder == "waiting"


async def closed(session: AsyncSession, anna: Operator) -> None:
    await accounts.set_active(session, anna.id, False)


async def made_psychologist(session: AsyncSession, anna: Operator) -> None:
    await accounts.change(session, anna.id, CHANGES["no operator"])


async def closed_by_an_admin_of_borgo(session: AsyncSession, anna: Operator) -> None:
    """As the console's page does it."""
    assert await accounts.keep(session, Clerk("carla", "Carla Gallo", ("borgo",)), anna.id)
    await accounts.set_active(session, anna.id, False)


@pytest.mark.parametrize("change", [closed, made_psychologist, closed_by_an_admin_of_borgo])
async def test_what_she_says_in_the_moment_in_which_her_account_is_closed_is_said_and_both_come_to_an_end(
    anna: Person, talk: int, desk: Desk, change: Callable[[AsyncSession, Operator], Awaitable[None]]
) -> None:
    await anna.takes(talk)
    epoch = (await talk_as_it_is(desk, talk)).epoch
    async with desk.database.transaction() as session:
        row = await accounts.find(session, "anna")
        assert row
        her = person_of(row)

    async def close() -> None:
        async with desk.database.transaction() as session:
            await change(session, her)

    async with desk.database.transaction() as session:
        assert await locked(session, her.clerk, talk)
        closing = asyncio.create_task(close())
        await somebody_waits(desk)
        held = await reply_once(session, her, talk, epoch, Reply("Arrivo subito"), key="k", seen=99)
    await closing

    assert held and held.is_done
    assert "Arrivo subito" in await desk.sends_all()
    assert (await talk_as_it_is(desk, talk)).holder == "waiting"


async def somebody_waits(desk: Desk) -> None:
    """For a row that another transaction has locked."""
    async with asyncio.timeout(20):
        while not execute(desk.database.url, "SELECT 1 FROM pg_locks WHERE NOT granted"):
            await asyncio.sleep(0.01)
