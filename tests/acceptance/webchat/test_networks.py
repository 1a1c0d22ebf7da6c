"""A talk in a real browser over a network that is slow, lost or back again: nothing written is lost, nothing leaves twice."""

import asyncio

from playwright.async_api import Page, Route, expect

from tests.acceptance.webchat.page import bubbles, write
from tests.acceptance.webchat.site import QUESTION, Site, until

ASKED = """() => {
    window.asked = [];
    const ask = window.fetch;
    window.fetch = (...call) => {
        if (call[0].endsWith("/messages")) asked.push(Date.now());
        return ask(...call);
    };
}"""
"""When the page tried to send, by its own clock."""


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
    await page.route("**/api/chat/messages", lambda route: route.abort())
    await page.evaluate(ASKED)
    await page.clock.install(time=0)
    await page.clock.pause_at(3600)
    await write(page, "ci siete?")
    for seconds in (1, 2, 4):
        await expect(page.get_by_text("In attesa della connessione")).to_be_visible()
        await page.clock.run_for(seconds * 1000)
    await expect(page.get_by_text("In attesa della connessione")).to_be_visible()

    first, *later = await page.evaluate("asked")
    assert [moment - first for moment in later] == [1000, 3000, 7000]


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
