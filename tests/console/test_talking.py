"""An operator and a talk: taking it, saying something once, giving it back; and what a citizen's text may do to the page."""

from asyncio import gather
from datetime import timedelta

from sqlalchemy import select, text

from bot.channels.whatsapp.outcomes import WINDOW_CLOSED, failure
from bot.dialogue.turn import Reply
from bot.handover.questions import keep_question
from bot.queue.alerts import alert
from bot.queue.notices import notice
from bot.storage.models import Conversation, OutboundMessage
from tests.console.citizens import writes
from tests.console.conftest import Clock
from tests.console.desks import words_of
from tests.console.person import Person
from tests.storage.console import does
from tests.storage.desk import Desk

NASTY = "<script>alert(1)</script> <b>ciao</b> \"' \u202eatse'l\u202c \u200bqui \x07 https://malo.example"


async def holder(desk: Desk, talk: int) -> tuple[str, str | None]:
    async with desk.database.transaction() as session:
        row = await session.get_one(Conversation, talk)
        return row.holder, row.operator


async def told(desk: Desk) -> list[str]:
    """What operators have typed, as it is sent."""
    return [said for said in await desk.sends_all() if not said.startswith(("Ora le risponde", "Da qui"))]


async def test_whoever_takes_a_talk_holds_it_and_the_citizen_is_told_by_whom(
    anna: Person, talk: int, desk: Desk
) -> None:
    response = await anna.takes(talk)

    assert response.headers["x-done"] == "taken" and "In carico a lei" in response.text
    assert await holder(desk, talk) == ("operator", "anna")
    assert any("Anna Rossi" in said for said in await desk.sends_all())


async def test_of_two_who_take_a_talk_at_once_one_gets_it_and_the_other_is_told_who(
    anna: Person, bruno: Person, talk: int
) -> None:
    responses = await gather(*(who.presses(f"/chats/{talk}/take", epoch=0) for who in (anna, bruno)))
    first, second = sorted(responses, key=lambda response: response.status_code)

    assert (first.status_code, second.status_code) == (200, 409)
    winner = "Anna Rossi" if first is responses[0] else "Bruno Verdi"
    assert f"intanto la conversazione è passata a {winner}" in second.text


async def test_a_colleagues_talk_is_taken_only_after_a_question_that_names_them(
    anna: Person, bruno: Person, talk: int, desk: Desk
) -> None:
    await bruno.takes(talk)
    page = (await anna.opens(f"/chats/{talk}")).text
    assert "Prendi da Bruno Verdi" in page and "Sì, la prendo io" in page
    await anna.presses(f"/chats/{talk}/take-from", epoch=await anna.sees_epoch(talk), colleague="bruno")

    assert await holder(desk, talk) == ("operator", "anna")


async def test_what_is_said_is_sent_under_the_operators_name(anna: Person, talk: int, desk: Desk) -> None:
    await anna.takes(talk)
    response = await anna.replies(talk, "Buongiorno, mi dica.")

    assert response.headers["x-done"] == "said"
    assert await told(desk) == ["Buongiorno, mi dica."]
    assert "Anna Rossi <time" in " ".join((await anna.opens(f"/chats/{talk}")).text.split())


async def test_a_double_click_is_one_message(anna: Person, talk: int, desk: Desk) -> None:
    await anna.takes(talk)
    key = "k" * 32
    responses = await gather(*(anna.replies(talk, "Una volta sola.", key=key) for _ in range(4)))

    assert {response.status_code for response in responses} == {200}
    assert await told(desk) == ["Una volta sola."]


async def test_the_same_press_is_one_message_even_after_the_talk_was_given_back(
    anna: Person, talk: int, desk: Desk
) -> None:
    await anna.takes(talk)
    epoch, key = await anna.sees_epoch(talk), "k" * 32
    await anna.replies(talk, "Una volta sola.", key=key)
    await anna.presses(f"/chats/{talk}/give-back", epoch=epoch)
    again = await anna.replies(talk, "Una volta sola.", key=key, epoch=epoch)

    assert again.status_code == 200 and await told(desk) == ["Una volta sola."]


async def test_only_the_holder_says_something(anna: Person, bruno: Person, talk: int, desk: Desk) -> None:
    await anna.takes(talk)
    response = await bruno.replies(talk, "Rispondo io!")

    assert response.status_code == 409 and "Anna Rossi" in response.text
    assert await told(desk) == []


async def test_an_empty_reply_is_not_sent(anna: Person, talk: int, desk: Desk) -> None:
    await anna.takes(talk)

    assert (await anna.replies(talk, "  \r\n ")).status_code == 422
    assert await told(desk) == []


async def test_given_back_the_assistant_has_it_and_closed_it_is_listed_there(
    anna: Person, talk: int, desk: Desk
) -> None:
    await anna.takes(talk)
    await anna.presses(f"/chats/{talk}/give-back", epoch=await anna.sees_epoch(talk))
    assert await holder(desk, talk) == ("bot", None)
    assert f"/chats/{talk}?room=bot" in (await anna.opens("/chats?room=bot")).text

    await anna.takes(talk)
    await anna.presses(f"/chats/{talk}/close", epoch=await anna.sees_epoch(talk))
    assert f"/chats/{talk}?room=closed" in (await anna.opens("/chats?room=closed")).text
    assert f"/chats/{talk}?room=bot" not in (await anna.opens("/chats?room=bot")).text


async def test_a_talk_is_passed_to_a_colleague_of_the_same_municipality_only(
    anna: Person, bruno: Person, talk: int, desk: Desk
) -> None:
    await anna.takes(talk)
    page = (await anna.opens(f"/chats/{talk}")).text
    assert 'value="bruno"' in page and 'value="franco"' not in page and 'value="dora"' not in page

    epoch = await anna.sees_epoch(talk)
    for stranger in ("franco", "dora", "nobody"):
        assert (await anna.presses(f"/chats/{talk}/transfer", epoch=epoch, to=stranger)).status_code == 404
    await anna.presses(f"/chats/{talk}/transfer", epoch=epoch, to="bruno")
    assert await holder(desk, talk) == ("operator", "bruno")


async def test_a_note_is_read_by_colleagues_and_never_sent(anna: Person, bruno: Person, talk: int, desk: Desk) -> None:
    await anna.presses(f"/chats/{talk}/notes", text="Ha chiamato ieri <b>due</b> volte.")
    page = (await bruno.opens(f"/chats/{talk}")).text

    assert "Ha chiamato ieri &lt;b&gt;due&lt;/b&gt; volte." in page and "Anna Rossi" in page
    assert await desk.sends_all() == []


async def test_a_citizens_text_is_text_and_hides_nothing(anna: Person, staffed: object, desk: Desk) -> None:
    talk = await writes(desk, NASTY, waits=True)
    for path in (f"/chats/{talk}", "/chats", "/", f"/chats/{talk}/news?epoch=0&holder=waiting"):
        page = (await anna.opens(path)).text
        assert "<script>alert" not in page and "<b>ciao" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "\u202e" not in page and "U+202E" in page and "U+200B" in page and "U+0007" in page
        assert 'href="https://malo' not in page


async def test_nothing_inline_and_nothing_from_elsewhere_may_run(anna: Person, talk: int) -> None:
    response = await anna.opens(f"/chats/{talk}")
    policy = response.headers["content-security-policy"]

    assert "'unsafe" not in policy and "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert " style=" not in response.text and "<style" not in response.text and "onclick" not in response.text
    assert response.headers["cache-control"] == "no-store"


async def test_what_the_citizen_writes_is_heard_and_fetched(anna: Person, talk: int, desk: Desk) -> None:
    await anna.takes(talk)
    async with anna.listens(talk) as ear:
        await ear.hears("talk")
        await writes(desk, "ci siete?")
        await ear.hears("talk")
    news = await anna.opens(f"/chats/{talk}/news?after=2&epoch=1&holder=operator")

    assert "ci siete?" in news.text and "vorrei una persona" not in news.text


async def test_a_page_of_a_talk_that_has_changed_hands_gets_all_of_it_anew(
    anna: Person, bruno: Person, talk: int
) -> None:
    await bruno.takes(talk)
    news = await anna.opens(f"/chats/{talk}/news?after=1&epoch=0&holder=waiting")

    assert 'hx-swap-oob="outerHTML"' in news.text and "In carico a Bruno Verdi" in news.text


async def test_colleagues_see_who_looks_on(anna: Person, bruno: Person, talk: int) -> None:
    async with bruno.listens(talk) as ear:
        await ear.hears("talk")

        assert "Bruno Verdi sta guardando" in (await anna.opens(f"/chats/{talk}")).text
        assert "sta guardando" not in (await bruno.opens(f"/chats/{talk}")).text


async def test_a_message_of_which_nobody_knows_is_sent_again_only_when_somebody_says_so(
    anna: Person, talk: int, desk: Desk
) -> None:
    await anna.takes(talk)
    await anna.replies(talk, "Le mando l'indirizzo.")
    await desk.sends_all()
    async with desk.database.transaction() as session:
        await session.execute(text("UPDATE outbound_message SET status = 'unknown'"))
        number = await session.scalar(select(OutboundMessage.number).order_by(OutboundMessage.number.desc()).limit(1))
        await alert(session, "unknown", talk, number)
    page = (await anna.opens(f"/chats/{talk}")).text
    assert "Forse non arrivato" in page and page.count("Invia di nuovo") == 1
    assert await told(desk) == []

    again = await anna.presses(f"/chats/{talk}/messages/{number}/again")
    assert again.headers["x-done"] == "sent_again" and "Invia di nuovo" not in again.text
    assert await told(desk) == ["Le mando l'indirizzo."]


async def test_a_notice_of_an_appointment_that_has_not_left_is_sent_again_although_an_operator_talks(
    anna: Person, talk: int, desk: Desk
) -> None:
    await anna.takes(talk)
    async with desk.database.transaction() as session:
        (id,) = await notice(session, talk, [Reply("L'appuntamento è confermato.")])
        values = {"id": id}
        await session.execute(text("UPDATE outbound_message SET status = 'failed' WHERE id = :id"), values)
        number = await session.scalar(select(OutboundMessage.number).where(OutboundMessage.id == id))
        await alert(session, "failed", talk, number)
    await desk.sends_all()

    again = await anna.presses(f"/chats/{talk}/messages/{number}/again")
    assert again.headers["x-done"] == "sent_again"
    assert await told(desk) == ["L'appuntamento è confermato."]


async def test_or_it_is_left_as_it_is(anna: Person, talk: int, desk: Desk) -> None:
    await anna.takes(talk)
    await anna.replies(talk, "Le mando l'indirizzo.")
    await desk.sends_all()
    async with desk.database.transaction() as session:
        values = {"error": str(failure(WINDOW_CLOSED))}
        await session.execute(text("UPDATE outbound_message SET status = 'failed', error = :error"), values)
        number = await session.scalar(select(OutboundMessage.number).order_by(OutboundMessage.number.desc()).limit(1))
        await alert(session, "failed", talk, number)
    left = await anna.presses(f"/chats/{talk}/messages/{number}/leave")

    assert "Invia di nuovo" not in left.text and "Non inviato. Sono passate più di 24 ore" in left.text
    assert await told(desk) == []


async def test_a_day_after_the_citizens_message_whatsapp_is_shut(
    anna: Person, staffed: object, desk: Desk, clock: Clock
) -> None:
    talk = await writes(desk, "buongiorno", account="whatsapp:borgo", address="whatsapp:+393331111111", waits=True)
    await anna.takes(talk)
    assert "può scrivere liberamente fino alle" in (await anna.opens(f"/chats/{talk}")).text
    clock.ahead = timedelta(hours=24)
    await anna.logs_in("anna")
    page = (await anna.opens(f"/chats/{talk}")).text
    refused = await anna.replies(talk, "Eccomi")

    assert "Il tempo per scrivere liberamente è finito" in page and 'id="text"' not in page
    assert (refused.status_code, refused.headers["x-refused"]) == (422, "window_over")
    assert await told(desk) == []


async def test_somebody_whose_session_ends_in_mid_reply_reads_what_they_wrote(
    anna: Person, talk: int, desk: Desk, clock: Clock
) -> None:
    await anna.takes(talk)
    epoch = await anna.sees_epoch(talk)
    clock.ahead = timedelta(hours=2)
    form = {"epoch": epoch, "key": "k" * 32, "seen": 9, "text": "Una risposta lunga e pensata"}
    page = await anna.sends(f"/chats/{talk}/reply", **form)
    part = await anna.presses(f"/chats/{talk}/reply", **form)

    assert page.status_code == 401 and "Una risposta lunga e pensata" in page.text and anna.csrf not in page.text
    assert (part.status_code, part.headers["x-refused"]) == (401, "entry_needed")
    assert await told(desk) == []


async def test_open_talks_are_found_by_number_municipality_and_words(anna: Person, talk: int, desk: Desk) -> None:
    other = await writes(desk, "il bonus bollette della luce", address="+39 333 7")
    for wanted, found in (
        ("bollette LUCE", [other]),
        (str(talk), [talk]),
        ("borgo", [other, talk]),
        ("nessuno mai", []),
    ):
        page = (await anna.opens(f"/chats?q={wanted}")).text
        assert [id for id in (other, talk) if f"/chats/{id}?q=" in page] == sorted(found, reverse=True)


async def test_the_days_figures_are_in_the_singular_where_there_is_one(anna: Person, talk: int, desk: Desk) -> None:
    await does(desk, keep_question, talk, 1, "borgo", "boh", "not_understood", {})
    await anna.takes(talk)
    await anna.presses(f"/chats/{talk}/close", epoch=await anna.sees_epoch(talk))
    page = words_of((await anna.opens("/")).text)

    for words in ("1 presa in carico oggi", "1 restituita o conclusa oggi", "1 domanda di oggi ancora aperta"):
        assert words in page
