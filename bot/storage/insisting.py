"""Writing down an outcome that nobody else knows, although the database is away for a moment."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import Database

Outcome = TypeVar("Outcome")
BETWEEN = timedelta(seconds=0.5)


async def insist(
    database: Database, write: Callable[[AsyncSession], Awaitable[Outcome]], patience: timedelta
) -> Outcome:
    """In one transaction, tried until the database takes it. A commit whose answer was lost is tried again too: so the
    second time `write` must change nothing, or refuse."""
    started = time.monotonic()
    while True:
        try:
            async with database.transaction() as session:
                return await write(session)
        except (OperationalError, InterfaceError):
            if time.monotonic() - started > patience.total_seconds():
                raise
        await asyncio.sleep(BETWEEN.total_seconds())
