"""What a page hears: its talk from the beginning, whatever comes, and after a break what it has missed."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import URL

from bot.dialogue.turn import Option, Reply
from bot.queue import finishing, handover
from bot.queue.transcript import Place
from bot.webchat import streams
from bot.webchat.streams import STILL_HERE, stream
from bot.webchat.watch import TalkWatch
from tests.storage.conftest import execute
from tests.storage.desk import NOON, Desk
from tests.webchat.page import PATIENCE_SECONDS, Page, new_id


async def test_a_visitor_who_has_not_written_yet_has_nothing_to_hear(rosa: Page) -> None:
    async with rosa.listens() as ear:
        assert ear.status == 204


async def test_an_answer_is_heard_when_it_is_sent(rosa: Page, desk: Desk) -> None:
    await rosa.writes("a che ora aprite?")
    async with rosa.listens() as ear:
        assert await ear.next_text() == "a che ora aprite?"
        assert await ear.next_state() == {"holder": "bot", "answering": True}
        await desk.completes(await desk.must_claim(), "Alle nove.")
        await desk.sends_all()

        assert await ear.next_text() == "Alle nove."
        assert await ear.next_state() == {"holder": "bot", "answering": False}


async def test_a_page_knows_its_own_message_by_its_id(rosa: Page) -> None:
    own = new_id()
    await rosa.writes("buongiorno", own)
    async with rosa.listens() as ear:
        id, message = await ear.next_message()

    assert (id, message["id"], message["author"]) == (1, own, "citizen")


async def test_options_come_with_the_reply(rosa: Page, desk: Desk) -> None:
    await rosa.writes("per chi?")
    turn = await desk.must_claim()
    async with desk.database.transaction() as session:
        await finishing.complete(session, turn, [Reply("Quale?", (Option("Assistenza", "ask:sad"),))])
    await desk.sends_all()
    async with rosa.listens(after=1) as ear:
        _, message = await ear.next_message()

    assert message["parts"] == [{"text": "Quale?", "options": [{"label": "Assistenza", "payload": "ask:sad"}]}]


async def test_a_page_that_was_away_hears_what_it_has_missed(rosa: Page, desk: Desk) -> None:
    await rosa.writes("uno")
    await desk.completes(await desk.must_claim(), "due", "tre")
    await desk.sends_all()
    async with rosa.listens() as ear:
        ids = [(await ear.next_message())[0] for _ in range(2)]
    async with rosa.listens(after=ids[-1] or 0) as ear:
        assert await ear.next_text() == "tre"


async def test_an_answer_that_was_on_its_way_while_the_citizen_wrote_on_is_not_missed(rosa: Page, desk: Desk) -> None:
    await rosa.writes("uno")
    await desk.completes(await desk.must_claim(), "la risposta")  # number 2, not sent yet
    await rosa.writes("altro")  # number 3
    async with rosa.listens() as ear:
        heard = [await ear.next_message() for _ in range(2)]
    await desk.sends_all()

    assert [(id, message["number"]) for id, message in heard] == [(1, 1), (1, 3)]
    async with rosa.listens(after=1) as ear:
        assert [await ear.next_text(), await ear.next_text()] == ["la risposta", "altro"]


async def test_on_an_open_stream_a_late_answer_comes_once(rosa: Page, desk: Desk) -> None:
    await rosa.writes("uno")
    turn = await desk.must_claim()
    async with rosa.listens() as ear:
        await ear.next_message()
        await desk.completes(turn, "la risposta")
        await rosa.writes("altro")
        assert await ear.next_text() == "altro"
        await desk.sends_all()
        assert await ear.next_text() == "la risposta"
        await rosa.writes("fine")

        assert await ear.next_text() == "fine"


async def test_what_an_operator_has_made_stale_is_never_heard(rosa: Page, desk: Desk) -> None:
    await rosa.writes("uno")
    turn = await desk.must_claim()
    await desk.completes(turn, "dal bot")
    epoch = await desk.is_taken_over(turn.conversation_id)
    async with desk.database.transaction() as session:
        await handover.answer(session, turn.conversation_id, "anna", epoch, [Reply("Sono Anna")])
    await desk.sends_all()
    async with rosa.listens(after=1) as ear:
        _, message = await ear.next_message()
        assert (message["author"], message["parts"][0]["text"]) == ("operator", "Sono Anna")
        assert await ear.next_state() == {"holder": "operator", "answering": False}


async def test_who_waits_for_a_person_is_told(rosa: Page, desk: Desk) -> None:
    await rosa.writes("operatore")
    turn = await desk.must_claim()
    async with rosa.listens() as ear:
        await ear.next_state()
        async with desk.database.transaction() as session:
            await handover.call_person(session, turn.conversation_id, "asked", NOON)

        assert await ear.next_state() == {"holder": "waiting", "answering": False}


async def test_a_service_that_stops_does_not_wait_for_its_pages(
    rosa: Page, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT", timedelta(days=1))
    await rosa.writes("buongiorno")
    [talk] = await desk.conversations()
    place = Place(talk.channel_account, (talk.address_fingerprint,))
    watch = TalkWatch(desk.database.url)
    heard = stream(desk.database, watch, talk.id, place, 0)
    async with asyncio.timeout(PATIENCE_SECONDS):
        async for said in heard:
            if said == STILL_HERE:
                watch.close()


async def test_nobody_hears_another_visitors_talk(rosa: Page, ugo: Page) -> None:
    await rosa.writes("è un segreto")
    await ugo.writes("buongiorno")
    async with ugo.listens() as ear:
        assert await ear.next_text() == "buongiorno"


async def test_a_forgotten_talk_is_nobodys(rosa: Page, desk: Desk) -> None:
    await rosa.writes("è un segreto")
    async with rosa.listens() as open_page:
        await open_page.next_state()
        assert (await rosa.posts("forget")).status_code == 204
        assert (await open_page.next())[0] == "forgotten"
    async with rosa.listens() as ear:
        assert ear.status == 204
    await rosa.writes("buongiorno")
    async with rosa.listens() as ear:
        assert await ear.next_text() == "buongiorno"
    assert len(await desk.conversations()) == 2


async def test_what_never_began_can_be_forgotten_too(rosa: Page) -> None:
    assert (await rosa.posts("forget")).status_code == 204


async def test_a_talk_is_shown_on_a_few_pages_at_once(rosa: Page) -> None:
    await rosa.writes("buongiorno")
    async with asyncio.TaskGroup() as pages:
        leave = asyncio.Event()
        for _ in range(6):
            pages.create_task(stays(rosa, leave))
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await status(rosa) != 429:
                await asyncio.sleep(0.05)
        leave.set()


async def stays(page: Page, leave: asyncio.Event) -> None:
    async with page.listens() as ear:
        await ear.next()
        await leave.wait()


async def status(page: Page) -> int:
    async with page.listens() as ear:
        return ear.status


async def test_when_the_database_has_cut_every_connection_pages_find_their_way_back(rosa: Page, desk: Desk) -> None:
    await rosa.writes("prima")
    same = new_id()
    async with rosa.listens() as ear:
        await ear.next_state()
        cut_all(desk.database.url)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (await rosa.writes("dopo", same)).status_code == 503:
                await asyncio.sleep(0.1)
    async with rosa.listens(after=1) as ear:
        assert await ear.next_text() == "dopo"
        await rosa.writes("ancora")
        assert await ear.next_text() == "ancora"


def cut_all(url: URL) -> None:
    every = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()"
    execute(url, every)


@pytest.mark.parametrize(("after", "status"), [("-1", 422), ("x", 422), (str(2**63), 422), ("999", 200)])
async def test_a_strange_last_event_id_does_no_harm(rosa: Page, after: str, status: int) -> None:
    await rosa.writes("buongiorno")
    headers = {"Authorization": f"Bearer {rosa.token}", "Last-Event-ID": after}
    async with rosa.client.stream("GET", "/api/chat/events?comune=borgo", headers=headers) as response:
        assert response.status_code == status
