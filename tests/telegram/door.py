"""The bot's webhook as Telegram calls it, and what is in the database afterwards."""

import hmac
import json
from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy import select

from bot.dialogue.turn import Option, Reply
from bot.queue import outbox
from bot.storage.database import Database
from bot.storage.models import Conversation, InboundMessage, OutboundMessage
from tests.telegram.citizens import Phone, Update
from tests.telegram.fake import TOKEN

PATH = "/webhooks/telegram/main"
SECRET = hmac.new(TOKEN.encode(), b"sportello telegram webhook", "sha256").hexdigest()
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True)
class Door:
    client: httpx.AsyncClient
    database: Database

    async def knock(self, update: Update | bytes, secret: str = SECRET, path: str = PATH) -> httpx.Response:
        body = update if isinstance(update, bytes) else json.dumps(update).encode()
        headers = {HEADER: secret, "Content-Type": "application/json"}
        return await self.client.post(path, content=body, headers=headers)

    async def brings(self, *updates: Update) -> list[dict[str, Any]]:
        """One after the other; what each answer asks Telegram for."""
        asked = []
        for update in updates:
            response = await self.knock(update)
            assert response.status_code == 200
            asked.append(response.json() if response.content else {})
        return asked

    async def written(self, phone: Phone | None = None) -> list[str | None]:
        """The texts (and payloads pressed) that are stored, in the order of their numbers."""
        async with self.database.transaction() as session:
            query = select(InboundMessage, Conversation.address).join(Conversation)
            rows = (await session.execute(query.order_by(InboundMessage.conversation_id, InboundMessage.number))).all()
        stored = [row for row, address in rows if phone is None or address == phone.chat]
        return [row.payload if row.kind == "payload" else row.text for row in stored]

    async def talks(self) -> list[Conversation]:
        async with self.database.transaction() as session:
            return list(await session.scalars(select(Conversation).order_by(Conversation.id)))

    async def shows(self, *options: Option) -> int:
        """A message of ours with these options in the first talk; its number in the outbox."""
        async with self.database.transaction() as session:
            talk = (await session.scalars(select(Conversation).order_by(Conversation.id).limit(1))).one()
            [id] = await outbox.queue(session, talk.id, [Reply("Che cosa?", options)], epoch=talk.epoch)
            return id

    async def outgoing(self) -> list[OutboundMessage]:
        async with self.database.transaction() as session:
            return list(await session.scalars(select(OutboundMessage).order_by(OutboundMessage.id)))
