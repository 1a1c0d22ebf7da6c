"""A talk of which a part cannot be read any more: the person who is called opens it, reads the rest and answers."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from bot.dialogue.turn import Reply
from bot.handover.notes import add_note
from bot.handover.questions import keep_question
from bot.queue import turns
from bot.storage.database import Database
from bot.storage.keys import KeyRing, new_secret
from tests.console.citizens import writes
from tests.console.desks import words_of
from tests.console.person import Person
from tests.console.test_discreet import answered
from tests.storage.console import ANNA, does
from tests.storage.desk import Desk

UNREADABLE = "manca la chiave"


@pytest.fixture
async def before(staffed: Database, desk: Desk) -> AsyncIterator[Desk]:
    """The same database, when it still had another key."""
    database = Database(staffed.url, KeyRing.from_text(new_secret()))
    yield Desk(database, desk.pace)
    await database.close()


@pytest.fixture
async def lost(before: Desk, desk: Desk) -> int:
    """A question, its answer, a note and a doubt of former times; and then the citizen writes with today's key."""
    talk = await writes(before, "quanto costa la mensa?")
    await answered(before, talk, "answer", Reply("Costa 5 euro."))
    await does(before, add_note, ANNA, talk, "richiamare")
    await does(before, keep_question, talk, 1, "borgo", "quanto costa?", "unsure", {})
    async with desk.database.transaction() as session:
        # Keys are found by fingerprint: the citizen who writes again would be another one.
        await session.execute(text("UPDATE conversation SET last_inbound_at = now()"))
        insert = """INSERT INTO inbound_message (channel_account, provider_message_id, conversation_id, number, kind, text, received_at)
            SELECT channel_account, 'later', id, next_number, 'text', :text, now() FROM conversation"""
        await session.execute(
            text(insert), {"text": desk.database.keys.encrypt("c'è qualcuno?", "inbound_message.text")}
        )
        await session.execute(text("UPDATE conversation SET next_number = next_number + 1, due_at = now()"))
    async with desk.database.transaction() as session:
        assert await turns.claim(session, desk.pace) is None
    return talk


async def test_the_talk_is_opened_and_taken_and_what_can_be_read_is_read(anna: Person, lost: int) -> None:
    page = await anna.opens(f"/chats/{lost}")
    async with anna.listens(lost) as ear:
        await ear.hears("talk")
    news = await anna.opens(f"/chats/{lost}/news?after=0")
    taken = await anna.takes(lost)

    assert {page.status_code, news.status_code, taken.status_code, ear.status} == {200}
    assert "c'è qualcuno?" in words_of(page.text) and "Il messaggio non si può più leggere" in words_of(page.text)
    # The question, its answer and the note.
    assert words_of(page.text).count(UNREADABLE) == 3
    assert (await anna.replies(lost, "eccomi")).status_code == 200


async def test_it_waits_and_its_mail_goes_out(lost: int, desk: Desk, anna: Person) -> None:
    listed = words_of((await anna.opens("/chats")).text)

    assert await desk.alerts() == ["set_aside", "waiting"]
    assert "Il messaggio non si può più leggere" in listed and "key_lost" not in listed


async def test_the_page_of_open_questions_shows_the_others(anna: Person, lost: int, desk: Desk) -> None:
    await does(desk, keep_question, lost, 3, "borgo", "e quanto dura?", "unsure", {})
    page = words_of((await anna.opens("/questions")).text)

    assert "e quanto dura?" in page and page.count(UNREADABLE) == 1
