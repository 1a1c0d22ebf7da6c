"""Whether a brain that runs also answers: one that hangs is as dead as one that has ended, and nobody is told.

Its silences are counted, not timed: when it was us who stood still (a machine that slept), the brain is not to blame.
"""

import asyncio
from datetime import timedelta

from bot.brain.client import Brain

LOOK_EVERY = timedelta(seconds=5)
SILENCES = 3
"""So many in a row, with as much time before the next look as a look may take, count as hanging: far more than any turn takes."""


async def until_silent(url: str, token: str, address: str) -> None:
    """Returns once the brain has not answered again and again; a busy one answers late, and counts as alive."""
    silences = 0
    async with Brain(url, token, LOOK_EVERY) as brain:
        while silences < SILENCES:
            silences = 0 if await brain.is_ready(address) else silences + 1
            await asyncio.sleep(LOOK_EVERY.total_seconds())
