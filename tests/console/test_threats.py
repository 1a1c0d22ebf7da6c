"""What the table of threats says of the console, by every way that the other tests do not go."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.handover.closures import closures_to_come, enter_closure
from bot.handover.questions import keep_question, open_questions
from bot.staff import accounts
from bot.storage.database import Database
from bot.times import now
from tests.console.citizens import writes
from tests.console.desks import PLACE, Diary, day_of
from tests.console.person import Person
from tests.console.test_talking import NASTY
from tests.console.test_who_may import FORM, routes
from tests.storage.console import ANNA, CHIEF, does
from tests.storage.desk import Desk

IDS = {"comune": "borgo", "service": "ti-ascolto", "staff_id": 1, "answer_id": 1, "closure_id": 1, "question_id": 1}
IDS |= dict.fromkeys(("appointment_id", "block_id", "series_id", "feed_id"), "00000000-0000-0000-0000-000000000001")
PRESSES = [path for method, path in routes() if method == "POST" and path != "/login"]
WINDOW = timedelta(days=1)


def is_harmless(page: str) -> bool:
    """A citizen's text stands there as text, and what hides in it is shown."""
    return "<script>alert" not in page and "<b>ciao" not in page and "\u202e" not in page and "\u200b" not in page


async def test_a_citizens_question_is_harmless_on_the_page_of_open_questions(
    anna: Person, talk: int, desk: Desk
) -> None:
    await does(desk, keep_question, talk, 1, "borgo", NASTY, "not_understood", {})
    page = (await anna.opens("/questions")).text

    assert is_harmless(page) and "&lt;script&gt;alert(1)" in page and "U+202E" in page


async def test_what_somebody_searches_for_is_harmless_on_the_page_that_comes_back(anna: Person, talk: int) -> None:
    for path in ("/chats", "/chats/part"):
        page = (await anna.client.get(f"/console{path}", params={"q": NASTY})).text
        assert "<script>alert" not in page and "<b>ciao" not in page and "&lt;script&gt;alert(1)" in page


async def test_a_citizens_name_is_harmless_in_the_agenda(dora: Person, diary: Diary, talk: int) -> None:
    slot = (await diary.free())[0]
    booked = await diary.books(talk, slot, "<script>alert(1)</script> <b>ciao</b> \u202eRosa")
    for path in (f"?day={day_of(slot)}", f"/part?day={day_of(slot)}", f"/appointments/{booked.id}"):
        page = (await dora.opens(PLACE + path)).text
        assert is_harmless(page) and "&lt;script&gt;alert(1)" in page, path


async def test_an_operators_reply_and_a_closures_words_are_harmless(anna: Person, talk: int, desk: Desk) -> None:
    await anna.takes(talk)
    reply = await anna.replies(talk, NASTY)
    today = now().date()
    await does(desk, enter_closure, ANNA, "borgo", today, today + WINDOW, NASTY, None)

    assert is_harmless(reply.text) and "&lt;script&gt;alert(1)" in reply.text
    assert is_harmless((await anna.opens("/closures")).text)


@pytest.mark.parametrize("path", PRESSES)
async def test_no_press_works_without_the_sessions_word_or_from_another_page(
    path: str, anna: Person, carla: Person, dora: Person, talk: int
) -> None:
    place = f"/console{path.format(talk_id=talk, number=1, **IDS)}"
    for person in (anna, carla, dora):
        without = await person.client.post(place, data=FORM, headers=person.origin)
        elsewhere = {"Origin": "https://evil.example", "X-CSRF-Token": person.csrf}
        assert (without.status_code, (await person.client.post(place, data=FORM, headers=elsewhere)).status_code) == (
            403,
            403,
        )


async def test_another_municipalitys_closure_and_question_are_as_if_they_were_not_there(
    franco: Person, talk: int, desk: Desk
) -> None:
    today = now().date()
    closure = await does(desk, enter_closure, ANNA, "borgo", today, today + WINDOW, "Corso", None)
    await does(desk, keep_question, talk, 1, "borgo", "asdf", "not_understood", {})
    (question,) = await does(desk, open_questions, CHIEF)
    removed = await franco.sends(f"/closures/{closure}/remove")
    judged = await franco.sends(f"/questions/{question.id}", verdict="out_of_scope")
    entered = await franco.sends("/closures", desk="borgo", first_day=str(today), last_day=str(today), text="…")

    assert {removed.status_code, judged.status_code, entered.status_code} == {404}
    assert "Corso" not in (await franco.opens("/closures")).text
    assert "asdf" not in (await franco.opens("/questions")).text
    assert len(await does(desk, closures_to_come, CHIEF, today)) == len(await does(desk, open_questions, CHIEF)) == 1


async def test_a_talk_that_becomes_another_municipalitys_leaves_the_stream_that_looks_at_it(
    anna: Person, talk: int, desk: Desk
) -> None:
    async with anna.listens(talk) as ear:
        await ear.hears("talk")
        async with desk.database.transaction() as session:
            await session.execute(text("UPDATE conversation SET comune = 'valle'"))
        await writes(desk, "ci siete?", comune="valle")
        await ear.hears("gone")
    assert (await anna.opens(f"/chats/{talk}/news")).status_code == 404


async def test_an_account_that_is_closed_leaves_the_stream(anna: Person, staffed: Database, desk: Desk) -> None:
    async with anna.listens() as ear:
        await ear.hears("counts")
        async with staffed.transaction() as session:
            row = await accounts.find(session, "anna")
            assert row
            await accounts.set_active(session, row.id, False)
        await writes(desk, "c'è qualcuno?", waits=True)
        await ear.hears("expired")


async def test_of_another_municipalitys_talk_the_stream_tells_nothing_but_that_something_has_changed(
    franco: Person, staffed: Database, desk: Desk
) -> None:
    async with franco.listens() as ear:
        await ear.hears("lists")
        await writes(desk, "la mia storia", waits=True)
        told = [await ear.next()]
        while told[-1][0] != "lists":
            told.append(await ear.next())

    assert all(data == "1" or ('"waiting": 0' in data and '"waits": []' in data) for _, data in told)
