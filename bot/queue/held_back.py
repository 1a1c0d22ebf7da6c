"""The answer to a cry for help that an operator who holds the talk may forestall: it goes by itself, at once, or not at all."""

from bot.storage.direct import Statement, Within
from bot.storage.wakeups import OUTBOX, notify

HELD_BACK = """conversation_id = %(id)s AND status = 'pending' AND author = 'bot' AND urgent AND attempts = 0 AND not_before > now()"""
CANCEL = Statement(f"""
    UPDATE outbound_message o SET status = 'dropped'
    WHERE {HELD_BACK} AND NOT EXISTS (SELECT FROM inbound_message i WHERE i.id = ANY(o.in_reply_to) AND i.number > %(seen)s)
""")
RELEASE = Statement(f"UPDATE outbound_message SET not_before = now() WHERE {HELD_BACK} RETURNING id")
ON_THEIR_WAY = Statement("""
    SELECT o.id FROM outbound_message o JOIN conversation c ON c.id = o.conversation_id
    WHERE c.id = %(id)s AND o.author = 'bot' AND o.urgent AND o.number > c.last_number AND o.status NOT IN ('dropped', 'failed', 'unknown')
    LIMIT 1
""")
LAST_OF_ALL = 2**62


async def cancel(session: Within, conversation_id: int, seen_number: int | None = None) -> None:
    """An operator has seen to a cry for help (in a message up to this number): the answer that would have gone by itself is not needed."""
    seen = LAST_OF_ALL if seen_number is None else seen_number
    await CANCEL.all(session, id=conversation_id, seen=seen)


async def release(session: Within, conversation_id: int) -> bool:
    """Whether an answer to a cry for help was held back; it goes now."""
    released = await RELEASE.all(session, id=conversation_id)
    if released:
        await notify(session, OUTBOX, conversation_id)
    return bool(released)


async def is_cry_answered(session: Within, conversation_id: int) -> bool:
    """Whether the answer to a cry for help is the citizen's already, or on its way, since they last wrote."""
    return bool(await ON_THEIR_WAY.all(session, id=conversation_id))
