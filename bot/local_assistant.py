"""An assistant of one's own, with brain and actions on loopback, for as long as a command runs."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from bot.actions.registered import executor
from bot.actions.server import actions_app
from bot.assistant import Assistant
from bot.booking.appointments import Appointments
from bot.booking.desk import desks_of
from bot.booking.memory import MemoryAppointments
from bot.brain.client import Brain
from bot.brain.process import LOOPBACK, BrainProcess, free_port
from bot.knowledge.live import LiveKnowledge
from bot.safety import crisis_in
from bot.settings import Settings


@dataclass(frozen=True)
class Actions:
    """Where the actions answer, and to whom."""

    url: str
    token: str


@asynccontextmanager
async def local_assistant(settings: Settings, knowledge: LiveKnowledge) -> AsyncIterator[Assistant]:
    """A ready assistant; raises `BrainCannotStart`, and leaves nothing running afterwards. Its appointments are not real."""
    reading_signs = asyncio.create_task(asyncio.to_thread(crisis_in, ""))  # for a second, while the brain starts
    try:
        async with (
            local_actions(knowledge) as actions,
            BrainProcess(settings, actions.url, actions.token) as process,
            Brain(process.url, process.token, settings.brain_turn_timeout) as brain,
        ):
            await reading_signs
            yield Assistant(brain, knowledge)
    finally:
        await reading_signs


@asynccontextmanager
async def local_actions(
    knowledge: LiveKnowledge, appointments: Appointments | None = None, public_url: str = ""
) -> AsyncIterator[Actions]:
    """The actions in this process, with appointments that end with it unless others are given; raises `KnowledgeError`."""
    knowledge.current()
    appointments = appointments or MemoryAppointments(lambda: desks_of(knowledge.current()))
    token, port = secrets.token_urlsafe(24), free_port()
    async with serving(actions_app(executor(knowledge, appointments, public_url), token), port):
        yield Actions(f"http://{LOOPBACK}:{port}/actions", token)


class _Server(uvicorn.Server):
    """Leaves the signals alone: Ctrl-C belongs to the command."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(app: ASGIApp, port: int) -> AsyncIterator[None]:
    """The app on loopback, in this process."""
    # uvicorn would believe X-Forwarded-For of whoever calls from this machine; whom to believe is a setting of ours.
    config = uvicorn.Config(app, host=LOOPBACK, port=port, log_level="warning", lifespan="off", proxy_headers=False)
    server = _Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await serving
