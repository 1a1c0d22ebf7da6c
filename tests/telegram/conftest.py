"""A bot's webhook on a real port over a real PostgreSQL, and Telegram on loopback."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx
import pytest

from bot.brain.process import free_port
from bot.local_assistant import serving
from bot.settings import load_settings
from bot.storage.database import Database
from bot.web import create_app, stop_streams
from tests.storage.conftest import database, desk, patient_desk, server
from tests.telegram.door import Door
from tests.telegram.fake import TOKEN, FakeTelegram, telegram_on_loopback
from tests.telegram.known import KNOWN

__all__ = ["database", "desk", "patient_desk", "server"]
Opens = Callable[..., AbstractAsyncContextManager[Door]]


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with telegram_on_loopback() as fake:
        yield fake


@pytest.fixture
def opened() -> Opens:
    """Serves the app over a database with these settings, for as long as the block."""

    @asynccontextmanager
    async def open_door(database: Database, **changes: Any) -> AsyncIterator[Door]:
        settings = load_settings(telegram_token=TOKEN, **{"pause_seconds": 0, **changes})
        app, port = create_app(database, KNOWN, settings), free_port()
        async with (
            serving(app, port),
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30) as client,
        ):
            yield Door(client, database)
            stop_streams(app)

    return open_door


@pytest.fixture
async def door(opened: Opens, database: Database) -> AsyncIterator[Door]:
    async with opened(database) as door:
        yield door
