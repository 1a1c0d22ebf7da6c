"""What goes next: one message of a talk at a time, in order, sent by whoever claims it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.dialogue.turn import Reply
from bot.errors import KeyLost
from bot.measures import reply_became
from bot.queue import lost_keys
from bot.queue.messages import from_json
from bot.queue.pace import Pace
from bot.storage.base import Author
from bot.storage.direct import Statement, Within, directly
from bot.storage.keys import KeyRing

# One message of a talk is under way at a time, in order; only the answer to a cry for help overtakes, its own parts in
# order, and while it is held back for an operator it keeps nobody waiting.
MAY_GO = """status = 'pending' AND (NOT EXISTS (
    SELECT FROM outbound_message earlier
    WHERE earlier.conversation_id = o.conversation_id AND earlier.number < o.number
        AND earlier.status IN ('pending', 'sending') AND (NOT o.urgent OR earlier.in_reply_to = o.in_reply_to)
        AND NOT (earlier.urgent AND earlier.attempts = 0 AND earlier.not_before > now())))"""
CLAIM = Statement(f"""
    WITH next AS (
        SELECT o.id, o.author = 'bot' AND NOT o.urgent AND (o.epoch <> c.epoch OR c.holder = 'operator') AS is_stale
        FROM outbound_message o JOIN conversation c ON c.id = o.conversation_id
        WHERE o.{MAY_GO} AND o.not_before <= now()
        ORDER BY o.urgent DESC, o.not_before, o.id LIMIT 1
        FOR UPDATE OF o SKIP LOCKED
    )
    UPDATE outbound_message o
    SET status = CASE WHEN is_stale THEN 'dropped' ELSE 'sending' END,
        lease_until = CASE WHEN NOT is_stale THEN now() + %(lease)s END, attempts = o.attempts + 1
    FROM next, conversation c WHERE o.id = next.id AND c.id = o.conversation_id
    RETURNING is_stale, o.id, c.id AS conversation_id, o.number, o.channel_account, c.address, o.author, o.body, o.urgent,
        o.attempts, c.last_inbound_at, o.error
""")
UNTIL_DUE = Statement(f"""
    SELECT extract(epoch FROM min(not_before) - now()) AS seconds FROM outbound_message o WHERE o.{MAY_GO}
""")


@dataclass(frozen=True)
class Delivery:
    """A message to be sent, by who claimed it and as long as `attempt` is the row's."""

    id: int
    conversation_id: int
    number: int
    channel_account: str
    address: str
    author: Author
    reply: Reply
    is_urgent: bool
    attempt: int
    last_inbound_at: datetime | None
    error: str | None
    """Why it did not leave when it was tried before."""


async def claim(session: Within, pace: Pace) -> Delivery | None:
    """The next message that may be sent; commit before the provider's call. What an operator's coming has made stale is dropped."""
    direct = await directly(session)
    while row := await CLAIM.first(direct, lease=pace.send_lease):
        if row.is_stale:
            reply_became("dropped", row.channel_account)
            continue
        try:
            return _delivery(row, direct.keys)
        except KeyLost:
            await lost_keys.fail_message(direct, row.id, row.conversation_id, row.number)
    return None


def _delivery(row: Any, keys: KeyRing) -> Delivery:
    """Raises `KeyLost`."""
    _, id, conversation, number, account, address, author, body, urgent, attempt, last_inbound_at, error = row
    address, reply = (
        keys.decrypt(address, "conversation.address"),
        from_json(keys.decrypt(body, "outbound_message.body")),
    )
    return Delivery(id, conversation, number, account, address, author, reply, urgent, attempt, last_inbound_at, error)


async def seconds_until_due(session: Within) -> float | None:
    """How long until some message can be claimed, 0 where one can be now; none where there is nothing to wait for."""
    (found,) = await UNTIL_DUE.all(session)
    return None if found.seconds is None else max(0.0, float(found.seconds))
