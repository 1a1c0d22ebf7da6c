"""A worker whose provider takes a message, after which the worker is killed: between the call and the mark."""

import asyncio
import os
import signal
from datetime import timedelta

from bot.brain.client import Brain
from bot.dialogue.turn import Reply
from bot.knowledge.base import LiveKnowledge
from bot.pace import Pace
from bot.settings import load_settings
from bot.staff import make_worker
from bot.storage.database import ready_database


class Deadly:
    async def send(self, address: str, reply: Reply, *, message_id: int) -> str | None:
        os.kill(os.getpid(), signal.SIGKILL)
        return None


async def main() -> None:
    settings = load_settings()
    async with (
        ready_database(settings) as database,
        Brain(settings.brain_url or "", settings.secret_of_brain, timedelta(seconds=5)) as brain,
    ):
        knowledge = LiveKnowledge(settings.knowledge_folder)
        await make_worker(database, knowledge, brain, Pace.of(settings), {"web": Deadly()}).run(asyncio.Event())


asyncio.run(main())
