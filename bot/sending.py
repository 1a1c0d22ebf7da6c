"""One claimed message through its channel, and what became of it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from bot import delivery
from bot.channels.base import Channel
from bot.errors import ChannelRefused, ChannelUnavailable, LeaseLost, OutcomeUnknown
from bot.outbox import Delivery
from bot.pace import Pace, back_off
from bot.storage.database import Database
from bot.times import now

NO_CHANNEL = "no_channel"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sending:
    """`channels` by the beginning of their accounts: "web:bussero" is sent by "web"."""

    database: Database
    channels: Mapping[str, Channel]
    pace: Pace

    async def send(self, message: Delivery) -> None:
        """No transaction is open while the provider is called."""
        try:
            provider_id = await self._channel(message).send(message.address, message.reply, message_id=message.id)
        except ChannelUnavailable as error:
            await self._try_again(message, error)
        except ChannelRefused as error:
            async with self.database.transaction() as session:
                await delivery.failed(session, message, str(error), now())
        except OutcomeUnknown as error:
            async with self.database.transaction() as session:
                await delivery.lost(session, message, str(error), self.pace)
        else:
            async with self.database.transaction() as session:
                await delivery.sent(session, message, provider_id, now())

    async def send_safely(self, message: Delivery) -> None:
        """What is left at "sending" by a mistake of ours or of the database is found by the sweep."""
        try:
            await self.send(message)
        except LeaseLost:
            logger.warning("sent_by_another message=%s", message.id)
        except Exception as error:
            logger.error("sending_interrupted message=%s error=%s", message.id, type(error).__name__)

    def _channel(self, message: Delivery) -> Channel:
        channel = self.channels.get(message.channel_account.partition(":")[0])
        if channel is None:
            raise ChannelRefused(NO_CHANNEL)
        return channel

    async def _try_again(self, message: Delivery, error: ChannelUnavailable) -> None:
        after = error.after or back_off(message.attempt)
        async with self.database.transaction() as session:
            await delivery.try_again(session, message, str(error), after, self.pace, now())
