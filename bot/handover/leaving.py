"""Talks of operators who can answer them no more: the account was closed, or is no operator's, or not that municipality's, any longer."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.queue import held_back
from bot.queue.alerts import ITSELF, alert, seen_to
from bot.queue.events import record
from bot.queue.handover import MOST_URGENT
from bot.storage.wakeups import TALKS, notify

# "holder <> 'bot'" is for the partial index (storage/models/talks.py): the talks that a person has are few.
LEFT = text("""
    UPDATE conversation c
    SET holder = 'waiting', operator = NULL, waiting_since = now(), reason = 'left', epoch = epoch + 1,
        priority = CASE WHEN EXISTS (
            SELECT FROM alert WHERE conversation_id = c.id AND kind = 'crisis' AND acknowledged_at IS NULL
        ) THEN :most_urgent ELSE priority END
    FROM staff s
    WHERE c.holder <> 'bot' AND c.holder = 'operator' AND c.operator = s.username AND NOT (
        s.is_active AND 'operator' = ANY(s.roles) AND (s.comuni IS NULL OR c.comune IS NULL OR c.comune = ANY(s.comuni)))
    RETURNING c.id
""")


async def put_back(session: AsyncSession) -> int:
    """How many talks wait for another person now; numbers that were held back for the operator's word go at once."""
    left = sorted(await session.scalars(LEFT, {"most_urgent": MOST_URGENT}))
    for conversation in left:
        await held_back.release(session, conversation)
        await seen_to(session, "silence", conversation, ITSELF)
        await alert(session, "waiting", conversation)
        await record(session, conversation, "called")
        await notify(session, TALKS, conversation)
    return len(left)
