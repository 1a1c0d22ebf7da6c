"""A page is not kept waiting."""

import asyncio
from datetime import timedelta

import pytest

from bot.webchat.patience import within

SOON, LATE = timedelta(milliseconds=10), timedelta(seconds=30)


async def test_what_is_done_in_time_is_given_back() -> None:
    assert await within(LATE, asyncio.sleep(0, "fatto")) == "fatto"


async def test_a_mistake_is_the_callers() -> None:
    async def fails() -> None:
        raise ValueError

    with pytest.raises(ValueError):
        await within(LATE, fails())


async def test_what_cannot_be_taken_back_is_left_alone() -> None:
    may_end, ended = asyncio.Event(), asyncio.Event()

    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await may_end.wait()
            ended.set()

    with pytest.raises(TimeoutError):
        await within(SOON, stubborn())
    may_end.set()
    await ended.wait()
