"""On a shared computer: a talk that is to be forgotten is gone, and one that is gone is begun anew."""

from playwright.async_api import Page, expect

from tests.acceptance.webchat.page import bubbles, write


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
