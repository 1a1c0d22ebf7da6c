"""Waiting no longer than a page will: even for a database that stands still and lets nothing be taken back."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any, TypeVar

Result = TypeVar("Result")


async def within(patience: timedelta, work: Coroutine[Any, Any, Result]) -> Result:
    """The result; raises `TimeoutError`. `asyncio.timeout` would wait until what it cancels has ended, and a driver that
    has asked a silent server to break off waits for the server's word."""
    task = asyncio.create_task(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=patience.total_seconds())
    finally:
        if not task.done():
            task.cancel()
            # Nobody is there any more to hear how it ended.
            task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
    if not done:
        raise TimeoutError
    return task.result()
