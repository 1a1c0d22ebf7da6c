"""Talks with a brain of either kind, from the start of its process to its end."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from benchmarks.memory import Memory, memory_of
from benchmarks.talks import Script
from bot.brain.client import BrainReply, Message
from bot.brain.process import BrainProcess
from bot.brain.recipe import Recipe
from bot.local_assistant import Actions
from bot.settings import Settings


class Answering(Protocol):
    async def turn(self, message: Message) -> BrainReply: ...


@dataclass(frozen=True)
class Side:
    """One of the two that are compared."""

    name: str
    recipe: Recipe
    model: Path
    client: Callable[[BrainProcess], AbstractAsyncContextManager[Answering]]


@dataclass(frozen=True)
class Round:
    """One life of a process: seconds until it was ready, milliseconds of each turn, turns without a reply, memory at the end."""

    start: float
    turns: tuple[float, ...]
    unanswered: int
    memory: Memory | None


async def measure(side: Side, settings: Settings, actions: Actions, talks: Sequence[Script]) -> Round:
    """A process started, warmed up by one talk that does not count, talked to one citizen at a time, and ended."""
    process = BrainProcess(settings, actions.url, actions.token, recipe=side.recipe, model=side.model)
    started = time.perf_counter()
    async with process:
        ready = time.perf_counter() - started
        async with side.client(process) as brain:
            await _talk(brain, talks[0], "warm-up")
            took = [turn for i, talk in enumerate(talks) for turn in await _talk(brain, talk, f"talk-{i}")]
        memory = memory_of(process.pid) if process.pid else None
    milliseconds, replies = zip(*took, strict=True)
    return Round(ready, milliseconds, replies.count(0), memory)


async def _talk(brain: Answering, talk: Script, conversation: str) -> list[tuple[float, int]]:
    """Of each turn the milliseconds it took and the number of replies it brought."""
    took = []
    for message in talk.messages(conversation):
        started = time.perf_counter()
        reply = await brain.turn(message)
        took.append(((time.perf_counter() - started) * 1000, len(reply.replies)))
    return took
