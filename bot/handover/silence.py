"""Talks that an operator holds and nobody writes in: the operator is warned, then the assistant has them again; where a municipality wants it."""

from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.handover.ending import let_go
from bot.knowledge.base import Knowledge
from bot.queue.alerts import ITSELF, alert, seen_to
from bot.queue.events import record
from bot.storage.base import AlertKind

WARNED_BEFORE = timedelta(minutes=5)
"""How long the operator has after the warning."""
SILENCE: AlertKind = "silence"
# Somebody spoke last: the citizen, the operator, or whoever gave the talk to the operator. The announcement of a new operator
# bears the moment of its event, so what is younger was typed.
SILENT = text("""
    SELECT c.id, c.operator, c.epoch, a.id AS warning, spoken.at <= now() - :limit AS is_over,
        a.created_at <= now() - :warned AS is_warned, typed.number > c.last_number AS is_answered
    FROM conversation c
    CROSS JOIN LATERAL (SELECT max(at) AS at FROM handover_event WHERE conversation_id = c.id) event
    CROSS JOIN LATERAL (
        SELECT max(number) AS number, max(created_at) AS at FROM outbound_message
        WHERE conversation_id = c.id AND author = 'operator' AND created_at > event.at
    ) typed
    CROSS JOIN LATERAL (SELECT greatest(c.last_inbound_at, typed.at, event.at) AS at) spoken
    LEFT JOIN alert a ON a.conversation_id = c.id AND a.kind = 'silence' AND a.acknowledged_at IS NULL
    WHERE c.holder = 'operator' AND c.comune = :comune AND (a.id IS NOT NULL OR spoken.at <= now() - :limit + :warned)
    FOR NO KEY UPDATE OF c SKIP LOCKED
""")
BROKEN = text("""
    SELECT DISTINCT a.conversation_id FROM alert a JOIN conversation c ON c.id = a.conversation_id
    WHERE a.kind = 'silence' AND a.acknowledged_at IS NULL AND (c.holder <> 'operator' OR c.last_inbound_at > a.created_at)
""")


async def mind_silences(session: AsyncSession, knowledge: Knowledge) -> int:
    """How many talks went back to the assistant. One in which the operator owes an answer stays, and stays on the list of alerts."""
    for conversation in list(await session.scalars(BROKEN)):
        await seen_to(session, SILENCE, conversation, ITSELF)
    given_back = 0
    for id, municipality in knowledge.municipalities.items():
        if minutes := municipality.comune.give_back_after_minutes:
            given_back += await _mind(session, id, timedelta(minutes=minutes), knowledge)
    return given_back


async def _mind(session: AsyncSession, comune: str, limit: timedelta, knowledge: Knowledge) -> int:
    values = {"comune": comune, "limit": limit, "warned": WARNED_BEFORE}
    given_back = 0
    for talk in (await session.execute(SILENT, values)).all():
        if talk.warning is None:
            await alert(session, SILENCE, talk.id)
        elif talk.is_over and talk.is_warned and talk.is_answered:
            await let_go(session, talk.id, talk.operator, talk.epoch, knowledge.phrases.given_back)
            await record(session, talk.id, "given_back")
            given_back += 1
    return given_back
