"""WhatsApp as a channel: a reply out through the account that the citizen has written to."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from bot.channels.accounts import WhatsAppAccount
from bot.channels.base import OUTSIDE_WINDOW, Recipient
from bot.channels.whatsapp.api import Api, open_api
from bot.channels.whatsapp.requests import Fields, Letter, as_template, as_text, can_write_freely
from bot.channels.whatsapp.signature import RETRIES
from bot.dialogue.turn import Reply
from bot.errors import ChannelRefused, ChannelUnavailable, OutcomeUnknown
from bot.knowledge.live import LiveKnowledge
from bot.settings import Settings
from bot.times import now

NO_ACCOUNT = "no_account"
CUT_SHORT = "cut_short"
WEBHOOKS = "/webhooks/twilio"
AT_ONCE = timedelta(milliseconds=1)
WAITS = (timedelta(seconds=1), timedelta(seconds=2), timedelta(seconds=4))
"""Between the parts of one reply, where Twilio wants us to slow down: what has begun is finished, for it cannot be begun anew."""


@dataclass(frozen=True)
class WhatsAppChannel:
    """A `Channel`."""

    api: Api
    accounts: Mapping[str, WhatsAppAccount]
    knowledge: LiveKnowledge
    public_url: str
    clock: Callable[[], datetime] = now
    is_repeatable: bool = False

    async def send(self, to: Recipient, reply: Reply, *, message_id: int) -> str | None:
        """The sid of the last part. What WhatsApp does not take as free text goes as the reply's template, once."""
        name = to.account.partition(":")[2]
        account = self.accounts.get(name)
        if account is None:
            raise ChannelRefused(NO_ACCOUNT)
        letters = self._letters(to, reply, account)
        may_be_template = bool(reply.template) and not to.is_outside_window
        begun = self._envelope(name, to, message_id, letters, 0)
        sid = await self._begin(account, begun, may_be_template and not letters[0].is_template)
        for number in range(1, len(letters)):
            sid = await self._go_on(account, self._envelope(name, to, message_id, letters, number))
        return sid

    def _envelope(self, name: str, to: Recipient, message_id: int, letters: list[Letter], number: int) -> Fields:
        """The request; its status is reported with our own id, for the report may come before the call returns."""
        letter = letters[number]
        about = {"message": message_id}
        if letter.is_template:
            about["template"] = 1
        if number < len(letters) - 1:
            about["part"] = number + 1
        report = f"{self.public_url}{WEBHOOKS}/{name}/status?{urlencode(about)}{RETRIES}"
        return {**_sender(self.accounts[name]), "To": to.address, **letter.fields, "StatusCallback": report}

    def _letters(self, to: Recipient, reply: Reply, account: WhatsAppAccount) -> list[Letter]:
        is_free = not to.is_outside_window and can_write_freely(to.last_inbound_at, self.clock())
        template = as_template(reply.template, account) if reply.template else None
        if template and not is_free:
            return [template]
        if to.is_outside_window:
            raise ChannelRefused(OUTSIDE_WINDOW)
        # Even where our clock says that it is too late: the provider's counts.
        return as_text(reply, account, self.knowledge.current().phrases.choose_by_number)

    async def _begin(self, account: WhatsAppAccount, fields: Fields, may_be_template: bool) -> str:
        try:
            return await self.api.create_message(account, fields)
        except ChannelRefused as error:
            if str(error) == OUTSIDE_WINDOW and may_be_template:
                # Sent again at once, and then as the template.
                raise ChannelUnavailable(OUTSIDE_WINDOW, AT_ONCE) from error
            raise

    async def _go_on(self, account: WhatsAppAccount, fields: Fields) -> str:
        for wait in (*WAITS, None):
            try:
                return await self.api.create_message(account, fields)
            except ChannelUnavailable as error:
                if wait is None:
                    raise OutcomeUnknown(CUT_SHORT) from error
                await asyncio.sleep(min(error.after or wait, WAITS[-1]).total_seconds())
            except ChannelRefused as error:
                raise OutcomeUnknown(CUT_SHORT) from error
        raise AssertionError("the last try returns or raises")


@asynccontextmanager
async def whatsapp_channel(
    settings: Settings, accounts: Mapping[str, WhatsAppAccount], knowledge: LiveKnowledge
) -> AsyncIterator[WhatsAppChannel]:
    async with open_api(settings.twilio_api_url) as api:
        yield WhatsAppChannel(api, accounts, knowledge, settings.public_url)


def _sender(account: WhatsAppAccount) -> dict[str, str]:
    if account.messaging_service_sid:
        return {"MessagingServiceSid": account.messaging_service_sid}
    return {"From": account.number}
