"""Who holds the talk: one at a time, and nobody by an old screen."""

from asyncio import gather

from bot.dialogue.turn import Reply
from bot.queue import handover
from tests.storage.desk import NOON, ROSA, UGO, Citizen, Desk


async def talk(desk: Desk, citizen: Citizen = ROSA) -> int:
    return (await desk.receives(citizen.says("una persona, per favore"))).conversation_id


async def calls(desk: Desk, conversation: int, priority: int = 0) -> bool:
    async with desk.database.transaction() as session:
        return await handover.call_person(session, conversation, "asked", NOON, priority=priority)


async def takes(desk: Desk, conversation: int, operator: str, epoch: int = 0) -> int | None:
    async with desk.database.transaction() as session:
        return await handover.take_over(session, conversation, operator, epoch)


async def says(desk: Desk, conversation: int, operator: str, epoch: int) -> list[int] | None:
    async with desk.database.transaction() as session:
        return await handover.answer(session, conversation, operator, epoch, [Reply("Buongiorno, sono Anna.")])


async def gives_back(desk: Desk, conversation: int, operator: str, epoch: int) -> int | None:
    async with desk.database.transaction() as session:
        return await handover.give_back(session, conversation, operator, epoch)


async def test_a_person_is_called_once(desk: Desk) -> None:
    conversation = await talk(desk)

    assert await calls(desk, conversation)
    assert not await calls(desk, conversation, priority=2)
    assert await desk.alerts() == ["waiting"]


async def test_who_waits_is_listed_most_urgent_first(desk: Desk) -> None:
    rosa, ugo = await talk(desk), await talk(desk, UGO)
    await calls(desk, rosa)
    await calls(desk, ugo, priority=2)

    async with desk.database.transaction() as session:
        assert [c.address for c in await handover.waiting(session)] == [UGO.address, ROSA.address]


async def test_of_two_operators_at_once_one_gets_the_talk(desk: Desk) -> None:
    conversation = await talk(desk)
    await calls(desk, conversation)

    epochs = await gather(takes(desk, conversation, "anna"), takes(desk, conversation, "bruno"))

    assert sorted(epochs, key=str) == [1, None]


async def test_an_operator_with_an_old_screen_is_refused(desk: Desk) -> None:
    conversation = await talk(desk)
    await takes(desk, conversation, "anna")
    await gives_back(desk, conversation, "anna", 1)

    assert await takes(desk, conversation, "bruno", epoch=0) is None
    assert await takes(desk, conversation, "bruno", epoch=2) == 3


async def test_only_who_holds_the_talk_answers_in_it(desk: Desk) -> None:
    conversation = await talk(desk)
    epoch = await takes(desk, conversation, "anna")
    assert epoch

    assert await says(desk, conversation, "bruno", epoch) is None
    assert await says(desk, conversation, "anna", epoch - 1) is None
    assert await says(desk, conversation, "anna", epoch)
    assert await desk.sends_all() == ["Buongiorno, sono Anna."]


async def test_what_an_operator_has_said_is_sent_after_the_talk_was_given_back(desk: Desk) -> None:
    conversation = await talk(desk)
    epoch = await takes(desk, conversation, "anna")
    assert epoch and await says(desk, conversation, "anna", epoch)
    await gives_back(desk, conversation, "anna", epoch)

    assert await desk.sends_all() == ["Buongiorno, sono Anna."]


async def test_a_worker_sees_who_holds_the_talk(desk: Desk) -> None:
    await takes(desk, await talk(desk), "anna")

    turn = await desk.must_claim()

    assert (turn.holder, turn.epoch) == ("operator", 1)
