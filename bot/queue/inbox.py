"""What citizens write is stored once and numbered in its conversation; then the provider may be told that it is here.

The queue's statements are written as SQL and once: built anew for every message they took three times as long.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.queue.events import record
from bot.queue.messages import Inbound
from bot.queue.pace import Pace
from bot.storage.keys import KeyRing
from bot.storage.models import Conversation, InboundMessage

# Locked until the commit, so that numbers follow each other in the order of commits.
FIND = text("""
    SELECT id, next_number, address_fingerprint, closed_at FROM conversation
    WHERE channel_account = :account AND address_fingerprint = ANY(:fingerprints)
    FOR NO KEY UPDATE
""")
BEGIN = text("""
    INSERT INTO conversation (channel_account, address, address_fingerprint, comune)
    VALUES (:account, :address, :fingerprint, :comune)
    ON CONFLICT DO NOTHING
""").bindparams(bindparam("address", type_=Conversation.address.type))
GIVE_NEWEST_KEY = text("""
    UPDATE conversation SET address = :address, address_fingerprint = :fingerprint WHERE id = :conversation
""").bindparams(bindparam("address", type_=Conversation.address.type))
STORE = text("""
    WITH stored AS (
        INSERT INTO inbound_message
            (channel_account, provider_message_id, conversation_id, number, kind, text, payload, received_at)
        VALUES (:account, :message_id, :conversation, :number, :kind, :text, :payload, :received_at)
        ON CONFLICT (channel_account, provider_message_id) DO NOTHING
        RETURNING number
    )
    UPDATE conversation
    SET next_number = stored.number + 1, last_number = stored.number, due_at = now() + :wait,
        last_inbound_at = greatest(last_inbound_at, :received_at), unreachable_at = NULL
    FROM stored WHERE id = :conversation
    RETURNING number, pg_notify('sportello_inbox', CAST(id AS text)), pg_notify('sportello_talks', CAST(id AS text))
""").bindparams(
    bindparam("text", type_=InboundMessage.text.type), bindparam("payload", type_=InboundMessage.payload.type)
)
REOPEN = text("UPDATE conversation SET closed_at = NULL WHERE id = :conversation")
UNTIL_DUE = text("""
    SELECT extract(epoch FROM min(greatest(due_at, lease_until)) - now()) FROM conversation WHERE due_at IS NOT NULL
""")


@dataclass(frozen=True)
class Received:
    """Where a message went; a repeat has no number of its own."""

    conversation_id: int
    number: int | None

    @property
    def is_repeat(self) -> bool:
        return self.number is None


@dataclass(frozen=True)
class Inbox:
    """Finds conversations by the fingerprints of their addresses, so it needs the keys."""

    keys: KeyRing
    pace: Pace

    async def receive(self, session: AsyncSession, message: Inbound) -> Received:
        """Stores the message; commit before the provider gets its 2xx."""
        conversation = await self._locked_conversation(session, message)
        values = {
            "account": message.channel_account,
            "message_id": message.provider_message_id,
            "conversation": conversation.id,
            "number": conversation.next_number,
            "kind": message.kind,
            "text": message.text,
            "payload": message.payload,
            "received_at": message.received_at,
            "wait": timedelta(0) if message.is_answered_at_once else self.pace.pause,
        }
        number = await session.scalar(STORE, values)
        if number is not None and conversation.closed_at:
            await session.execute(REOPEN, {"conversation": conversation.id})
            await record(session, conversation.id, "reopened")
        return Received(conversation.id, number)

    async def _locked_conversation(self, session: AsyncSession, message: Inbound) -> Row[*tuple[Any, ...]]:
        newest, *older = self.keys.fingerprints(message.address)
        find = {"account": message.channel_account, "fingerprints": [newest, *older]}
        address = {"address": message.address, "fingerprint": newest}
        found = (await session.execute(FIND, find)).first()
        if found is None:
            # Two first messages at once: the second waits here for the first's commit and then finds its row.
            await session.execute(BEGIN, {"account": message.channel_account, "comune": message.comune, **address})
            found = (await session.execute(FIND, find)).one()
        elif bytes(found.address_fingerprint) != newest:
            # So that an old key can be taken away some day.
            await session.execute(GIVE_NEWEST_KEY, {"conversation": found.id, **address})
        return found


async def seconds_until_due(session: AsyncSession) -> float | None:
    """How long until some turn can be claimed, 0 where one can be now; none where there is nothing to wait for."""
    seconds = await session.scalar(UNTIL_DUE)
    return None if seconds is None else max(0.0, float(seconds))
