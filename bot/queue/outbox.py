"""What citizens are told: queued with the work that it comes from, claimed in order, sent by whoever claims it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.dialogue.turn import Reply
from bot.errors import KeyLost
from bot.measures import reply_became
from bot.queue import lost_keys
from bot.queue.messages import from_json, to_json
from bot.queue.pace import Pace
from bot.storage.base import Author
from bot.storage.direct import Statement, Within, directly
from bot.storage.keys import KeyRing
from bot.storage.wakeups import OUTBOX, notify

NOW = timedelta(0)
BODY = {"body": "outbound_message.body", "bodies": "outbound_message.body"}
NUMBER = Statement("""
    UPDATE conversation SET next_number = next_number + %(replies)s WHERE id = %(id)s
    RETURNING id, channel_account, next_number - %(replies)s AS number
""")
# What goes now is sent by being written, unless something before it in its talk is still on its way.
WRITE = Statement(
    """
    WITH written AS (
        INSERT INTO outbound_message (channel_account, conversation_id, number, author, body, urgent, epoch, in_reply_to,
            not_before, status, attempts)
        SELECT %(account)s, %(conversation)s, %(number)s + place - 1, %(author)s, body, %(urgent)s, %(epoch)s,
            CAST(%(in_reply_to)s AS bigint[]), now() + %(after)s,
            CASE WHEN goes_now THEN 'sent' ELSE 'pending' END, CASE WHEN goes_now THEN 1 ELSE 0 END
        FROM unnest(CAST(%(bodies)s AS bytea[])) WITH ORDINALITY AS reply (body, place), (
            SELECT %(goes_now)s AND (%(urgent)s OR NOT EXISTS (
                SELECT FROM outbound_message earlier
                WHERE earlier.conversation_id = %(conversation)s AND earlier.status IN ('pending', 'sending')
                    AND NOT (earlier.urgent AND earlier.attempts = 0 AND earlier.not_before > now()))) AS goes_now) AS now
        ORDER BY place
        RETURNING id, number, conversation_id, status
    )
    SELECT id, status, pg_notify('sportello_talks', CAST(conversation_id AS text)) AS told,
        CASE WHEN status = 'pending' THEN pg_notify('sportello_outbox', CAST(conversation_id AS text)) END AS rung
    FROM written ORDER BY number
    """,
    BODY,
)
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
CANCEL = Statement(
    "UPDATE outbound_message SET status = 'dropped' WHERE id = %(id)s AND status = 'pending' RETURNING id"
)
HELD_BACK = """conversation_id = %(id)s AND status = 'pending' AND author = 'bot' AND urgent AND attempts = 0 AND not_before > now()"""
CANCEL_HELD_BACK = Statement(f"""
    UPDATE outbound_message o SET status = 'dropped'
    WHERE {HELD_BACK} AND NOT EXISTS (SELECT FROM inbound_message i WHERE i.id = ANY(o.in_reply_to) AND i.number > %(seen)s)
""")
RELEASE_HELD_BACK = Statement(f"UPDATE outbound_message SET not_before = now() WHERE {HELD_BACK} RETURNING id")
ON_THEIR_WAY = Statement("""
    SELECT o.id FROM outbound_message o JOIN conversation c ON c.id = o.conversation_id
    WHERE c.id = %(id)s AND o.author = 'bot' AND o.urgent AND o.number > c.last_number AND o.status NOT IN ('dropped', 'failed')
    LIMIT 1
""")
LAST_OF_ALL = 2**62
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


async def queue(
    session: Within,
    conversation_id: int,
    replies: Sequence[Reply],
    *,
    epoch: int,
    author: Author = "bot",
    in_reply_to: Sequence[int] = (),
    urgent: bool = False,
    after: timedelta = NOW,
) -> list[int]:
    """The new messages' ids, for what is said without finishing a turn; `epoch` is that at which it was thought of."""
    (place,) = await NUMBER.all(session, id=conversation_id, replies=len(replies))
    return await write(
        session, place, replies, epoch=epoch, author=author, in_reply_to=in_reply_to, urgent=urgent, after=after
    )


async def write(
    session: Within,
    place: Any,
    replies: Sequence[Reply],
    *,
    epoch: int,
    author: Author = "bot",
    in_reply_to: Sequence[int] = (),
    urgent: bool = False,
    after: timedelta = NOW,
    goes_now: bool = False,
) -> list[int]:
    """The new messages' ids; `place` is the conversation, locked, with the first of as many free numbers."""
    if not replies:
        return []
    rows = await WRITE.all(
        session,
        account=place.channel_account,
        conversation=place.id,
        number=place.number,
        author=author,
        bodies=[to_json(reply) for reply in replies],
        urgent=urgent,
        epoch=epoch,
        in_reply_to=list(in_reply_to),
        after=after,
        goes_now=goes_now,
    )
    for row in rows:
        if row.status == "sent":
            reply_became("sent", place.channel_account)
    return [row.id for row in rows]


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
    address, reply = keys.decrypt(address, "conversation.address"), from_json(keys.decrypt(body, BODY["body"]))
    return Delivery(id, conversation, number, account, address, author, reply, urgent, attempt, last_inbound_at, error)


async def cancel(session: Within, message_id: int) -> bool:
    """Takes back a message that nobody has begun to send."""
    return bool(await CANCEL.all(session, id=message_id))


async def cancel_held_back(session: Within, conversation_id: int, seen_number: int | None = None) -> None:
    """An operator has seen to a cry for help (in a message up to this number): the answer that would have gone by itself is not needed."""
    seen = LAST_OF_ALL if seen_number is None else seen_number
    await CANCEL_HELD_BACK.all(session, id=conversation_id, seen=seen)


async def release_held_back(session: Within, conversation_id: int) -> bool:
    """Whether an answer to a cry for help was held back; it goes now."""
    released = await RELEASE_HELD_BACK.all(session, id=conversation_id)
    if released:
        await notify(session, OUTBOX, conversation_id)
    return bool(released)


async def is_cry_answered(session: Within, conversation_id: int) -> bool:
    """Whether the answer to a cry for help is the citizen's already, or on its way, since they last wrote."""
    return bool(await ON_THEIR_WAY.all(session, id=conversation_id))


async def seconds_until_due(session: Within) -> float | None:
    """How long until some message can be claimed, 0 where one can be now; none where there is nothing to wait for."""
    (found,) = await UNTIL_DUE.all(session)
    return None if found.seconds is None else max(0.0, float(found.seconds))
