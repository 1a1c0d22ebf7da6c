"""All channels that a worker sends through, opened for as long as it works."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from bot.channels.accounts import Accounts
from bot.channels.base import Channel
from bot.channels.web import WebChannel
from bot.settings import Settings


@asynccontextmanager
async def open_channels(settings: Settings, accounts: Accounts) -> AsyncIterator[Mapping[str, Channel]]:
    """By the beginning of their accounts' names: "whatsapp:bussero" is sent by "whatsapp"."""
    async with AsyncExitStack() as stack:
        channels: dict[str, Channel] = {"web": WebChannel()}
        yield channels
