"""The brain as seen from the service: one HTTP call a turn."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from types import TracebackType
from typing import Any

import httpx

from bot.brain.recipe import OURS
from bot.errors import BrainFailed, BrainUnavailable


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


@dataclass(frozen=True)
class BrainReply:
    """The replies to one message, the decision behind them, and how sure the brain was of the act."""

    replies: list[dict[str, Any]]
    decision: dict[str, Any]
    understood: dict[str, Any]


class Brain:
    """A client of the gateway; open it once, it keeps its connection."""

    def __init__(self, url: str, token: str, timeout: timedelta) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self._client = httpx.AsyncClient(
            base_url=url, headers=headers, timeout=timeout.total_seconds(), trust_env=False
        )

    async def __aenter__(self) -> "Brain":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def turn(self, message: Message) -> BrainReply:
        """The answer to a message; raises `BrainUnavailable` where trying again may help, else `BrainFailed`."""
        try:
            response = await self._client.post("/webhooks/gateway/turn", json=_turn(message))
        except httpx.HTTPError as error:
            raise BrainUnavailable(f"The brain does not answer ({type(error).__name__}).") from error
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            raise BrainUnavailable("The brain is starting.")
        if response.status_code != HTTPStatus.OK:
            raise BrainFailed(f"The brain answered {response.status_code}: {response.text[:200]}")
        try:
            return _reply(response.json())
        except (ValueError, KeyError, TypeError) as error:
            raise BrainFailed(f"The brain's answer is not one: {response.text[:200]}") from error

    async def is_ready(self, address: str = OURS.ready) -> bool:
        """Whether the brain's door answers; it listens only once the model is loaded."""
        try:
            response = await self._client.get(address)
        except httpx.HTTPError:
            return False
        return response.status_code == HTTPStatus.OK


def _turn(message: Message) -> dict[str, Any]:
    said = {"text": message.text} if message.payload is None else {"payload": message.payload}
    metadata = {"comune": message.comune, "channel": message.channel, "now": message.at.isoformat()}
    return {"message_id": message.id, "conversation": message.conversation, "metadata": metadata, **said}


def _reply(body: dict[str, Any]) -> BrainReply:
    decision = next((reply["decision"] for reply in body["replies"] if "decision" in reply), None)
    if decision is None:
        raise BrainFailed("The brain's answer holds no decision.")
    replies = [{"text": reply["text"], "options": reply["options"]} for reply in body["replies"]]
    return BrainReply(replies, decision, body["understood"])
