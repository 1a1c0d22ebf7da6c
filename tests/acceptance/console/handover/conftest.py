"""In place of the site that answers by a list: the whole service, in a database of its own."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import URL

from bot.storage.database import Database
from bot.storage.keys import KeyRing, new_secret
from bot.storage.migrate import migrate
from tests.acceptance.console.handover.people import WebCitizen, WhatsAppCitizen
from tests.acceptance.console.handover.town_hall import TownHall, open_town_hall, settings_in
from tests.acceptance.webchat.conftest import in_one_loop
from tests.storage.conftest import new_database
from tests.whatsapp.fake_twilio import twilio_on_loopback


@pytest_asyncio.fixture(**in_one_loop)
async def one_town_hall(server: URL, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[TownHall]:
    url, key = new_database(server), new_secret()
    migrate(url)
    database = Database(url, KeyRing.from_text(key))
    async with twilio_on_loopback() as twilio:
        settings = settings_in(tmp_path_factory.mktemp("accounts"), twilio, key)
        async with open_town_hall(database, settings, twilio) as hall:
            yield hall
    await database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def site(one_town_hall: TownHall) -> TownHall:
    await one_town_hall.is_empty()
    return one_town_hall


@pytest_asyncio.fixture(loop_scope="session")
async def rosa(opens: Any, site: TownHall) -> WebCitizen:
    """In the web chat of Cesano Boscone."""
    return WebCitizen(await opens("/?comune=cesano-boscone"), site)


@pytest.fixture
def ugo(site: TownHall) -> WhatsAppCitizen:
    """On Bussero's WhatsApp number."""
    return WhatsAppCitizen("+393331111111", site)
