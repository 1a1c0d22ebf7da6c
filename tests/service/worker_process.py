"""Web, worker and a stand-in for the brain as processes, forked from one that has read everything: a start takes no seconds of a busy machine.

What runs in them is `bot.run`, as `sportello web` and `sportello worker` run it; or a worker with a provider of the tests'.
"""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping
from datetime import timedelta
from multiprocessing.context import ForkServerProcess

import uvloop

import bot.run
from bot.brain.client import Brain
from bot.channels.base import Channel, Recipient
from bot.dialogue.turn import Reply
from bot.knowledge.live import LiveKnowledge
from bot.queue.pace import Pace
from bot.safety import crisis_in
from bot.settings import PROJECT, load_settings
from bot.storage.database import ready_database
from bot.worker.staff import make_worker
from tests.service.gateway import gateway_on_loopback

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload([__name__])
crisis_in("")
_knowledge = LiveKnowledge(PROJECT / "knowledge")


def start(environment: Mapping[str, str], provider: str = "") -> ForkServerProcess:
    return _started(_work, environment, provider)


def start_web(environment: Mapping[str, str]) -> ForkServerProcess:
    return _started(_serve, environment)


def start_brain(environment: Mapping[str, str]) -> ForkServerProcess:
    """A stand-in for the brain, at the address of SPORTELLO_BRAIN_URL."""
    return _started(_think, environment)


def _started(target: Callable[..., None], environment: Mapping[str, str], *more: str) -> ForkServerProcess:
    process = processes.Process(target=target, args=(dict(environment), *more))
    process.start()
    return process


def _serve(environment: Mapping[str, str]) -> None:
    os.environ.update(environment)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    uvloop.run(bot.run.run(load_settings(), bot.run.Parts(web=True)))


def _think(environment: Mapping[str, str]) -> None:
    uvloop.run(_think_until_killed(int(environment["SPORTELLO_BRAIN_URL"].rpartition(":")[2])))


async def _think_until_killed(port: int) -> None:
    async with gateway_on_loopback(port):
        await asyncio.Event().wait()


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
