"""What the assistant made of a turn, kept for whoever reads the talk at the console."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.queue.turns import ClaimedTurn
from bot.storage.models import TurnDecision

MOST_CONCEPTS = 3
"""The likeliest of what was asked for; there are sixty."""


def reasons_of(decision: Mapping[str, Any], understood: Mapping[str, Any]) -> dict[str, Any]:
    """The decision, what the message was taken for, and how surely."""
    concepts = (understood.get("understanding") or {}).get("concepts") or ()
    likeliest = [[concept, round(share, 3)] for concept, share in concepts if concept][:MOST_CONCEPTS]
    taken_for = {"intent": understood.get("intent"), "confidence": understood.get("confidence"), "concepts": likeliest}
    return {**decision, **taken_for}


async def keep_reasons(session: AsyncSession, turn: ClaimedTurn, reasons: Mapping[str, Any]) -> None:
    """Once a turn; those of the last try stay."""
    row = insert(TurnDecision).values(
        conversation_id=turn.conversation_id, number=turn.number, detail=json.dumps(reasons, ensure_ascii=False)
    )
    detail = {"detail": row.excluded.detail}
    await session.execute(row.on_conflict_do_update(index_elements=["conversation_id", "number"], set_=detail))
