"""The web chat on a real port, over a real PostgreSQL; messages need not wait for the citizen's next one."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx
import pytest

from bot.brain.process import free_port
from bot.knowledge.live import LiveKnowledge
from bot.local_assistant import serving
from bot.settings import load_settings
from bot.storage.database import Database
from bot.web import create_app, stop_streams
from tests.folder import write_knowledge
from tests.storage.conftest import database, desk, server
from tests.webchat.page import Page

__all__ = ["database", "desk", "server"]
Opens = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> LiveKnowledge:
    return LiveKnowledge(write_knowledge(tmp_path_factory.mktemp("knowledge")))


@pytest.fixture
def opened(knowledge: LiveKnowledge) -> Opens:
    """Serves the app over a database with these settings, for as long as the block."""

    @asynccontextmanager
    async def open_app(database: Database, **changes: Any) -> AsyncIterator[httpx.AsyncClient]:
        settings = load_settings(**{"pause_seconds": 0, "web_messages_a_minute": 1000, **changes})
        app, port = create_app(database, knowledge, settings), free_port()
        async with (
            serving(app, port),
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
        ):
            yield client
            stop_streams(app)

    return open_app


@pytest.fixture
async def client(opened: Opens, database: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with opened(database, web_messages_a_minute_from_an_address=1000) as client:
        yield client


@pytest.fixture
async def rosa(client: httpx.AsyncClient) -> Page:
    return await Page(client).opens()


@pytest.fixture
async def ugo(client: httpx.AsyncClient) -> Page:
    return await Page(client).opens()
