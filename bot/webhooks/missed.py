"""What Twilio could not tell us during an outage, for it calls once: found in its list, and taken in with the same ids."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.accounts import WHATSAPP, WhatsAppAccount, channel_account
from bot.channels.whatsapp.api import Api
from bot.channels.whatsapp.listing import messages_since
from bot.queue.inbox import Inbox
from bot.queue.intake import begin_look, end_look
from bot.queue.messages import Inbound
from bot.storage.database import Database
from bot.webhooks.twilio_messages import listed_message

EVERY = timedelta(minutes=5)
OVERLAP = timedelta(minutes=10)
"""Looked through again: a message is in the list a little later than it was sent."""
YOUNGEST = timedelta(minutes=1)
"""Younger ones may be on their way as a webhook, which tells more (which option was pressed)."""
FARTHEST = timedelta(days=3)
"""Older ones are not taken in: nobody waits any more for an answer of the assistant."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Missed:
    database: Database
    inbox: Inbox
    api: Api
    accounts: Mapping[str, WhatsAppAccount]
    clock: Callable[[], datetime]

    async def look_regularly(self) -> None:
        """At the start and every few minutes, until it is cancelled."""
        while True:
            for name in self.accounts:
                try:
                    await self.look(name)
                except Exception as error:
                    logger.warning("look_failed account=whatsapp:%s error=%s", name, type(error).__name__)
            await asyncio.sleep(EVERY.total_seconds())

    async def look(self, name: str) -> int:
        """How many messages were missing; raises `ChannelError`. Nothing where another process is looking."""
        account, now = channel_account(WHATSAPP, name), self.clock()
        async with self.database.transaction() as session:
            since = await begin_look(session, account, now)
        if since is None:
            return 0
        complete_until = None
        try:
            taken = await self._take_in(name, max(since - OVERLAP, now - FARTHEST), now - YOUNGEST)
            complete_until = now
        finally:
            async with self.database.transaction() as session:
                await end_look(session, account, complete_until)
        if taken:
            logger.warning("missed_taken_in account=%s count=%s", account, taken)
        return taken

    async def _take_in(self, name: str, since: datetime, until: datetime) -> int:
        account, taken = self.accounts[name], 0
        listed = [m async for m in messages_since(self.api, account, since)]
        found = [message for m in reversed(listed) if (message := listed_message(m, name, account))]
        for message in sorted(found, key=_moment):
            if since <= message.received_at <= until:
                async with self.database.transaction() as session:
                    taken += not (await self.inbox.receive(session, message)).is_repeat
        return taken


def _moment(message: Inbound) -> datetime:
    return message.received_at
