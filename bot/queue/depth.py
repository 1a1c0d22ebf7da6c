"""How much waits, and for how long: counted in the database, by its partial indexes, whichever process asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

WAITING = text("""
    SELECT
        (SELECT count(*) FROM conversation WHERE due_at <= now()) AS turns,
        (SELECT extract(epoch FROM now() - min(due_at)) FROM conversation WHERE due_at <= now()) AS oldest_turn,
        (SELECT count(*) FROM outbound_message WHERE status = 'pending' AND not_before <= now()) AS replies,
        (SELECT extract(epoch FROM now() - min(not_before)) FROM outbound_message
            WHERE status = 'pending' AND not_before <= now()) AS oldest_reply,
        current_setting('transaction_read_only') = 'off' AS takes_writes
""")
PEOPLE_AWAITED = text("""
    SELECT reason, count(*), extract(epoch FROM now() - min(waiting_since))
    FROM conversation WHERE waiting_since IS NOT NULL GROUP BY reason
""")
OPEN_ALERTS = text("SELECT kind, count(*) FROM alert WHERE acknowledged_at IS NULL GROUP BY kind")


@dataclass(frozen=True)
class Depth:
    """At one moment; ages in seconds, 0 where nothing waits."""

    turns: int
    oldest_turn: float
    replies: int
    oldest_reply: float
    people_awaited: Mapping[str, int] = field(default_factory=dict)
    """Talks that wait for a person, by the reason's word; `set_aside` are those that could not be answered."""
    longest_wait: float = 0.0
    alerts: Mapping[str, int] = field(default_factory=dict)
    """Open ones, by kind."""
    takes_writes: bool = True
    """Whether the database does; a message can be stored nowhere else."""


async def depth(session: AsyncSession) -> Depth:
    waiting = (await session.execute(WAITING)).one()
    awaited = [tuple(row) for row in await session.execute(PEOPLE_AWAITED)]
    alerts = {kind: count for kind, count in await session.execute(OPEN_ALERTS)}
    return Depth(
        turns=waiting.turns,
        oldest_turn=float(waiting.oldest_turn or 0),
        replies=waiting.replies,
        oldest_reply=float(waiting.oldest_reply or 0),
        people_awaited={reason or "other": count for reason, count, _ in awaited},
        longest_wait=max((float(seconds) for _, _, seconds in awaited), default=0.0),
        alerts=alerts,
        takes_writes=waiting.takes_writes,
    )
