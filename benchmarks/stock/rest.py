"""A client of Rasa's own REST channel, as bare as the one of our gateway."""

import json
from datetime import timedelta
from http import HTTPStatus

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from bot.brain.client import KEPT_ALIVE, BrainReply, Message
from bot.errors import BrainFailed, BrainUnavailable


class RestBrain:
    """Open it once, it keeps its connection."""

    def __init__(self, url: str, timeout: timedelta) -> None:
        self._url = url
        self._timeout = ClientTimeout(total=timeout.total_seconds())

    async def __aenter__(self) -> "RestBrain":
        connections = TCPConnector(keepalive_timeout=KEPT_ALIVE.total_seconds())
        self._client = ClientSession(self._url, timeout=self._timeout, connector=connections)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()

    async def turn(self, message: Message) -> BrainReply:
        """The replies alone; a turn that fails brings none, for this channel answers 200 all the same."""
        metadata = {"comune": message.comune, "channel": message.channel, "now": message.at.isoformat()}
        body = {"sender": message.conversation, "message": message.text, "metadata": metadata}
        try:
            async with self._client.post("/webhooks/rest/webhook", json=body) as response:
                status, text = response.status, await response.text()
        except (ClientError, TimeoutError) as error:
            raise BrainUnavailable(f"Stock Rasa does not answer ({type(error).__name__}).") from error
        if status != HTTPStatus.OK:
            raise BrainFailed(f"Stock Rasa answered {status}: {text[:200]}")
        return BrainReply(json.loads(text), {}, {})
