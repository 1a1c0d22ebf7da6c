"""The lists of a full municipality: who is answered next, and the way through a thousand talks that are over."""

import re

from sqlalchemy import text
from sqlalchemy.dialects import postgresql

from bot.console.rooms import PAGE, ROOMS, Room, page_of
from bot.dialogue.turn import Reply
from bot.queue import outbox
from bot.storage.database import Database
from tests.console.citizens import writes
from tests.console.many import CRIES, thirty_wait, thousand_closed
from tests.console.person import Person
from tests.storage.console import ANNA
from tests.storage.desk import Desk

ITEM = re.compile(r'id="item-(\d+)"')


def listed(page: str) -> list[int]:
    return [int(id) for id in ITEM.findall(page)]


async def test_of_thirty_who_wait_the_cries_for_help_stand_first_and_then_who_has_waited_longest(
    anna: Person, staffed: Database
) -> None:
    expected = await thirty_wait(staffed)
    await thousand_closed(staffed)
    page = (await anna.opens("/chats")).text

    assert listed(page) == expected
    assert page.count("Urgente: richiesta di aiuto") == len(CRIES)
    assert 'id="tab-waiting" href="/console/chats?room=waiting" aria-current="page">In attesa <b>30</b>' in page
    assert "Pagina dopo" not in page


async def test_how_long_somebody_waits_is_said_in_words_and_marked_from_ten_minutes_on(
    anna: Person, staffed: Database
) -> None:
    await thirty_wait(staffed)
    page = (await anna.opens("/chats")).text

    # 0 to 9 minutes and 10 to 29, without the two cries; a list is read within its minute.
    assert page.count('class="tag tag-fresh"') == 10 - 1
    assert page.count('class="tag tag-soon"') == 20 - 1
    assert "In attesa da meno di un minuto" in page and "In attesa da 29 minuti" in page


async def test_a_thousand_closed_talks_are_read_page_by_page_each_once_and_the_last_closed_first(
    anna: Person, staffed: Database
) -> None:
    expected = await thousand_closed(staffed)
    found: list[int] = []
    for number in range(1000 // PAGE + 1):
        page = (await anna.opens(f"/chats?room=closed&p={number}")).text
        assert f"Pagina {number + 1}<" in page
        assert ("Pagina prima" in page, "Pagina dopo" in page) == (number > 0, number < 1000 // PAGE)
        found += listed(page)

    assert found == expected


async def test_a_talk_whose_key_is_lost_takes_no_other_talk_with_it(anna: Person, staffed: Database) -> None:
    expected = await thirty_wait(staffed)
    async with staffed.transaction() as session:
        lost = {"id": expected[3], "lost": b"of a key that is lost"}
        await session.execute(text("UPDATE conversation SET address = :lost WHERE id = :id"), lost)
        await session.execute(text("UPDATE inbound_message SET text = :lost WHERE conversation_id = :id"), lost)

    assert listed((await anna.opens("/chats")).text) == expected
    assert (await anna.opens("/chats?q=buongiorno")).status_code == 200


async def test_a_page_beyond_the_last_is_empty_and_leads_back(anna: Person, staffed: Database) -> None:
    await thousand_closed(staffed)
    page = (await anna.opens("/chats?room=closed&p=40")).text

    assert listed(page) == [] and 'href="/console/chats?room=closed&amp;p=39"' in page


async def test_a_talk_in_which_something_was_not_delivered_is_listed_until_somebody_answers(
    anna: Person, franco: Person, talk: int, desk: Desk
) -> None:
    assert "Non consegnati" not in (await anna.opens("/chats")).text
    await anna.takes(talk)
    await not_delivered(desk, talk)

    page = (await anna.opens("/chats?room=undelivered")).text
    assert listed(page) == [talk] and "Non consegnati <b>1</b>" in page
    assert "Consegna da controllare" in (await anna.opens("/chats?room=mine")).text
    assert "Non consegnati" not in (await franco.opens("/chats")).text

    await anna.replies(talk, "Le scrivo di nuovo.")
    assert "Non consegnati" not in (await anna.opens("/chats")).text


async def test_or_until_somebody_presses_though_the_assistant_has_it(
    anna: Person, staffed: Database, desk: Desk
) -> None:
    talk = await writes(desk, "quanto costa?")
    number = await not_delivered(desk, talk)
    assert listed((await anna.opens("/chats?room=undelivered")).text) == [talk]

    await anna.presses(f"/chats/{talk}/messages/{number}/leave")
    page = (await anna.opens("/chats?room=undelivered")).text
    assert listed(page) == [] and "Tutti i messaggi sono arrivati" in page


async def test_or_until_it_has_arrived_after_all(anna: Person, staffed: Database, desk: Desk) -> None:
    talk = await writes(desk, "quanto costa?")
    await not_delivered(desk, talk)
    await desk.hears("delivered", "SM1", account="web:borgo")
    assert "Non consegnati" not in (await anna.opens("/chats")).text


async def not_delivered(desk: Desk, talk: int) -> int:
    """The number of a message of ours that the provider has taken and then refused."""
    async with desk.database.transaction() as session:
        await outbox.queue(session, talk, [Reply("Domani siamo chiusi.")], epoch=0, author="notice")
    taken = await desk.takes_to_send()
    while taken and taken.reply.text != "Domani siamo chiusi.":
        await desk.has_sent(taken)
        taken = await desk.takes_to_send()
    assert taken
    await desk.has_sent(taken, "SM1")
    await desk.hears("failed", "SM1", account="web:borgo")
    return taken.number


async def test_every_list_is_found_by_an_index(staffed: Database) -> None:
    await thirty_wait(staffed)
    await thousand_closed(staffed)
    by_index: dict[Room, bool] = {}
    async with staffed.transaction() as session:
        await session.execute(text("ANALYZE conversation"))
        # On a thousand rows reading them all is as quick: what is asked is whether the indices fit the queries.
        await session.execute(text("SET LOCAL enable_seqscan = off"))
        for room in ROOMS:
            query = str(
                page_of(ANNA, room, 0).compile(
                    dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
                    compile_kwargs={"literal_binds": True},
                )
            )
            plan = "\n".join(await session.scalars(text("EXPLAIN " + query.replace(":", "\\:"))))
            by_index[room] = any(f"ix_conversation_{name}" in plan for name in ("with_people", "open", "closed"))

    assert by_index == dict.fromkeys(ROOMS, True) | {"undelivered": False}
