"""The console and the web chat in Debian's Chromium, over one site with a real database."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from argon2 import PasswordHasher
from playwright.async_api import Page
from sqlalchemy import URL, text

from bot.handover.ready_answers import load_shipped
from bot.knowledge.live import LiveKnowledge
from bot.staff import passwords
from bot.storage.database import Database
from tests.acceptance.webchat.conftest import CHROMIUM, HOME, browser, in_one_loop, opens
from tests.acceptance.webchat.conftest import site as web_site
from tests.acceptance.webchat.site import Site, open_site
from tests.console.desks import give_appointments
from tests.console.people import hire
from tests.console.person import PASSWORD
from tests.folder import write_knowledge
from tests.storage.conftest import KEYS, server

__all__ = ["browser", "opens", "server", "web_site"]
Enters = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="No Chromium: `apt install chromium` to try the console."))


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        yield


@pytest_asyncio.fixture(**in_one_loop)
async def one_site(server: URL, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """Borgo's psychologist gives appointments."""
    database = Database(server, KEYS)
    knowledge = LiveKnowledge(give_appointments(write_knowledge(tmp_path_factory.mktemp("knowledge"))))
    async with open_site(database, knowledge, HOME) as site:
        yield site
    await database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def site(one_site: Site) -> AsyncIterator[Site]:
    """Empty but for the cast and the shipped answers."""
    async with one_site.database.transaction() as session:
        # Not TRUNCATE: the site's worker looks at the tables all the time, and the two would wait for each other.
        of_agenda = ("agenda_press", "agenda_feed", "appointment", "desk_block", "desk_series", "booking_desk")
        for table in ("conversation", "staff", "entry_try", "ready_answer", *of_agenda):
            await session.execute(text(f"DELETE FROM {table}"))
    await hire(one_site.database)
    async with one_site.database.transaction() as session:
        await load_shipped(session)
    yield one_site
    one_site.is_answering = True
    one_site.heard.clear()


@pytest_asyncio.fixture(loop_scope="session")
async def enters(opens: Callable[..., Any], site: Site) -> Enters:
    """A page of somebody who has entered."""

    async def enter(username: str, path: str = "/console/", **options: Any) -> Page:
        page: Page = await opens("/console/login", **options)
        await page.get_by_label("Nome utente").fill(username)
        await page.get_by_label("Password").fill(PASSWORD)
        await page.get_by_role("button", name="Entra").click()
        await page.wait_for_url(lambda url: "/console/login" not in url)
        await page.goto(site.url + path)
        return page

    return enter
