"""A private port that cannot be had, or that lacks its token, is told with the setting to change."""

import socket

import pytest
from rasa_sdk.executor import ActionExecutor
from starlette.applications import Starlette

from bot.actions_elsewhere import actions_for_brains_elsewhere
from bot.brain.process import LOOPBACK, free_port
from bot.errors import ServiceCannotStart, SettingsError
from bot.private_ports import serving_privately
from bot.settings import load_settings


async def test_a_port_that_is_in_use_is_told_with_its_setting() -> None:
    port = free_port()
    told = pytest.raises(ServiceCannotStart, match=rf"{port} .* SPORTELLO_METRICS_PORT")
    with socket.create_server((LOOPBACK, port)), told:
        async with serving_privately(Starlette(), LOOPBACK, port, "SPORTELLO_METRICS_PORT"):
            pass


async def test_actions_without_a_token_are_not_served() -> None:
    settings = load_settings(actions_port=free_port(), actions_token=None)
    with pytest.raises(SettingsError, match="SPORTELLO_ACTIONS_TOKEN"):
        async with actions_for_brains_elsewhere(settings, ActionExecutor()):
            pass
