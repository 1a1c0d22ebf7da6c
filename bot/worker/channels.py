"""All channels that a worker sends through, opened for as long as it works."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from bot.channels.accounts import TELEGRAM, WHATSAPP, Accounts
from bot.channels.base import Channel
from bot.channels.telegram.channel import telegram_channel
from bot.channels.web import WebChannel
from bot.channels.whatsapp.channel import whatsapp_channel
from bot.knowledge.live import LiveKnowledge
from bot.settings import Settings


@asynccontextmanager
async def open_channels(
    settings: Settings, accounts: Accounts, knowledge: LiveKnowledge
) -> AsyncIterator[Mapping[str, Channel]]:
    """By the beginning of their accounts' names: "whatsapp:bussero" is sent by "whatsapp"."""
    async with AsyncExitStack() as stack:
        channels: dict[str, Channel] = {"web": WebChannel()}
        if accounts.whatsapp:
            whatsapp = whatsapp_channel(settings, accounts.whatsapp, knowledge)
            channels[WHATSAPP] = await stack.enter_async_context(whatsapp)
        if accounts.telegram:
            telegram = telegram_channel(settings, accounts.telegram, knowledge)
            channels[TELEGRAM] = await stack.enter_async_context(telegram)
        yield channels
