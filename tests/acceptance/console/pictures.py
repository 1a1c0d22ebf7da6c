"""Pictures of pages, for whoever wants to look: `SPORTELLO_TEST_PICTURES` names a folder."""

import os

from playwright.async_api import Page

PICTURES = os.environ.get("SPORTELLO_TEST_PICTURES")


async def pictured(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


async def printed(page: Page, name: str) -> None:
    """The same on A4."""
    if PICTURES:
        await page.pdf(path=f"{PICTURES}/{name}.pdf", prefer_css_page_size=True)
