"""The brain asked by many at once: a few calls at a time, and none for a moment once it has proved to be away."""

import asyncio
import time
from datetime import timedelta

from bot.brain.client import Answering, BrainReply, Message
from bot.errors import BrainUnavailable
from bot.measures import brain_asked

AT_ONCE = 4
"""Calls under way; the brain has one thread."""
REST = timedelta(seconds=2)
"""How long a brain that was away is left alone, so that not everybody waits for its time-out."""


class PatientBrain:
    """Raises `BrainUnavailable` at once while the brain is known to be away; then one turn tries it again."""

    def __init__(self, brain: Answering) -> None:
        self._brain = brain
        self._places = asyncio.Semaphore(AT_ONCE)
        self._away_until = 0.0

    async def turn(self, message: Message) -> BrainReply:
        async with self._places:
            if time.monotonic() < self._away_until:
                raise BrainUnavailable("The brain was away a moment ago.")
            try:
                with brain_asked():
                    return await self._brain.turn(message)
            except BrainUnavailable:
                self._away_until = time.monotonic() + REST.total_seconds()
                raise
