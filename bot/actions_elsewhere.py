"""The actions of a worker for a brain that runs elsewhere: on a private port, with a token that both know."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rasa_sdk.executor import ActionExecutor

from bot.actions.server import actions_app
from bot.errors import SettingsError
from bot.private_ports import serving_privately
from bot.settings import Settings


@asynccontextmanager
async def actions_for_brains_elsewhere(settings: Settings, actions: ActionExecutor) -> AsyncIterator[None]:
    """Serves them where SPORTELLO_ACTIONS_PORT is set; any worker may answer any brain, for an action keeps nothing to itself."""
    if settings.actions_port is None:
        yield
        return
    if not settings.secret_of_actions:
        raise SettingsError("SPORTELLO_ACTIONS_TOKEN is missing: the brain shows it at SPORTELLO_ACTIONS_PORT.")
    app = actions_app(actions, settings.secret_of_actions)
    async with serving_privately(app, settings.actions_host, settings.actions_port, "SPORTELLO_ACTIONS_PORT"):
        yield
