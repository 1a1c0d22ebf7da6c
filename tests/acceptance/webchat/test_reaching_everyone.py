"""The page for everyone: by keyboard, on a small telephone, with a screen reader's rules, on a municipality's own site."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from tests.acceptance.webchat.conftest import ELSEWHERE, HOME, PHONE, Opens
from tests.acceptance.webchat.site import QUESTION, Site

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TARGET = 44
"""Pixels of what a thumb has to hit, each way (WCAG 2.1, 2.5.5); links within a text are exempt."""
SMALL_TARGETS = f"""() => [...document.querySelectorAll("button, .actions a, .emergency a, .choice a, textarea")]
    .filter(e => e.checkVisibility()).map(e => [e.innerText || e.id, e.getBoundingClientRect()])
    .filter(([, box]) => box.height < {TARGET} || box.width < {TARGET}).map(([name, box]) => [name, box.width, box.height])"""


async def found_by_axe(page: Page) -> list[str]:
    """What axe-core finds fault with: rule and element; colours as they are once they have changed."""
    await page.emulate_media(reduced_motion="reduce")
    await page.evaluate(AXE)
    violations: list[dict[str, Any]] = await page.evaluate(
        "rules => axe.run(document, rules).then(r => r.violations)", RULES
    )
    return [f"{found['id']}: {node['html'][:120]}" for found in violations for node in found["nodes"]]


async def nothing_written(page: Page, site: Site) -> None:
    await expect(page.get_by_role("button", name="bollette")).to_be_visible()


async def options_shown(page: Page, site: Site) -> None:
    await page.get_by_label("Scriva qui").fill(QUESTION)
    await page.get_by_role("button", name="Invia").click()
    await expect(page.get_by_role("button", name="Quanto costa")).to_be_visible()


async def writing(page: Page, site: Site) -> None:
    site.is_answering = False
    await page.get_by_role("button", name="bollette").click()
    await expect(page.get_by_role("status")).to_contain_text("sta scrivendo")


async def waiting(page: Page, site: Site) -> None:
    await options_shown(page, site)
    await site.calls_a_person()
    await expect(page.get_by_role("status")).to_contain_text("coda")


async def operator(page: Page, site: Site) -> None:
    await options_shown(page, site)
    await site.says_as_operator(await site.calls_a_person(), "Sono Anna, mi dica.")
    await expect(page.locator(".operator .text")).to_be_visible()


async def offline(page: Page, site: Site) -> None:
    await options_shown(page, site)
    await page.context.set_offline(True)
    await page.get_by_role("button", name="Quanto costa").click()
    await expect(page.get_by_text("In attesa della connessione")).to_be_visible()


async def refused(page: Page, site: Site) -> None:
    answer = {"error": "invalid", "message": "La richiesta non è valida."}
    await page.route("**/api/chat/messages", lambda route: route.fulfill(status=422, json=answer))
    await page.get_by_role("button", name="bollette").click()
    await expect(page.get_by_role("button", name="Modifica")).to_be_visible()


async def asked_to_forget(page: Page, site: Site) -> None:
    await options_shown(page, site)
    await page.locator("#forget").click()
    await expect(page.get_by_role("dialog")).to_be_visible()


STATES = [nothing_written, options_shown, writing, waiting, operator, offline, refused, asked_to_forget]


@pytest.mark.parametrize("viewport", [{"width": 1100, "height": 800}, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("state", STATES)
async def test_axe_finds_nothing(
    opens: Opens, site: Site, state: Callable[[Page, Site], Awaitable[None]], viewport: dict[str, int]
) -> None:
    page = await opens(viewport=viewport)
    await state(page, site)

    assert await found_by_axe(page) == []
    assert await page.evaluate(SMALL_TARGETS) == []


async def test_axe_would_find_a_fault(page: Page) -> None:
    await page.evaluate(
        "document.querySelector('label[for=message]').remove(), document.querySelector('.welcome').style.color = '#bbb'"
    )
    found = await found_by_axe(page)

    assert {fault.partition(":")[0] for fault in found} >= {"color-contrast", "label"}


async def test_axe_finds_nothing_on_the_choice_of_a_municipality(opens: Opens) -> None:
    page = await opens("/?comune=altrove", viewport=PHONE)

    assert await found_by_axe(page) == []
    assert await page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("width", [360, 320])
async def test_on_a_small_screen_nothing_is_cut_off(opens: Opens, site: Site, width: int) -> None:
    page = await opens(viewport={"width": width, "height": 640}, is_mobile=True, has_touch=True)
    await page.get_by_label("Scriva qui").fill("x" * 300)
    await page.get_by_role("button", name="Invia").tap()
    await options_shown(page, site)

    assert await page.evaluate("document.documentElement.scrollWidth") == width
    beyond = "w => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > w + 1).length"
    assert await page.evaluate(beyond, width) == 0


async def test_the_whole_talk_can_be_had_by_keyboard(page: Page) -> None:
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Vai alla casella")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.type("prima riga")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("seconda")
    await page.keyboard.press("Enter")
    await expect(page.locator(".citizen .text")).to_have_text("prima riga\nseconda")
    await page.keyboard.type(QUESTION)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Quanto costa")).to_be_visible()
    for _ in range(10):
        if await page.evaluate("document.activeElement.textContent") == "Quanto costa":
            break
        await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")

    await expect(page.locator(".bot .text").last).to_contain_text("in base al reddito")
    await expect(page.get_by_label("Scriva qui")).to_be_focused()


async def test_what_has_the_focus_is_seen(page: Page) -> None:
    for _ in range(12):
        await page.keyboard.press("Tab")
        style = await page.evaluate("(s => [s.outlineStyle, s.outlineWidth])(getComputedStyle(document.activeElement))")
        name = await page.evaluate("document.activeElement.tagName + '#' + document.activeElement.id")
        assert name.startswith("BODY") or style == ["solid", "3px"], name


async def test_the_dialog_keeps_the_focus_and_escape_leaves_it(page: Page) -> None:
    await page.get_by_role("button", name="Dimentica questa chat").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="No, torna alla chat")).to_be_focused()
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(page.get_by_role("button", name="Dimentica questa chat")).to_be_focused()


async def test_only_what_comes_now_is_announced(page: Page, site: Site) -> None:
    await options_shown(page, site)
    await expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    await page.reload()

    await expect(page.locator(".bot")).to_have_count(1)
    await expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")


async def test_who_wants_no_motion_gets_none(opens: Opens, site: Site) -> None:
    page = await opens(reduced_motion="reduce")
    await writing(page, site)

    assert await page.evaluate("document.getAnimations().length") == 0


async def test_an_answer_longer_than_the_screen_is_shown_from_its_beginning(opens: Opens, site: Site) -> None:
    page = await opens(viewport={"width": 360, "height": 500})
    await options_shown(page, site)
    top = await page.evaluate("document.querySelector('.bot .text').getBoundingClientRect().top")
    box = await page.evaluate("document.querySelector('#scroll').getBoundingClientRect().top")

    assert box <= top <= box + 60


async def test_who_has_scrolled_up_stays_there_and_is_told(opens: Opens, site: Site) -> None:
    page = await opens(viewport={"width": 360, "height": 500})
    await options_shown(page, site)
    await page.get_by_role("button", name="Quanto costa").click()
    await expect(page.locator(".bot")).to_have_count(2)
    await page.evaluate("document.querySelector('#scroll').scrollTop = 0")
    await site.says_as_operator(await site.calls_a_person(), "Sono Anna, mi dica.")
    await page.get_by_role("button", name="Vai in fondo").click()

    await expect(page.locator(".operator .text")).to_be_in_viewport()
    await expect(page.get_by_role("button", name="Vai in fondo")).to_be_hidden()


async def shows(page: Page, site: Site, origin: str) -> None:
    """A municipality's page with our script tag; its own policy is strict."""
    html = f'<!doctype html><html lang="it"><title>Comune</title><h1>Comune</h1><script src="{site.url}/embed.js" data-comune="borgo" defer></script>'
    policy = {"Content-Security-Policy": f"default-src 'none'; script-src {site.url}; frame-src {site.url}"}

    async def serve(route: Route) -> None:
        await route.fulfill(status=200, content_type="text/html; charset=utf-8", body=html, headers=policy)

    await page.route(f"{origin}/**", serve)
    await page.goto(f"{origin}/")
    await page.get_by_role("button", name="Chieda ai servizi sociali").click()


async def test_a_municipalitys_page_shows_the_chat_with_one_script_tag(opens: Opens, site: Site) -> None:
    page = await opens()
    await shows(page, site, HOME)
    chat = page.frame_locator("iframe")
    await chat.get_by_label("Scriva qui").fill("dal sito del Comune")
    await chat.get_by_role("button", name="Invia").click()
    await expect(chat.locator(".bot .text")).to_have_text("Ha scritto: dal sito del Comune")
    await page.reload()
    await page.get_by_role("button", name="Chieda ai servizi sociali").click()
    await expect(chat.locator(".bot .text")).to_have_text("Ha scritto: dal sito del Comune")
    await chat.get_by_label("Scriva qui").press("Escape")

    await expect(page.locator("iframe")).to_be_hidden()
    await expect(page.get_by_role("button", name="Chieda ai servizi sociali")).to_be_focused()


async def test_a_page_that_is_not_allowed_does_not_show_the_chat(opens: Opens, site: Site) -> None:
    page = await opens(complains=True)
    await shows(page, site, ELSEWHERE)

    await expect(page.frame_locator("iframe").get_by_label("Scriva qui")).to_have_count(0)
    await expect(page.frame_locator("iframe").locator("#messages")).to_have_count(0)


async def test_on_a_telephone_one_goes_on_where_ones_choice_stands(opens: Opens, site: Site) -> None:
    """The keyboard stays away, and what was pressed is gone: without a place the next key begins at the top of the page."""
    page = await opens(viewport=PHONE, has_touch=True, is_mobile=True)
    for press in ("bollette", "Quanto costa"):
        await page.get_by_role("button", name=press).tap()
        await expect(page.locator(".message.citizen").last).to_be_focused()
        await page.get_by_label("Scriva qui").fill(QUESTION)
        await page.get_by_role("button", name="Invia").tap()
        await expect(page.get_by_role("button", name="Quanto costa")).to_be_visible()
