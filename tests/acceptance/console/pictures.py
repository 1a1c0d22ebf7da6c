"""Pictures of pages, for whoever wants to look: `SPORTELLO_TEST_PICTURES` names a folder."""

import os

from playwright.async_api import Page

PICTURES = os.environ.get("SPORTELLO_TEST_PICTURES")


async def pictured(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
