"""A full municipality: many who wait, and very many talks that are over."""

from datetime import datetime, timedelta

from sqlalchemy import insert

from bot.queue.handover import MOST_URGENT
from bot.storage.database import Database
from bot.storage.models import Alert, Conversation, InboundMessage
from bot.times import now

CRIES = (3, 17)
"""Of those who wait, the two who cry for help; neither has waited longest."""


async def thirty_wait(database: Database) -> list[int]:
    """Talks in the order in which they are to be answered; the n-th has waited n minutes."""
    at = now()
    rows = [_talk(f"w{n}", at, waiting_since=at - timedelta(minutes=n)) for n in range(30)]
    for n in CRIES:
        rows[n]["priority"] = MOST_URGENT
    ids = await _stored(database, rows)
    async with database.transaction() as session:
        cries = [{"kind": "crisis", "conversation_id": ids[n], "number": 1} for n in CRIES]
        await session.execute(insert(Alert), cries)
    first = sorted(CRIES, reverse=True)
    return [ids[n] for n in [*first, *(n for n in reversed(range(30)) if n not in CRIES)]]


async def thousand_closed(database: Database) -> list[int]:
    """The last closed first."""
    at = now()
    return await _stored(database, [_talk(f"c{n}", at, closed_at=at - timedelta(minutes=n)) for n in range(1000)])


def _talk(address: str, at: datetime, **values: object) -> dict[str, object]:
    row = {"channel_account": "web:borgo", "address": address, "address_fingerprint": address.encode()}
    state = {"holder": "waiting", "reason": "asked"} if "waiting_since" in values else {"holder": "bot"}
    numbers = {"next_number": 2, "last_number": 1, "priority": 0, "comune": "borgo"}
    return {**row, **state, **numbers, "last_inbound_at": at, **values}


async def _stored(database: Database, rows: list[dict[str, object]]) -> list[int]:
    """Each with a message of the citizen's."""
    async with database.transaction() as session:
        query = insert(Conversation).returning(Conversation.id, sort_by_parameter_order=True)
        ids = list(await session.scalars(query, rows))
        about = {"channel_account": "web:borgo", "number": 1, "kind": "text", "received_at": now(), "status": "done"}
        said = [
            {**about, "provider_message_id": f"m{id}", "conversation_id": id, "text": f"domanda numero {id}"}
            for id in ids
        ]
        await session.execute(insert(InboundMessage), said)
    return ids
