"""Mails about alerts, as rows: written once an alert, claimed by one worker at a time, tried again until the server takes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import LeaseLost
from bot.knowledge.base import Knowledge
from bot.knowledge.operator_hours import OperatorHours
from bot.queue.pace import back_off
from bot.storage.base import AlertKind

LEASE = timedelta(minutes=2)
"""Longer than the mail server may take."""
MOST_ATTEMPTS = 12
"""The last about half an hour after the first."""
# What nobody has seen yet and no mail was written about; old ones are not dug up when mail is configured for the first time.
UNWRITTEN = text("""
    SELECT a.id, a.kind, c.comune, c.waiting_since
    FROM alert a JOIN conversation c ON c.id = a.conversation_id
    WHERE a.acknowledged_at IS NULL AND a.created_at > now() - interval '7 days'
        AND (a.kind = 'crisis' OR a.kind = 'waiting' AND c.holder = 'waiting')
        AND NOT EXISTS (SELECT FROM mail WHERE alert_id = a.id)
    ORDER BY a.id
""")
WRITE = text(
    "INSERT INTO mail (alert_id, recipients) VALUES (:alert, :recipients) ON CONFLICT (alert_id) DO NOTHING RETURNING id"
)
CLAIM = text("""
    WITH next AS (
        SELECT m.id, a.acknowledged_at IS NOT NULL AS is_seen, a.kind, c.comune, c.id AS conversation_id
        FROM mail m JOIN alert a ON a.id = m.alert_id JOIN conversation c ON c.id = a.conversation_id
        WHERE m.status = 'pending' AND m.not_before <= now() OR m.status = 'sending' AND m.lease_until <= now()
        ORDER BY a.kind <> 'crisis', m.id LIMIT 1
        FOR UPDATE OF m SKIP LOCKED
    )
    UPDATE mail m SET status = CASE WHEN is_seen THEN 'dropped' ELSE 'sending' END,
        lease_until = CASE WHEN NOT is_seen THEN now() + :lease END, attempts = m.attempts + 1
    FROM next WHERE m.id = next.id
    RETURNING is_seen, m.id, next.kind, next.comune, next.conversation_id, m.recipients, m.attempts, m.created_at
""")
MINE = "id = :id AND attempts = :attempt AND status = 'sending'"
SENT = text(f"UPDATE mail SET status = 'sent', lease_until = NULL, error = NULL WHERE {MINE} RETURNING id")
NOT_SENT = text(f"""
    UPDATE mail SET status = :status, lease_until = NULL, error = :error, not_before = now() + :after WHERE {MINE} RETURNING id
""")


@dataclass(frozen=True)
class Letter:
    """A mail to be sent, by who claimed it and as long as `attempt` is the row's."""

    id: int
    kind: AlertKind
    comune: str | None
    conversation_id: int
    recipients: tuple[str, ...]
    attempt: int
    written_at: datetime


async def write_mails(
    session: AsyncSession, knowledge: Knowledge, now: datetime, patience: timedelta, default: tuple[str, ...] = ()
) -> int:
    """How many are new: for cries for help, and for who has waited longer than this while operators were there.
    Where nobody is named to get them there are none."""
    due = _due((await session.execute(UNWRITTEN)).all(), knowledge, now, patience)
    written = 0
    for alert_id, comune in due:
        municipality = knowledge.municipalities.get(comune or "")
        recipients = list(municipality.comune.alert_mail if municipality else ()) or list(default)
        if recipients:
            values = {"alert": alert_id, "recipients": recipients}
            written += (await session.execute(WRITE, values)).first() is not None
    return written


async def claim_mail(session: AsyncSession) -> Letter | None:
    """The next that may be sent; commit before calling the server. One whose alert somebody has seen meanwhile is dropped."""
    while row := (await session.execute(CLAIM, {"lease": LEASE})).first():
        is_seen, id, kind, comune, conversation_id, recipients, attempt, written_at = tuple(row)
        if not is_seen:
            return Letter(id, kind, comune, conversation_id, tuple(recipients), attempt, written_at)
    return None


async def mail_sent(session: AsyncSession, letter: Letter) -> None:
    """Raises `LeaseLost`."""
    await _if_mine(session, SENT, letter)


async def mail_not_sent(session: AsyncSession, letter: Letter, error: str) -> None:
    """Tried again later, until the last attempt; `error` is a code. Raises `LeaseLost`."""
    status = "failed" if letter.attempt >= MOST_ATTEMPTS else "pending"
    await _if_mine(session, NOT_SENT, letter, status=status, error=error, after=back_off(letter.attempt))


def _due(rows: Any, knowledge: Knowledge, now: datetime, patience: timedelta) -> Iterator[tuple[int, str | None]]:
    for row in rows:
        if row.kind == "crisis" or _has_waited(row, knowledge, now) >= patience:
            yield row.id, row.comune


def _has_waited(row: Row[*tuple[Any, ...]], knowledge: Knowledge, now: datetime) -> timedelta:
    """While somebody could have answered; where the hours are not known every hour counts."""
    municipality = knowledge.municipalities.get(row.comune or "")
    hours = OperatorHours.of(municipality.comune, knowledge.closures) if municipality else None
    return hours.open_between(row.waiting_since, now) if hours else now - row.waiting_since


async def _if_mine(session: AsyncSession, change: Any, letter: Letter, **values: Any) -> None:
    mine = {"id": letter.id, "attempt": letter.attempt, **values}
    if (await session.execute(change, mine)).first() is None:
        raise LeaseLost(f"Mail {letter.id} is sent by another worker now.")
