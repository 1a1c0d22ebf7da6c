"""A world for each test: an empty database, a brain at its HTTP edge, and no process left behind."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import URL

from bot.queue.pace import Pace
from bot.storage.base import Base
from bot.storage.database import Database
from bot.storage.keys import KeyRing, new_secret
from tests.service.gateway import Gateway, gateway_on_loopback
from tests.service.world import World
from tests.storage.conftest import execute, server
from tests.storage.desk import Desk

__all__ = ["server"]


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    async with gateway_on_loopback() as gateway:
        yield gateway


@pytest.fixture
async def world(server: URL, gateway: Gateway) -> AsyncIterator[World]:
    execute(server, f"TRUNCATE {', '.join(Base.metadata.tables)} RESTART IDENTITY")
    key = new_secret()
    database = Database(server, KeyRing.from_text(key))
    world = World(Desk(database, Pace(pause=timedelta(0))), gateway, key)
    yield world
    for process in world.processes:
        process.kill()
        process.join()
        process.close()
    await database.close()
