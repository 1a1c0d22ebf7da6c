"""Twilio's REST API over one pool of connections. Addresses and bodies are never logged: they hold citizens' texts."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx

from bot.channels.accounts import WhatsAppAccount
from bot.channels.whatsapp.outcomes import refusal
from bot.errors import ChannelUnavailable, OutcomeUnknown

CONNECT = timedelta(seconds=5)
ANSWER = timedelta(seconds=15)
"""Twilio answers in less than one; a message's lease is a minute long (pace.py)."""
CONNECTIONS = 20
VERSION = "/2010-04-01"

Json = dict[str, Any]


@dataclass(frozen=True)
class Api:
    client: httpx.AsyncClient

    async def create_message(self, account: WhatsAppAccount, fields: Mapping[str, str]) -> str:
        """The new message's sid; raises `ChannelError`. Not repeatable: Twilio would send a second message."""
        try:
            response = await self.client.post(messages_path(account), data=dict(fields), auth=_auth(account))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise ChannelUnavailable("no_connection") from error
        except httpx.TransportError as error:
            raise OutcomeUnknown("cut_off") from error
        answer = _json(response)
        if not response.is_success:
            raise refusal(response.status_code, _code(answer), response.headers.get("retry-after"))
        if not isinstance(sid := answer.get("sid"), str):
            raise OutcomeUnknown("no_sid")
        return sid

    async def page(self, account: WhatsAppAccount, path: str, query: Mapping[str, str | int]) -> Json:
        """One page of a list; raises `ChannelError`."""
        try:
            response = await self.client.get(path, params=dict(query) or None, auth=_auth(account))
        except httpx.TransportError as error:
            raise ChannelUnavailable("no_connection") from error
        answer = _json(response)
        if not response.is_success:
            raise refusal(response.status_code, _code(answer), response.headers.get("retry-after"))
        return answer


@asynccontextmanager
async def open_api(url: str) -> AsyncIterator[Api]:
    timeout = httpx.Timeout(ANSWER.total_seconds(), connect=CONNECT.total_seconds())
    limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    async with httpx.AsyncClient(
        base_url=url, timeout=timeout, limits=limits, trust_env=url.startswith("https")
    ) as client:
        yield Api(client)


def messages_path(account: WhatsAppAccount) -> str:
    return f"{VERSION}/Accounts/{account.account_sid}/Messages.json"


def _auth(account: WhatsAppAccount) -> tuple[str, str]:
    return account.account_sid, account.token.get_secret_value()


def _json(response: httpx.Response) -> Json:
    """The answer's fields; none where it is no JSON, as a proxy's page is."""
    try:
        answer = response.json()
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _code(answer: Json) -> int | None:
    code = answer.get("code")
    return code if isinstance(code, int) else None
