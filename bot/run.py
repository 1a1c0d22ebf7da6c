"""`sportello run`, `web` and `worker`: the service's processes, from the first check to a clean end."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from socket import socket

from bot.brain.client import Brain
from bot.channels.account_settings import load_accounts
from bot.figures import serving_figures
from bot.knowledge.live import LiveKnowledge, watched
from bot.listening import listening_socket, serving_web
from bot.logs import start_log
from bot.production import is_open_trial, refuse_unsafe
from bot.queue.pace import Pace
from bot.service_brain import service_brain
from bot.settings import Settings
from bot.storage.database import Database, ready_database
from bot.users import first_admin
from bot.webhooks.looking import looking_for_missed
from bot.webhooks.telegram_polling import polling_telegram
from bot.worker.channels import open_channels
from bot.worker.mailing import make_mailing
from bot.worker.staff import make_worker

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True)
class Parts:
    """Which parts of the service this process is."""

    web: bool = False
    worker: bool = False


async def run(settings: Settings, parts: Parts) -> None:
    """Until Ctrl-C or SIGTERM; what it has begun is finished first. Raises `SportelloError` where it cannot start."""
    start_log(settings.log_level)
    refuse_unsafe(settings)
    async with AsyncExitStack() as stack:
        # Looked at before anything is started: a newcomer's commonest mistake is a second start.
        taken = stack.enter_context(listening_socket(settings)) if parts.web else None
        knowledge = watched(settings.knowledge_folder)
        load_accounts(settings).check_comuni(knowledge.current().municipalities)
        print("Starting …", flush=True)
        database = await stack.enter_async_context(ready_database(settings))
        await stack.enter_async_context(serving_figures(settings, database, knowledge))
        brain: Brain | None = None

        async def brain_is_ready() -> bool:
            return brain is not None and await brain.is_ready()

        if taken:
            # Before the brain, which takes its time: what comes meanwhile is kept, and waits.
            asked = brain_is_ready if parts.worker else None
            await stack.enter_async_context(_receiving(settings, knowledge, database, taken, asked))
        if parts.worker:
            brain = await stack.enter_async_context(_working(settings, knowledge, database))
        # Last of all: a password that is shown once is not shown by a start that fails.
        first = await first_admin(database, settings) if parts.web else None
        print("\n".join(_told(settings, knowledge, parts, first)), flush=True)
        await _until_told_to_stop()
        print("Stopping …", flush=True)


@asynccontextmanager
async def _receiving(
    settings: Settings,
    knowledge: LiveKnowledge,
    database: Database,
    taken: socket,
    brain_is_ready: Callable[[], Awaitable[bool]] | None,
) -> AsyncIterator[None]:
    """Pages and webhooks, and the channels that have to be asked."""
    async with (
        serving_web(database, knowledge, settings, taken, brain_is_ready),
        looking_for_missed(database, settings),
        polling_telegram(database, knowledge, settings),
    ):
        yield


@asynccontextmanager
async def _working(settings: Settings, knowledge: LiveKnowledge, database: Database) -> AsyncIterator[Brain]:
    """The worker's brain, while the worker works."""
    stop = asyncio.Event()
    accounts = load_accounts(settings)
    async with (
        open_channels(settings, accounts, knowledge) as channels,
        service_brain(settings, knowledge, database) as brain,
    ):
        mailing = make_mailing(database, knowledge, settings)
        worker = make_worker(database, knowledge, brain, Pace.of(settings), channels, mailing, accounts.served)
        work = asyncio.create_task(worker.run(stop))
        try:
            yield brain
        finally:
            stop.set()
            await work


async def _until_told_to_stop() -> None:
    told, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in SIGNALS:
        loop.add_signal_handler(number, told.set)
    await told.wait()
    # A second Ctrl-C ends it at once.
    for number in SIGNALS:
        loop.remove_signal_handler(number)


def _told(settings: Settings, knowledge: LiveKnowledge, parts: Parts, first: str | None) -> Iterator[str]:
    """What runs, and what is not configured."""
    if parts.web:
        yield f"Web chat:  http://{settings.host}:{settings.port}/"
        yield f"Console:   http://{settings.host}:{settings.port}/console/"
    if first:
        yield first
    database = "the one of SPORTELLO_DATABASE_URL" if settings.database else f"embedded, {settings.state_folder}"
    yield f"Database:  {database}"
    if parts.worker:
        yield f"Brain:     {settings.brain_url or 'its own'}"
    if is_open_trial(settings):
        yield "Open to others: this is a trial (SPORTELLO_ENVIRONMENT); citizens are for production, see docs/running.md."
    unknown = [m.comune.name for m in knowledge.current().municipalities.values() if not m.comune.privacy_url]
    if unknown:
        yield f"Not configured: the address of the privacy notice (privacy_url in comune.yaml) of {', '.join(unknown)}."
    accounts = load_accounts(settings)
    for name, _ in accounts.each():
        yield f"Channel:   {name}, {settings.public_url or 'asked for messages by this service (no SPORTELLO_PUBLIC_URL)'}"
    silent = [m.comune.name for m in knowledge.current().municipalities.values() if not m.comune.operator_hours]
    if silent:
        yield f"Not configured: when operators answer (operator_hours in comune.yaml) in {', '.join(silent)}."
    if parts.worker and not settings.smtp_host:
        yield "Not configured: mails to operators (SPORTELLO_SMTP_HOST)."
    yield "Ctrl-C stops it."
