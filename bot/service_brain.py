"""The brain of a running service: the one of SPORTELLO_BRAIN_URL, else one of its own that keeps its talks in the database."""

import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.actions.registered import executor
from bot.actions_elsewhere import actions_for_brains_elsewhere
from bot.agenda.rows import RowsAppointments
from bot.brain.client import Brain
from bot.brain.process import BrainProcess
from bot.brain.recipe import KEPT
from bot.errors import SettingsError
from bot.knowledge.live import LiveKnowledge
from bot.local_assistant import local_actions
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.own_key import ensure_own_key
from bot.storage.wakeups import conninfo


@asynccontextmanager
async def service_brain(settings: Settings, knowledge: LiveKnowledge, database: Database) -> AsyncIterator[Brain]:
    """A brain's client; one of its own is ready when it is given, and started again for ever when it dies."""
    appointments = RowsAppointments(database, knowledge.current)
    if settings.brain_url:
        if not settings.secret_of_brain:
            raise SettingsError("SPORTELLO_BRAIN_TOKEN is missing: the brain of SPORTELLO_BRAIN_URL asks for it.")
        async with (
            actions_for_brains_elsewhere(settings, executor(knowledge, appointments, settings.public_url)),
            Brain(settings.brain_url, settings.secret_of_brain, settings.brain_turn_timeout) as brain,
        ):
            yield brain
        return
    kept = {"SPORTELLO_TALKS_URL": conninfo(database.url), "SPORTELLO_TALKS_KEYS": _keys(settings)}
    async with (
        local_actions(knowledge, appointments, settings.public_url) as actions,
        BrainProcess(settings, actions.url, actions.token, recipe=KEPT, variables=kept, restarts=math.inf) as process,
        Brain(process.url, process.token, settings.brain_turn_timeout) as brain,
    ):
        yield brain


def _keys(settings: Settings) -> str:
    return settings.keys.get_secret_value() if settings.keys else ensure_own_key(settings.state_folder)
