"""What citizens write is stored once and numbered in its conversation; then the provider may be told that it is here.

The queue's statements are written as SQL and once: built anew for every message they took three times as long.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.measures import message_stored
from bot.queue.erased import marks_of, was_erased
from bot.queue.events import record
from bot.queue.messages import Inbound
from bot.queue.pace import Pace
from bot.storage.direct import Statement, Within
from bot.storage.keys import KeyRing

ADDRESS = "conversation.address"
# Locked until the commit, so that numbers follow each other in the order of commits.
FIND = Statement("""
    SELECT id, next_number, address_fingerprint, closed_at FROM conversation
    WHERE channel_account = %(account)s AND address_fingerprint = ANY(%(fingerprints)s)
    FOR NO KEY UPDATE
""")
BEGIN = Statement(
    """
    INSERT INTO conversation (channel_account, address, address_fingerprint, comune)
    VALUES (%(account)s, %(address)s, %(fingerprint)s, %(comune)s)
    ON CONFLICT DO NOTHING
    """,
    {"address": ADDRESS},
)
GIVE_NEWEST_KEY = Statement(
    "UPDATE conversation SET address = %(address)s, address_fingerprint = %(fingerprint)s WHERE id = %(conversation)s",
    {"address": ADDRESS},
)
STORE = Statement(
    """
    WITH stored AS (
        INSERT INTO inbound_message
            (channel_account, provider_message_id, conversation_id, number, kind, text, payload, received_at)
        SELECT %(account)s, %(message_id)s, %(conversation)s, %(number)s, %(kind)s, %(text)s, %(payload)s, %(received_at)s
        WHERE NOT EXISTS (SELECT FROM erased_message WHERE fingerprint = ANY(%(marks)s))
        ON CONFLICT (channel_account, provider_message_id) DO NOTHING
        RETURNING number
    )
    UPDATE conversation
    SET next_number = stored.number + 1, last_number = stored.number, due_at = now() + %(wait)s,
        last_inbound_at = greatest(last_inbound_at, %(received_at)s), unreachable_at = NULL
    FROM stored WHERE id = %(conversation)s
    RETURNING number, pg_notify('sportello_inbox', CAST(id AS text)) AS rung,
        pg_notify('sportello_talks', CAST(id AS text)) AS told
    """,
    {"text": "inbound_message.text", "payload": "inbound_message.payload"},
)
REOPEN = Statement("UPDATE conversation SET closed_at = NULL WHERE id = %(conversation)s")
UNTIL_DUE = Statement("""
    SELECT extract(epoch FROM min(greatest(due_at, lease_until)) - now()) AS seconds
    FROM conversation WHERE due_at IS NOT NULL
""")


@dataclass(frozen=True)
class Received:
    """Where a message went; a repeat has no number of its own."""

    conversation_id: int
    """0 where its talk was erased on request, and the provider brings it again."""
    number: int | None

    @property
    def is_repeat(self) -> bool:
        return self.number is None


@dataclass(frozen=True)
class Inbox:
    """Finds conversations by the fingerprints of their addresses, so it needs the keys."""

    keys: KeyRing
    pace: Pace

    async def receive(self, session: Within, message: Inbound) -> Received:
        """Stores the message; commit before the provider gets its 2xx."""
        marks = marks_of(self.keys, message.channel_account, message.provider_message_id)
        conversation = await self._locked_conversation(session, message, marks)
        if conversation is None:
            message_stored(message.channel_account, True)
            return Received(0, None)
        values = {
            "account": message.channel_account,
            "message_id": message.provider_message_id,
            "conversation": conversation.id,
            "number": conversation.next_number,
            "kind": message.kind,
            "text": message.text,
            "payload": message.payload,
            "received_at": message.received_at,
            "marks": marks,
            "wait": timedelta(0) if message.is_answered_at_once else self.pace.pause,
        }
        stored = await STORE.first(session, **values)
        if stored and conversation.closed_at:
            await REOPEN.all(session, conversation=conversation.id)
            await record(session, conversation.id, "reopened")
        received = Received(conversation.id, stored.number if stored else None)
        message_stored(message.channel_account, received.is_repeat)
        return received

    async def _locked_conversation(self, session: Within, message: Inbound, marks: list[bytes]) -> Any | None:
        """None where there is none and the message was erased: its address is not to come back either."""
        newest, *older = self.keys.fingerprints(message.address)
        find = {"account": message.channel_account, "fingerprints": [newest, *older]}
        address = {"address": message.address, "fingerprint": newest}
        found = await FIND.first(session, **find)
        if found is None and await was_erased(session, marks):
            return None
        if found is None:
            # Two first messages at once: the second waits here for the first's commit and then finds its row.
            await BEGIN.all(session, account=message.channel_account, comune=message.comune, **address)
            found = await FIND.first(session, **find)
        elif found.address_fingerprint != newest:
            # So that an old key can be taken away some day.
            await GIVE_NEWEST_KEY.all(session, conversation=found.id, **address)
        return found


async def seconds_until_due(session: Within) -> float | None:
    """How long until some turn can be claimed, 0 where one can be now; none where there is nothing to wait for."""
    (found,) = await UNTIL_DUE.all(session)
    return None if found.seconds is None else max(0.0, float(found.seconds))
