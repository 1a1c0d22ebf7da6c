"""One claimed message through its channel, and what became of it."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.base import OUTSIDE_WINDOW, Channel, Recipient
from bot.errors import ChannelRefused, ChannelUnavailable, CitizenUnreachable, LeaseLost, OutcomeUnknown
from bot.queue import contact, delivery
from bot.queue.departures import Delivery
from bot.queue.pace import Pace, back_off
from bot.storage.database import Database
from bot.storage.direct import Within
from bot.storage.insisting import insist
from bot.times import now
from bot.worker.away import Away

NO_CHANNEL = "no_channel"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sending:
    """`channels` by the beginning of their accounts: "web:bussero" is sent by "web"."""

    database: Database
    channels: Mapping[str, Channel]
    pace: Pace
    away: Away = field(default_factory=Away)

    async def send(self, message: Delivery) -> None:
        """No transaction is open while the provider is called."""
        channel = self._channel(message.channel_account)
        try:
            if channel is None:
                raise ChannelRefused(NO_CHANNEL)
            provider_id = await channel.send(_recipient(message), message.reply, message_id=message.id)
        except ChannelUnavailable as error:
            after, code = error.after or back_off(message.attempt), str(error)
            await self._note(lambda session: delivery.try_again(session, message, code, after, self.pace, now()))
        except ChannelRefused as error:
            await self._note(partial(_refused, message=message, error=error))
        except OutcomeUnknown as error:
            code = str(error)
            await self._note(lambda session: delivery.lost(session, message, code, self.pace))
        else:
            await self._note(lambda session: delivery.sent(session, message, provider_id, now()))

    async def is_sent_within(self, session: Within, message: Delivery) -> bool:
        """Sends within the transaction of its claim what calls no provider; false where one has to be called."""
        channel = self._channel(message.channel_account)
        if channel is None or not channel.is_repeatable:
            return False
        provider_id = await channel.send(_recipient(message), message.reply, message_id=message.id)
        await delivery.sent(session, message, provider_id, now())
        return True

    async def send_safely(self, message: Delivery) -> None:
        """What a mistake of ours leaves at "sending" is found by the sweep."""
        try:
            await self.send(message)
        except LeaseLost:
            logger.warning("sent_by_another message=%s", message.id)
        except Exception as error:
            if not self.away.failed(error):
                logger.error("sending_interrupted message=%s error=%s", message.id, type(error).__name__)

    def may_repeat(self, channel_account: str) -> bool:
        channel = self._channel(channel_account)
        return channel is not None and channel.is_repeatable

    def _channel(self, channel_account: str) -> Channel | None:
        return self.channels.get(channel_account.partition(":")[0])

    async def _note(self, write: Callable[[AsyncSession], Awaitable[None]]) -> None:
        await insist(self.database.transaction, write, self.pace.send_lease)


async def _refused(session: AsyncSession, message: Delivery, error: ChannelRefused) -> None:
    await delivery.failed(session, message, str(error), now())
    if isinstance(error, CitizenUnreachable):
        await contact.mark_unreachable(session, message.conversation_id, now())


def _recipient(message: Delivery) -> Recipient:
    is_outside_window = message.error == OUTSIDE_WINDOW
    return Recipient(message.channel_account, message.address, message.last_inbound_at, is_outside_window)
