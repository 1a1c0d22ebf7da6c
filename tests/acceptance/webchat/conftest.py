"""Debian's Chromium, driven by Playwright. Everything runs in one event loop: site, database's clients and browser."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect
from sqlalchemy import URL

from bot.knowledge.live import LiveKnowledge
from bot.storage.database import Database
from tests.acceptance.webchat.site import ANSWERS, PATIENCE_SECONDS, Site, open_site
from tests.folder import write_knowledge
from tests.storage.conftest import KEYS, server

__all__ = ["server"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-features=LocalNetworkAccessChecks"]
"""The last because a municipality's make-believe site, on the internet for Chromium, loads our script from this machine."""
PHONE = {"width": 360, "height": 740}
"""The smallest telephone that is still common."""
HOME, ELSEWHERE = "http://comune.test", "http://altrove.test"
"""A site that may show the chat in a frame, and one that may not."""
Opens = Callable[..., Awaitable[Page]]
in_one_loop: dict[str, Any] = {"scope": "session", "loop_scope": "session"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="No Chromium: `apt install chromium` to try the page in a browser.")
                )


@pytest_asyncio.fixture(**in_one_loop)
async def browser() -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(**in_one_loop)
async def one_site(server: URL, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    database = Database(server, KEYS)
    knowledge = LiveKnowledge(write_knowledge(tmp_path_factory.mktemp("knowledge")))
    async with open_site(database, knowledge, HOME) as site:
        yield site
    await database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def site(one_site: Site) -> AsyncIterator[Site]:
    yield one_site
    one_site.is_answering = True
    one_site.answers = dict(ANSWERS)
    one_site.heard.clear()


@pytest_asyncio.fixture(loop_scope="session")
async def opens(browser: Browser, site: Site) -> AsyncIterator[Opens]:
    """A page of a visitor of its own. What the browser complains of fails the test, but for a network that a test has cut."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    contexts = []

    async def open_page(path: str = "/?comune=borgo", *, complains: bool = False, **options: Any) -> Page:
        context = await browser.new_context(
            **{"viewport": {"width": 1100, "height": 800}, "locale": "it-IT", **options}
        )
        contexts.append(context)
        page = await context.new_page()
        if not complains:
            page.on("console", note)
            page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(site.url + path)
        return page

    yield open_page
    for context in contexts:
        await context.close()
    assert complaints == []


@pytest_asyncio.fixture(loop_scope="session")
async def page(opens: Opens) -> Page:
    return await opens()
