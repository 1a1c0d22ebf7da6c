"""Whether a brain that runs also answers: one that hangs is as dead as one that has ended, and nobody is told."""

import asyncio
from datetime import timedelta

from bot.brain.client import Brain

LOOK_EVERY = timedelta(seconds=5)


async def until_silent(url: str, token: str, address: str, silence: timedelta) -> None:
    """Returns once the brain has not answered for so long; a busy one answers late, and counts as alive."""
    loop = asyncio.get_running_loop()
    async with Brain(url, token, LOOK_EVERY) as brain:
        heard_at = loop.time()
        while loop.time() - heard_at < silence.total_seconds():
            if await brain.is_ready(address):
                heard_at = loop.time()
            await asyncio.sleep(min(LOOK_EVERY, silence).total_seconds())
