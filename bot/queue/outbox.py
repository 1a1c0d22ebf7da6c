"""What citizens are told: queued with the work that it comes from. What goes next: departures.py."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.dialogue.turn import Reply
from bot.measures import reply_became
from bot.queue.messages import to_json
from bot.storage.base import Author
from bot.storage.direct import Statement, Within

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
CANCEL = Statement(
    "UPDATE outbound_message SET status = 'dropped' WHERE id = %(id)s AND status = 'pending' RETURNING id"
)


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


async def cancel(session: Within, message_id: int) -> bool:
    """Takes back a message that nobody has begun to send."""
    return bool(await CANCEL.all(session, id=message_id))
