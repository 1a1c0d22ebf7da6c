"""A worker as a process of its own, forked from one that has read everything already: a start takes no seconds of a busy machine.

What runs in it is `bot.run`, as `sportello worker` runs it; or a worker with a provider of the tests'.
"""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Mapping
from datetime import timedelta
from multiprocessing.context import ForkServerProcess

import uvloop

import bot.run
from bot.brain.client import Brain
from bot.channels.base import Channel, Recipient
from bot.dialogue.turn import Reply
from bot.knowledge.base import LiveKnowledge
from bot.queue.pace import Pace
from bot.safety import crisis_in
from bot.settings import PROJECT, load_settings
from bot.storage.database import ready_database
from bot.worker.staff import make_worker

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload([__name__])
crisis_in("")
_knowledge = LiveKnowledge(PROJECT / "knowledge")


def start(environment: Mapping[str, str], provider: str = "") -> ForkServerProcess:
    process = processes.Process(target=_work, args=(dict(environment), provider))
    process.start()
    return process


def _work(environment: Mapping[str, str], provider: str) -> None:
    os.environ.update(environment)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    uvloop.run(_work_for(PROVIDERS[provider]) if provider else bot.run.run(load_settings(), bot.run.Parts(worker=True)))


class Taking:
    """A provider that takes everything."""

    is_repeatable = False

    async def send(self, to: Recipient, reply: Reply, *, message_id: int) -> str | None:
        return f"p{message_id}"


class Deadly(Taking):
    """Takes a message, and then the worker is killed: between the call and the mark."""

    async def send(self, to: Recipient, reply: Reply, *, message_id: int) -> str | None:
        os.kill(os.getpid(), signal.SIGKILL)
        return None


PROVIDERS: dict[str, Channel] = {"taking": Taking(), "deadly": Deadly()}


async def _work_for(provider: Channel) -> None:
    settings = load_settings()
    async with (
        ready_database(settings) as database,
        Brain(settings.brain_url or "", settings.secret_of_brain, timedelta(seconds=5)) as brain,
    ):
        worker = make_worker(database, _knowledge, brain, Pace.of(settings), {"web": provider})
        await worker.run(asyncio.Event())
