"""The web process's look for missed messages, beside its server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot import times
from bot.channels.account_settings import load_accounts
from bot.channels.whatsapp.api import open_api
from bot.queue.inbox import Inbox
from bot.queue.pace import Pace
from bot.settings import Settings
from bot.storage.database import Database
from bot.webhooks.missed import Missed


@asynccontextmanager
async def looking_for_missed(database: Database, settings: Settings) -> AsyncIterator[None]:
    """Nothing where no provider keeps a list for us."""
    whatsapp = load_accounts(settings).whatsapp
    if not whatsapp:
        yield
        return
    async with open_api(settings.twilio_api_url) as api:
        missed = Missed(database, Inbox(database.keys, Pace.of(settings)), api, whatsapp, times.now)
        looking = asyncio.create_task(missed.look_regularly())
        try:
            yield
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking
