"""The brain as seen from the service: one HTTP call a turn."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from types import TracebackType
from typing import Any, Protocol

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from bot.brain.recipe import OURS
from bot.errors import BrainFailed, BrainUnavailable

TURN = "/webhooks/gateway/turn"
KEPT_ALIVE = timedelta(seconds=3)
"""How long an idle connection is kept: less than the 5 seconds of the brain's server, so that it never closes under a call."""


@dataclass(frozen=True)
class Message:
    """What a citizen wrote or pressed; exactly one of `text` and `payload`."""

    id: str
    conversation: str
    channel: str
    at: datetime
    comune: str | None = None
    text: str | None = None
    payload: str | None = None
    phone: str | None = None
    """The citizen's number, where the channel's address is one."""
    can_share_phone: bool = False
    """Whether the channel has a button that sends it."""
    comuni: tuple[str, ...] = ()
    """The municipalities that the number or bot serves; none named = all."""


@dataclass(frozen=True)
class BrainReply:
    """The replies to one message, the decision behind them, and how sure the brain was of the act."""

    replies: list[dict[str, Any]]
    decision: dict[str, Any]
    understood: dict[str, Any]


class Answering(Protocol):
    """Whoever answers messages: the assistant, or the bare brain."""

    async def turn(self, message: Message) -> BrainReply: ...


class Brain:
    """A client of the gateway; open it once, it keeps its connection. By aiohttp: a call costs a fifth of httpx's time."""

    def __init__(self, url: str, token: str, timeout: timedelta) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._timeout = ClientTimeout(total=timeout.total_seconds())

    async def __aenter__(self) -> "Brain":
        connections = TCPConnector(keepalive_timeout=KEPT_ALIVE.total_seconds())
        self._client = ClientSession(self._url, headers=self._headers, timeout=self._timeout, connector=connections)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.close()

    async def turn(self, message: Message) -> BrainReply:
        """The answer to a message; raises `BrainUnavailable` where trying again may help, else `BrainFailed`."""
        try:
            async with self._client.post(TURN, json=_turn(message), allow_redirects=False) as response:
                status, body = response.status, await response.read()
        except (ClientError, TimeoutError) as error:
            raise BrainUnavailable(f"The brain does not answer ({type(error).__name__}).") from error
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            raise BrainUnavailable("The brain is starting.")
        if status != HTTPStatus.OK:
            raise BrainFailed(f"The brain answered {status}: {_beginning(body)}")
        try:
            return _reply(json.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            raise BrainFailed(f"The brain's answer is not one: {_beginning(body)}") from error

    async def is_ready(self, address: str = OURS.ready) -> bool:
        """Whether the brain's door answers; it listens only once the model is loaded."""
        try:
            async with self._client.get(address) as response:
                return response.status == HTTPStatus.OK
        except (ClientError, TimeoutError):
            return False


def _beginning(body: bytes) -> str:
    return body[:200].decode(errors="replace")


def _turn(message: Message) -> dict[str, Any]:
    said = {"text": message.text} if message.payload is None else {"payload": message.payload}
    metadata: dict[str, Any] = {"comune": message.comune, "channel": message.channel, "now": message.at.isoformat()}
    if message.phone:
        metadata["phone"] = message.phone
    if message.can_share_phone:
        metadata["can_share_phone"] = True
    if message.comuni:
        metadata["comuni"] = list(message.comuni)
    return {"message_id": message.id, "conversation": message.conversation, "metadata": metadata, **said}


def _reply(body: dict[str, Any]) -> BrainReply:
    decision = next((reply["decision"] for reply in body["replies"] if "decision" in reply), None)
    if decision is None:
        raise BrainFailed("The brain's answer holds no decision.")
    replies = [{"text": reply["text"], "options": reply["options"]} for reply in body["replies"]]
    return BrainReply(replies, decision, body["understood"])
