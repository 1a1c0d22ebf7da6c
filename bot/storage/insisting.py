"""Writing down an outcome that nobody else knows, although the database is away for a moment."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, InternalError, NotSupportedError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

Transaction = TypeVar("Transaction")
Outcome = TypeVar("Outcome")
AWAY = (OperationalError, InterfaceError)
"""What a database that is away raises."""
TAKES_NOTHING = (*AWAY, InternalError, ProgrammingError, NotSupportedError, PoolTimeout, TimeoutError)
"""Also what one raises that is there and takes no writes: it only reads, lacks a table or a right. No fault of what was to be written."""
BETWEEN = timedelta(seconds=0.5)


async def insist(
    opened: Callable[[], AbstractAsyncContextManager[Transaction]],
    write: Callable[[Transaction], Awaitable[Outcome]],
    patience: timedelta,
) -> Outcome:
    """In one transaction (`database.transaction` or `.direct`), tried until the database takes it.

    A commit whose answer was lost is tried again too: so the second time `write` must change nothing, or refuse.
    """
    started = time.monotonic()
    while True:
        try:
            async with opened() as transaction:
                return await write(transaction)
        except AWAY:
            if time.monotonic() - started > patience.total_seconds():
                raise
        await asyncio.sleep(BETWEEN.total_seconds())
