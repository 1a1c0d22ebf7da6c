"""A message that its writer has changed, and messages that came in another order than they were written."""

from datetime import timedelta
from typing import Literal

from sqlalchemy import bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.queue.transcript import Place
from bot.storage.encrypted import Legible
from bot.storage.models import InboundMessage

Corrected = Literal["replaced", "same", "answered", "unknown"]
"""The new words stand in place of the old · they are the old ones · it is being answered, or was · there is no such message."""
MOST_LOOKED_AT = 50
"""Of the last messages: what comes out of order comes within moments, and a flood of messages must not cost more with each."""
LOCK = text("""
    SELECT id FROM conversation WHERE channel_account = :account AND address_fingerprint = ANY(:fingerprints)
    FOR NO KEY UPDATE
""")
# What nobody can read any more is another text than the new one.
FIND = text("""
    SELECT id, text, status = 'pending' AND turn IS NULL AS is_open FROM inbound_message
    WHERE conversation_id = :conversation AND split_part(provider_message_id, ':', 2) = :message
    ORDER BY number DESC LIMIT 1
""").columns(text=Legible("inbound_message.text"))
REPLACE = text("""
    WITH replaced AS (UPDATE inbound_message SET text = :text WHERE id = :id RETURNING conversation_id)
    UPDATE conversation c SET due_at = now() + :wait FROM replaced WHERE c.id = replaced.conversation_id
    RETURNING pg_notify('sportello_inbox', CAST(c.id AS text)), pg_notify('sportello_talks', CAST(c.id AS text))
""").bindparams(bindparam("text", type_=InboundMessage.text.type))
# Whoever stands on the first place by number gives its number to the one that was written first, and so on.
MISPLACED = text("""
    WITH last AS (
        SELECT id, number, provider_message_id FROM inbound_message
        WHERE conversation_id = :conversation AND status = 'pending' AND turn IS NULL
        ORDER BY number DESC LIMIT :most
    ), waiting AS (
        SELECT id, number, row_number() OVER (ORDER BY number) AS place,
            row_number() OVER (ORDER BY CAST(split_part(provider_message_id, ':', 1) AS numeric)) AS rightful
        FROM last
    )
    SELECT mine.id, theirs.number FROM waiting mine JOIN waiting theirs ON theirs.place = mine.rightful
    WHERE theirs.number <> mine.number
""")
# In two steps: no number may be there twice, not even for a moment.
MOVE = text("UPDATE inbound_message SET number = -:number WHERE id = :id")
ARRIVE = text("UPDATE inbound_message SET number = -number WHERE conversation_id = :conversation AND number < 0")


async def correct(session: AsyncSession, place: Place, message: int, words: str | None, wait: timedelta) -> Corrected:
    """What became of a new version of a message, of which provider ids say "…:<message>"; the talk is locked."""
    conversation = await session.scalar(LOCK, place.values())
    found = (await session.execute(FIND, {"conversation": conversation, "message": str(message)})).first()
    if found is None:
        return "unknown"
    if found.text == words:
        return "same"
    if not found.is_open:
        return "answered"
    await session.execute(REPLACE, {"id": found.id, "text": words, "wait": wait})
    return "replaced"


async def restore_order(session: AsyncSession, conversation_id: int) -> None:
    """Numbers what nobody has begun to answer by the provider's own numbers ("<number>:…"); the talk has to be locked."""
    where = {"conversation": conversation_id}
    moved = (await session.execute(MISPLACED, {**where, "most": MOST_LOOKED_AT})).all()
    for row in moved:
        await session.execute(MOVE, {"id": row.id, "number": row.number})
    if moved:
        await session.execute(ARRIVE, where)
