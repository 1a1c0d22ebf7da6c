"""A client of Rasa's own REST channel, as bare as the one of our gateway."""

from datetime import timedelta
from http import HTTPStatus

import httpx

from bot.brain.client import BrainReply, Message
from bot.errors import BrainFailed, BrainUnavailable


class RestBrain:
    """Open it once, it keeps its connection."""

    def __init__(self, url: str, timeout: timedelta) -> None:
        self._client = httpx.AsyncClient(base_url=url, timeout=timeout.total_seconds(), trust_env=False)

    async def __aenter__(self) -> "RestBrain":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def turn(self, message: Message) -> BrainReply:
        """The replies alone; a turn that fails brings none, for this channel answers 200 all the same."""
        metadata = {"comune": message.comune, "channel": message.channel, "now": message.at.isoformat()}
        body = {"sender": message.conversation, "message": message.text, "metadata": metadata}
        try:
            response = await self._client.post("/webhooks/rest/webhook", json=body)
        except httpx.HTTPError as error:
            raise BrainUnavailable(f"Stock Rasa does not answer ({type(error).__name__}).") from error
        if response.status_code != HTTPStatus.OK:
            raise BrainFailed(f"Stock Rasa answered {response.status_code}: {response.text[:200]}")
        return BrainReply(response.json(), {}, {})
