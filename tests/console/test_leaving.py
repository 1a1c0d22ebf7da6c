"""Talks of an operator who can answer them no more: somebody else is called."""

from datetime import timedelta

import pytest

from bot.dialogue.turn import Reply
from bot.handover.leaving import put_back
from bot.queue import outbox
from bot.queue.alerts import alert
from bot.queue.handover import MOST_URGENT
from bot.staff import accounts
from bot.staff.accounts import Account
from bot.storage.models import Conversation
from tests.console.citizens import writes
from tests.console.person import Person
from tests.console.test_lists import listed
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
