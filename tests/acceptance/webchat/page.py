"""What a citizen does on the page."""

from playwright.async_api import Locator, Page


async def write(page: Page, words: str) -> None:
    await page.get_by_label("Scriva qui la sua domanda").fill(words)
    await page.get_by_role("button", name="Invia").click()


def bubbles(page: Page) -> Locator:
    return page.locator(".message .text")
