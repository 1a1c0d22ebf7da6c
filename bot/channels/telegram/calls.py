"""A bot's calls, and Telegram's refusals in our words. A call's address holds the token: nobody may log it."""

import logging
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import httpx
from pydantic import SecretStr
from telegram import Bot
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.errors import ChannelError, ChannelRefused, ChannelUnavailable, CitizenUnreachable, OutcomeUnknown

CONNECT, ANSWER = timedelta(seconds=5), timedelta(seconds=15)
"""How long a call may take; together well below the lease of a message that is being sent (Pace.send_lease)."""
CONNECTIONS = 8
SHORTEST_WAIT = timedelta(seconds=1)
"""After a 429 that does not say how long."""
TOKEN_REFUSED, BLOCKED = "token_refused", "blocked"
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""What goes wrong before Telegram has heard a word."""
TALKATIVE = ("httpx", "httpcore", "telegram")
"""Libraries that log addresses or answers: the token is in those, a citizen's name in these."""

# The library's coming way of telling times; without it every 429 brings a warning, too.
os.environ.setdefault("PTB_TIMEDELTA", "true")


class _Calls(HTTPXRequest):
    async def do_request(self, *args: Any, **fields: Any) -> tuple[int, bytes]:
        code, body = await super().do_request(*args, **fields)
        if code == HTTPStatus.TOO_MANY_REQUESTS and b"retry_after" not in body:
            raise RetryAfter(SHORTEST_WAIT)
        return code, body


@asynccontextmanager
async def telegram_bot(token: SecretStr, api_url: str) -> AsyncIterator[Bot]:
    """A bot whose connections are closed at the end; nothing is called yet."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    calls = _calls()
    try:
        yield Bot(
            token.get_secret_value(), base_url=f"{api_url.rstrip('/')}/bot", request=calls, get_updates_request=calls
        )
    finally:
        await calls.shutdown()


def _calls() -> _Calls:
    connect, answer = CONNECT.total_seconds(), ANSWER.total_seconds()
    return _Calls(CONNECTIONS, answer, connect, connect, connect)


@contextmanager
def telling_errors() -> Iterator[None]:
    """Raises `ChannelError` in place of Telegram's own errors, without their words: they may repeat an address or a text."""
    try:
        yield
    except TelegramError as error:
        told = in_our_words(error)
    else:
        return
    raise told from None


def in_our_words(error: TelegramError) -> ChannelError:
    """Whether Telegram has surely not taken it, will never take it, or nobody knows."""
    match error:
        case RetryAfter():
            return ChannelUnavailable("429", _wait(error))
        case Forbidden():
            return CitizenUnreachable(BLOCKED)
        case InvalidToken():
            return ChannelRefused(TOKEN_REFUSED)
        case BadRequest():
            return ChannelRefused("400")
        case Conflict():
            return ChannelUnavailable("409")
    if isinstance(error.__cause__, NEVER_SENT):
        return ChannelUnavailable("no_connection")
    return OutcomeUnknown("cut_off" if error.__cause__ else "server_error")


def _wait(error: RetryAfter) -> timedelta:
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
