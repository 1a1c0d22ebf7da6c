"""One live Rasa for all integration tests: it takes seconds to start."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest_asyncio
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.actions.registered import executor
from bot.actions.server import actions_app
from bot.booking.desk import desks_of
from bot.booking.memory import MemoryAppointments
from bot.brain.process import LOOPBACK, BrainProcess, free_port
from bot.knowledge.live import LiveKnowledge
from bot.local_assistant import serving
from bot.settings import load_settings

TOKEN = "of-the-actions"


@dataclass
class Live:
    """A running brain, its gateway as an HTTP client, and a switch that makes its actions fail."""

    process: BrainProcess
    gateway: httpx.AsyncClient
    actions_fail: bool = False


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def live() -> AsyncIterator[Live]:
    settings = load_settings()
    port = free_port()
    knowledge = LiveKnowledge(settings.knowledge_folder)
    real = actions_app(executor(knowledge, MemoryAppointments(lambda: desks_of(knowledge.current()))), TOKEN)
    async with BrainProcess(settings, f"http://{LOOPBACK}:{port}/actions", TOKEN) as process:
        headers = {"Authorization": f"Bearer {process.token}"}
        async with httpx.AsyncClient(base_url=process.url, headers=headers, trust_env=False, timeout=30) as gateway:
            running = Live(process, gateway)
            async with serving(_failing_on_demand(real, running), port):
                yield running


def _failing_on_demand(real: ASGIApp, live: Live) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await (Response(status_code=503) if live.actions_fail else real)(scope, receive, send)

    return app
