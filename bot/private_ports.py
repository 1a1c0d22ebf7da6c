"""The ports that only our own processes and the monitoring reach: actions, figures. Never those of the web chat."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.errors import ServiceCannotStart


class _Server(uvicorn.Server):
    """Leaves the signals alone: the worker has to finish before the process ends."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving_privately(app: ASGIApp, host: str, port: int, setting: str) -> AsyncIterator[None]:
    """The app in this process; raises `ServiceCannotStart` with the setting to change where the port cannot be had."""
    with _taken(host, port, setting) as taken:
        # uvicorn would believe X-Forwarded-For of whoever calls from this machine; nobody here looks at it.
        config = uvicorn.Config(
            app, log_config=None, log_level="warning", access_log=False, lifespan="off", proxy_headers=False
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[taken]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.01)
        try:
            yield
        finally:
            server.should_exit = True
            await serving


@contextmanager
def _taken(host: str, port: int, setting: str) -> Iterator[socket.socket]:
    try:
        taken = socket.create_server((host, port))
    except OSError as error:
        raise ServiceCannotStart(
            f"Cannot listen on {host}:{port} ({error.strerror}): set {setting} to another, each process has its own."
        ) from error
    with taken:
        yield taken
