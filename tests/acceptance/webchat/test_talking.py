"""A talk in a real browser: asking, pressing, reloading, a network that comes and goes."""

import asyncio

import pytest
from playwright.async_api import Locator, Page, Route, expect
from sqlalchemy import text

from bot.dialogue.turn import Reply
from tests.acceptance.webchat.conftest import Opens
from tests.acceptance.webchat.site import COST, QUESTION, Site, until


async def write(page: Page, words: str) -> None:
    await page.get_by_label("Scriva qui la sua domanda").fill(words)
    await page.get_by_role("button", name="Invia").click()


def bubbles(page: Page) -> Locator:
    return page.locator(".message .text")


async def test_a_question_is_answered_on_the_page(page: Page) -> None:
    await write(page, QUESTION)

    await expect(bubbles(page)).to_have_count(2)
    await expect(bubbles(page).first).to_have_text(QUESTION)
    await expect(bubbles(page).last).to_contain_text("Un'ausiliaria viene a casa")
    await expect(page.locator(".day")).to_have_text("Oggi")


async def test_an_option_is_pressed_and_then_is_over(page: Page, site: Site) -> None:
    await write(page, QUESTION)
    await page.get_by_role("button", name="Quanto costa").click()

    await expect(bubbles(page)).to_have_count(4)
    await expect(bubbles(page).nth(2)).to_have_text("Quanto costa")
    await expect(bubbles(page).last).to_contain_text("in base al reddito")
    await expect(page.get_by_role("button", name="Come si fa")).to_have_count(0)
    assert site.heard == [QUESTION, COST.payload]


async def test_numbers_and_addresses_can_be_pressed(page: Page) -> None:
    await write(page, QUESTION)

    for href in ("tel:+390248694677", "mailto:aiuto@comune.example.it", "https://www.comune.example.it/servizi"):
        await expect(page.locator(f'.message a[href="{href}"]')).to_have_count(1)


async def test_what_is_written_is_never_html(page: Page) -> None:
    await write(page, "<b>ciao</b>")

    await expect(bubbles(page)).to_have_text(["<b>ciao</b>", "<img src=x onerror=alert(1)>"])
    await expect(page.locator(".message img")).to_have_count(0)


@pytest.mark.parametrize(
    ("words", "hrefs"),
    [
        ("• 112 Numero unico di emergenza", ["tel:112"]),
        ("Chiami il 1522, oppure il 114.", ["tel:1522", "tel:114"]),
        ("tel. 378 3059453 o 02-9533334", ["tel:+393783059453", "tel:+39029533334"]),
        ("+39 02 2327 2327", ["tel:+390223272327"]),
        ("numero verde 800 123 456", ["tel:800123456"]),
        ("il 03/12/2026 dalle 09:00 alle 12:30, 112 euro, via Dante 112, 3.500,00 euro", []),
        ("RSSMRA80A01F205X e 20090", []),
        ("(vedi https://a.example/x_y?z=1). Fine", ["https://a.example/x_y?z=1"]),
        ("javascript:alert(1) http://", []),
    ],
)
async def test_only_what_is_a_number_or_an_address_becomes_a_link(page: Page, words: str, hrefs: list[str]) -> None:
    script = "async (words) => [...(await import('./static/links.js')).linked(words).querySelectorAll('a')].map(a => a.getAttribute('href'))"

    assert await page.evaluate(script, words) == hrefs


async def test_the_talk_is_there_after_a_reload(page: Page) -> None:
    await write(page, QUESTION)
    await page.get_by_role("button", name="Quanto costa").click()
    await expect(bubbles(page)).to_have_count(4)
    before = await bubbles(page).all_inner_texts()
    await page.get_by_label("Scriva qui").fill("una bozza")
    await page.reload()

    await expect(bubbles(page)).to_have_text(before)
    await expect(page.get_by_label("Scriva qui")).to_have_value("una bozza")


async def test_what_is_written_without_a_network_leaves_once_when_it_is_back(page: Page, site: Site) -> None:
    await write(page, "prima")
    await expect(bubbles(page)).to_have_count(2)
    await page.context.set_offline(True)
    await write(page, "uno")
    await write(page, "due")
    await expect(page.get_by_role("alert")).to_contain_text("Connessione assente")
    await expect(page.locator(".pending").first).to_contain_text("In attesa della connessione")
    await expect(page.locator(".pending")).to_have_count(2)
    await page.context.set_offline(False)

    await expect(page.locator(".pending")).to_have_count(0)
    await expect(page.get_by_role("alert")).to_have_count(0)
    await expect(page.locator(".citizen .text")).to_have_text(["prima", "uno", "due"])
    await until(lambda: len(site.heard) == 3)
    assert site.heard == ["prima", "uno", "due"]


async def test_a_message_whose_acknowledgement_was_lost_is_there_once(page: Page, site: Site) -> None:
    calls = 0

    async def cut_after_arrival(route: Route) -> None:
        nonlocal calls
        calls += 1
        await (route.continue_() if calls > 1 else lose(route))

    async def lose(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await page.route("**/api/chat/messages", cut_after_arrival)
    await write(page, "una volta sola")

    await expect(page.locator(".bot .text")).to_have_text(["Ha scritto: una volta sola"])
    await expect(page.locator(".citizen .text")).to_have_text(["una volta sola"])
    await expect(page.locator(".pending")).to_have_count(0)
    assert calls == 2
    assert site.heard == ["una volta sola"]


async def test_a_service_that_is_away_is_asked_less_and_less_often(page: Page) -> None:
    calls = 0

    async def cut(route: Route) -> None:
        nonlocal calls
        calls += 1
        await route.abort()

    await page.route("**/api/chat/messages", cut)
    await write(page, "ci siete?")
    await page.wait_for_timeout(2500)

    assert 2 <= calls <= 3  # at 0, 1 and 3 seconds


async def test_what_was_not_sent_yet_survives_a_reload(page: Page, site: Site) -> None:
    await page.route("**/api/chat/messages", lambda route: route.abort())
    await write(page, "non perdermi")
    await expect(page.get_by_text("In attesa della connessione")).to_be_visible()
    await page.unroute_all()
    await page.reload()

    await expect(page.locator(".bot .text")).to_have_text(["Ha scritto: non perdermi"])
    assert site.heard == ["non perdermi"]


async def test_a_page_that_is_told_late_that_there_is_no_talk_yet_shows_the_one_begun_meanwhile(
    page: Page, site: Site
) -> None:
    told = 0

    async def late(route: Route) -> None:
        nonlocal told
        told += 1
        if told > 1:
            return await route.continue_()
        nothing_yet = await route.fetch()
        assert nothing_yet.status == 204
        await page.unroute("**/api/chat/messages")
        while not site.heard:
            await asyncio.sleep(0.05)
        await route.fulfill(response=nothing_yet)

    await page.route("**/api/chat/messages", lambda route: route.abort())
    await write(page, "eccomi")
    await expect(page.get_by_text("In attesa della connessione")).to_be_visible()
    await page.route("**/api/chat/events*", late)
    await page.reload()

    await expect(page.locator(".bot .text")).to_have_text(["Ha scritto: eccomi"])


async def test_on_a_slow_network_a_message_is_shown_at_once_as_being_sent(page: Page) -> None:
    async def slow(route: Route) -> None:
        await asyncio.sleep(1)
        await route.continue_()

    await page.route("**/api/chat/messages", slow)
    await write(page, "piano")

    await expect(page.locator(".pending")).to_contain_text("Invio…")
    await expect(page.locator(".bot .text")).to_have_text(["Ha scritto: piano"])


async def test_a_service_that_is_away_is_told_and_tried_again(page: Page) -> None:
    async def away(route: Route) -> None:
        await route.fulfill(status=503, json={"error": "unavailable", "message": "…"}, headers={"Retry-After": "60"})

    await page.route("**/api/chat/messages", away)
    await write(page, "ci siete?")
    await expect(page.get_by_role("alert")).to_contain_text("il servizio non risponde")
    await page.unroute_all()
    await page.get_by_role("button", name="Riprova").click()

    await expect(page.locator(".bot .text")).to_have_text(["Ha scritto: ci siete?"])


async def test_a_message_that_is_refused_can_be_written_again(page: Page) -> None:
    async def refuse(route: Route) -> None:
        await route.fulfill(status=422, json={"error": "too_long", "message": "Il messaggio è troppo lungo."})

    await page.route("**/api/chat/messages", refuse)
    await write(page, "rifiutato")
    await expect(page.locator(".failed")).to_contain_text("Non inviato. Il messaggio è troppo lungo.")
    await page.get_by_role("button", name="Modifica").click()

    await expect(page.get_by_label("Scriva qui")).to_have_value("rifiutato")
    await expect(bubbles(page)).to_have_count(0)


async def test_a_message_that_is_too_long_is_told_before_it_is_sent(page: Page) -> None:
    await write(page, "x" * 2001)

    await expect(page.get_by_text("Il messaggio è troppo lungo: 2001 caratteri, al massimo 2000")).to_be_visible()
    await expect(bubbles(page)).to_have_count(0)


async def test_a_forgotten_talk_is_gone_in_every_window(page: Page) -> None:
    await write(page, "è un segreto")
    await expect(page.locator(".bot")).to_have_count(1)
    second = await page.context.new_page()
    await second.goto(page.url)
    await expect(second.locator(".bot")).to_have_count(1)
    await page.get_by_role("button", name="Dimentica questa chat").click()
    await page.get_by_role("button", name="Sì, dimentica").click()

    for window in (page, second):
        await expect(window.get_by_role("alert")).to_contain_text("dimenticata")
        await expect(bubbles(window)).to_have_count(0)
    assert await page.evaluate("Object.keys(localStorage)") == []
    await page.reload()
    await expect(page.get_by_text("Per esempio:")).to_be_visible()
    await write(page, "si ricomincia")
    await expect(page.locator(".bot .text")).to_have_text(["Ha scritto: si ricomincia"])


async def test_without_a_network_nothing_is_said_to_be_forgotten(page: Page) -> None:
    await write(page, "è un segreto")
    await expect(page.locator(".bot")).to_have_count(1)
    await page.context.set_offline(True)
    await page.get_by_role("button", name="Dimentica questa chat").click()
    await page.get_by_role("button", name="Sì, dimentica").click()

    await expect(page.get_by_role("alert")).to_contain_text("Non è stato possibile dimenticare")
    await expect(bubbles(page)).to_have_count(2)


async def test_a_token_that_is_no_longer_known_begins_another_talk(page: Page) -> None:
    await write(page, "prima")
    await expect(page.locator(".bot")).to_have_count(1)
    await page.evaluate("localStorage.setItem('sportello.borgo.token', JSON.stringify('non valido'))")
    await write(page, "dopo")

    await expect(page.locator(".bot .text")).to_have_text(["Ha scritto: dopo"])
    await expect(page.get_by_role("alert")).to_contain_text("se ne comincia una nuova")


async def test_who_waits_for_a_person_sees_it_and_finds_the_answer_later(page: Page, site: Site) -> None:
    await page.get_by_role("button", name="Parli con una persona").click()
    await expect(page.locator(".bot")).to_have_count(1)
    conversation = await site.calls_a_person()
    await expect(page.get_by_role("status")).to_contain_text("È in coda per una persona")
    address = page.url
    await page.goto("about:blank")
    await site.says_as_operator(conversation, "Buongiorno, sono Anna. Come posso aiutarla?")
    await page.goto(address)

    await expect(page.locator(".operator .text")).to_have_text("Buongiorno, sono Anna. Come posso aiutarla?")
    await expect(page.locator(".operator .who")).to_have_text("Operatore del Comune")
    await expect(page.get_by_role("status")).to_contain_text("le risponde una persona")


async def test_a_pause_shows_that_the_assistant_is_writing(page: Page, site: Site) -> None:
    site.is_answering = False
    await write(page, "un attimo")
    await expect(page.get_by_role("status")).to_contain_text("L'assistente sta scrivendo")
    site.is_answering = True

    await expect(page.get_by_role("status")).to_be_empty()


async def test_what_comes_while_the_page_is_closed_is_on_the_next_day_under_its_own_day(
    opens: Opens, site: Site
) -> None:
    page = await opens()
    await write(page, "ieri")
    await expect(page.locator(".bot")).to_have_count(1)
    async with site.database.transaction() as session:
        for table, column in (("inbound_message", "received_at"), ("outbound_message", "created_at")):
            await session.execute(text(f"UPDATE {table} SET {column} = {column} - interval '1 day'"))
    await page.reload()
    await write(page, "oggi")

    await expect(page.locator(".day")).to_have_text(["Ieri", "Oggi"])


async def test_examples_can_be_asked_with_one_press(page: Page, site: Site) -> None:
    site.answers["Ci sono aiuti per pagare le bollette?"] = (Reply("Sì."),)
    await page.get_by_role("button", name="bollette").click()

    await expect(bubbles(page)).to_have_text(["Ci sono aiuti per pagare le bollette?", "Sì."])
    await expect(page.get_by_text("Per esempio:")).to_be_hidden()


async def test_the_chooser_leads_to_a_municipalitys_chat(opens: Opens) -> None:
    page = await opens("/")
    await page.get_by_role("link", name="Comune di Valle").click()
    await write(page, "ciao")

    await expect(page.locator(".bot .text")).to_have_text(["Ha scritto: ciao"])
    await page.get_by_role("link", name="Cambia Comune").click()
    await expect(page.get_by_role("heading", name="Di quale Comune ha bisogno?")).to_be_visible()
