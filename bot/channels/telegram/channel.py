"""Telegram as a channel: a reply as sendMessage takes it, to one chat after the other at the pace that Telegram bears."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from telegram import Bot, LinkPreviewOptions

from bot.channels.accounts import TELEGRAM, TelegramAccount, channel_account
from bot.channels.base import TELEGRAM as LIMITS
from bot.channels.base import Recipient
from bot.channels.rendering import Part, render
from bot.channels.telegram.calls import TOKEN_REFUSED, telegram_bot, telling_errors
from bot.channels.telegram.keyboards import markup
from bot.channels.telegram.pace import Rhythm
from bot.dialogue.turn import Reply
from bot.errors import ChannelError, ChannelRefused, ChannelUnavailable, OutcomeUnknown
from bot.knowledge.live import LiveKnowledge
from bot.settings import Settings

TOO_FAST, TOO_SLOW, HALF_SENT, NO_ACCOUNT = "too_fast", "too_slow", "half_sent", "no_account"
LONGEST = timedelta(seconds=45)
"""For a whole reply: less than Pace.send_lease, after which somebody else may take it for abandoned."""
LONGEST_PAUSE = timedelta(seconds=10)
"""Between the parts of one reply."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Line:
    """A bot with its own pace."""

    bot: Bot
    rhythm: Rhythm = field(default_factory=lambda: Rhythm(time.monotonic))


@dataclass(frozen=True)
class TelegramChannel:
    """A `Channel` for all our bots, by their accounts ("telegram:bussero")."""

    lines: Mapping[str, _Line]
    knowledge: LiveKnowledge

    @property
    def is_repeatable(self) -> bool:
        return False

    async def send(self, to: Recipient, reply: Reply, *, message_id: int) -> str | None:
        """Telegram's number of the last part; a chat that has had enough for now is left to a later try, and holds up nobody."""
        line = self.lines.get(to.account)
        if line is None:
            raise ChannelRefused(NO_ACCOUNT)
        if wait := line.rhythm.seconds_until_chat(to.address):
            raise ChannelUnavailable(TOO_FAST, timedelta(seconds=wait))
        hint = self.knowledge.current().phrases.choose_by_number
        try:
            async with asyncio.timeout(LONGEST.total_seconds()):
                return await _say(line, to.address, render(reply, LIMITS, hint=hint), message_id)
        except TimeoutError:
            raise OutcomeUnknown(TOO_SLOW) from None
        except ChannelError as error:
            _note(error, line, to)
            raise


@asynccontextmanager
async def telegram_channel(
    settings: Settings, accounts: Mapping[str, TelegramAccount], knowledge: LiveKnowledge
) -> AsyncIterator[TelegramChannel]:
    """The channel of these accounts, by their own names, while its connections are open."""
    async with AsyncExitStack() as stack:
        lines = {
            channel_account(TELEGRAM, name): _Line(
                await stack.enter_async_context(telegram_bot(account.bot_token, settings.telegram_api_url))
            )
            for name, account in accounts.items()
        }
        yield TelegramChannel(lines, knowledge)


async def _say(line: _Line, chat: str, parts: Sequence[Part], message_id: int) -> str:
    """The number of the last part, below which the buttons are."""
    first, *rest = parts
    sent = await _call(line, chat, first, message_id)
    for part in rest:
        sent = await _call_on(line, chat, part, message_id)
    return sent


async def _call(line: _Line, chat: str, part: Part, message_id: int) -> str:
    """Plain text: no parse mode, so nothing in it can be taken for markup."""
    await asyncio.sleep(line.rhythm.seconds_until_slot())
    with telling_errors():
        sent = await line.bot.send_message(
            chat, part.text, reply_markup=markup(part, message_id), link_preview_options=NO_PREVIEW
        )
    return str(sent.message_id)


async def _call_on(line: _Line, chat: str, part: Part, message_id: int) -> str:
    """A further part: what comes before it is there already, so the whole is not tried again."""
    await asyncio.sleep(line.rhythm.seconds_until_chat(chat))
    try:
        return await _call(line, chat, part, message_id)
    except ChannelUnavailable as error:
        await asyncio.sleep(min(error.after or LONGEST_PAUSE, LONGEST_PAUSE).total_seconds())
    except ChannelError:
        raise OutcomeUnknown(HALF_SENT) from None
    try:
        return await _call(line, chat, part, message_id)
    except ChannelError:
        raise OutcomeUnknown(HALF_SENT) from None


def _note(error: ChannelError, line: _Line, to: Recipient) -> None:
    if isinstance(error, ChannelUnavailable) and error.after:
        line.rhythm.hold(to.address, error.after.total_seconds())
    if str(error) == TOKEN_REFUSED:
        # Besides the alert that every refused message raises: this one concerns all of the bot's.
        logger.error("telegram_token_refused account=%s", to.account)
