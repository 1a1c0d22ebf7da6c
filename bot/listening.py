"""The web chat's port: taken first, with a clear word where it cannot be had; then served by uvicorn."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from errno import EACCES, EADDRINUSE

import uvicorn

from bot.errors import ServiceCannotStart
from bot.knowledge.live import LiveKnowledge
from bot.settings import Settings
from bot.storage.database import Database
from bot.web import create_app, stop_streams

GRACE_SECONDS = 3
"""How long pages that look at a talk keep a service that stops from ending."""


@contextmanager
def listening_socket(settings: Settings) -> Iterator[socket.socket]:
    """Raises `ServiceCannotStart` with what to do."""
    try:
        taken = socket.create_server((settings.host, settings.port))
    except OSError as error:
        raise ServiceCannotStart(_in_words(error, settings)) from error
    with taken:
        yield taken


def _in_words(error: OSError, settings: Settings) -> str:
    another = "set SPORTELLO_PORT to another (SPORTELLO_PORT=8081 make run)"
    match error.errno:
        case errno if errno == EADDRINUSE:
            return f"Port {settings.port} is in use. Perhaps Sportello is running already; else {another}."
        case errno if errno == EACCES:
            return f"Port {settings.port} may not be used by this user: {another}."
        case _:
            return f"Cannot listen on {settings.host}:{settings.port} ({error.strerror}): see SPORTELLO_HOST and SPORTELLO_PORT."


class _Server(uvicorn.Server):
    """Leaves the signals alone: the worker has to finish before the process ends."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving_web(
    database: Database,
    knowledge: LiveKnowledge,
    settings: Settings,
    taken: socket.socket,
    brain_is_ready: Callable[[], Awaitable[bool]] | None,
) -> AsyncIterator[None]:
    app = create_app(database, knowledge, settings, brain_is_ready=brain_is_ready)
    # Whose X-Forwarded-For is believed is a setting of ours; uvicorn would believe whoever calls from this machine.
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        proxy_headers=False,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[taken]))
    try:
        while not server.started and not serving.done():
            await asyncio.sleep(0.01)
        yield
    finally:
        stop_streams(app)
        server.should_exit = True
        await serving
