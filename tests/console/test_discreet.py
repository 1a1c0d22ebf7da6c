"""Operators read "[prenotazione]" where a citizen makes an appointment: in the talk, in the lists, in the search."""

import json
from typing import Any

import pytest
from sqlalchemy import insert

from bot.booking.options import choose
from bot.dialogue.turn import Option, Reply
from bot.queue import finishing, notices, turns
from bot.storage.database import Database
from bot.storage.models import TurnDecision
from tests.console.citizens import writes
from tests.console.desks import Diary, words_of
from tests.console.person import Person
from tests.storage.desk import Desk

HIDDEN = "[prenotazione]"


async def answered(desk: Desk, talk: int, action: str, *replies: Reply, service: str | None = None) -> None:
    """The assistant has answered what the citizen wrote last, and knows what it was about."""
    async with desk.database.transaction() as session:
        turn = await turns.claim(session, desk.pace)
        assert turn and turn.conversation_id == talk
        await finishing.complete(session, turn, replies)
        detail = json.dumps({"action": action, "service": service})
        await session.execute(insert(TurnDecision).values(conversation_id=talk, number=turn.number, detail=detail))


@pytest.fixture
async def rosa(staffed: Database, desk: Desk, diary: Diary) -> int:
    """An ordinary question, and then an appointment."""
    talk = await writes(desk, "quanto costa la mensa?")
    await answered(desk, talk, "answer", Reply("Costa 5 euro.", (Option("Prenota", "booking:start:ti-ascolto"),)))
    await writes(desk, "vorrei la psicologa")
    slot = (await diary.free())[0]
    await answered(desk, talk, "booking", Reply("Ho questi posti.", (Option("mer ore 16", choose(slot)),)))
    await writes(desk, "Rosa Bianchi")
    await answered(desk, talk, "booking", Reply("Riepilogo: Rosa Bianchi, mercoledì."))
    return talk


async def test_the_booking_is_hidden_and_the_rest_is_not(anna: Person, rosa: int) -> None:
    shown = words_of((await anna.opens(f"/chats/{rosa}")).text)

    # Four messages, and the last of them in the list beside.
    assert shown.count(HIDDEN) == 5
    for said in ("quanto costa la mensa?", "Costa 5 euro.", "Prenota"):
        assert said in shown
    for hidden in ("psicologa", "Rosa Bianchi", "Riepilogo", "posti", "mer ore 16"):
        assert hidden not in shown


async def test_so_are_the_lists_and_what_is_looked_for(anna: Person, rosa: int) -> None:
    listed = words_of((await anna.opens("/chats?room=bot")).text)
    assert HIDDEN in listed and "Rosa" not in listed

    assert f"/chats/{rosa}?" not in (await anna.opens("/chats?q=bianchi")).text
    assert f"/chats/{rosa}?" in (await anna.opens("/chats?q=mensa")).text


async def test_a_name_that_nobody_has_answered_yet_is_hidden_too(anna: Person, rosa: int, desk: Desk) -> None:
    await writes(desk, "anzi Maria Neri")
    for path in (f"/chats/{rosa}", "/chats?room=bot", f"/chats/{rosa}/news?after=1"):
        assert "Maria Neri" not in (await anna.opens(path)).text


async def test_notices_about_appointments_are_hidden(anna: Person, rosa: int, desk: Desk) -> None:
    async with desk.database.transaction() as session:
        await notices.notice(session, rosa, [Reply("Le ricordo l'appuntamento di domani alle 16.")])

    assert "Le ricordo" not in (await anna.opens(f"/chats/{rosa}")).text


async def test_what_is_said_to_an_operator_is_read(anna: Person, rosa: int, desk: Desk) -> None:
    await anna.takes(rosa)
    await writes(desk, "sono Rosa e non riesco")
    shown = words_of((await anna.opens(f"/chats/{rosa}")).text)
    listed = words_of((await anna.opens("/chats?room=mine")).text)

    assert "sono Rosa e non riesco" in shown and "sono Rosa e non riesco" in listed
    assert "Riepilogo" not in shown


async def test_a_cry_for_help_in_the_midst_of_a_booking_is_read(anna: Person, rosa: int, desk: Desk) -> None:
    await writes(desk, "mio marito mi picchia")
    await answered(desk, rosa, "crisis", Reply("Chiami il 1522."))
    shown: Any = words_of((await anna.opens(f"/chats/{rosa}")).text)

    assert "mio marito mi picchia" in shown and "1522" in shown


async def test_a_bookings_answer_at_a_pages_edge_is_hidden_too(
    anna: Person, rosa: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.console.lines.MOST_LINES", 1)
    shown = words_of((await anna.opens(f"/chats/{rosa}")).text)

    assert "Messaggi precedenti" in shown and "Riepilogo" not in shown


async def test_of_a_long_talk_the_older_pages_hide_it_too(
    anna: Person, rosa: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        await writes(desk, "e la mensa?")
        await answered(desk, rosa, "answer", Reply("Costa 5 euro."))
    monkeypatch.setattr("bot.console.lines.MOST_LINES", 2)
    monkeypatch.setattr("bot.console.discreet.MOST_TURNS", 2)
    shown = words_of((await anna.opens(f"/chats/{rosa}?before=7")).text)

    assert HIDDEN in shown and "Rosa Bianchi" not in shown and "Riepilogo" not in shown
