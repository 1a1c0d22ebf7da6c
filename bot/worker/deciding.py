"""What the assistant made of a turn, kept for whoever reads the talk at the console."""

import json
from collections.abc import Mapping
from typing import Any

from bot.queue.turns import ClaimedTurn
from bot.storage.direct import Statement, Within

MOST_CONCEPTS = 3
"""The likeliest of what was asked for; there are sixty."""
# Once a turn; those of the last try stay.
KEEP = Statement(
    """
    INSERT INTO turn_decision (conversation_id, number, detail) VALUES (%(conversation)s, %(number)s, %(detail)s)
    ON CONFLICT (conversation_id, number) DO UPDATE SET detail = excluded.detail
    """,
    {"detail": "turn_decision.detail"},
)


def reasons_of(decision: Mapping[str, Any], understood: Mapping[str, Any]) -> dict[str, Any]:
    """The decision, what the message was taken for, and how surely."""
    concepts = (understood.get("understanding") or {}).get("concepts") or ()
    likeliest = [[concept, round(share, 3)] for concept, share in concepts if concept][:MOST_CONCEPTS]
    taken_for = {"intent": understood.get("intent"), "confidence": understood.get("confidence"), "concepts": likeliest}
    return {**decision, **taken_for}


async def keep_reasons(within: Within, turn: ClaimedTurn, reasons: Mapping[str, Any]) -> None:
    """Beside the answer, in its transaction."""
    detail = json.dumps(reasons, ensure_ascii=False)
    await KEEP.all(within, conversation=turn.conversation_id, number=turn.number, detail=detail)
