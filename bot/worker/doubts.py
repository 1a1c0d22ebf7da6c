"""Which answers are doubtful: the question was not understood, was asked back, or the brain was not sure of what it meant."""

from typing import Any

from bot.brain.client import BrainReply
from bot.dialogue.answer import NAMED_MIN
from bot.storage.base import Doubt
from bot.worker.outcome import Doubtful

SURE_MIN = 0.7
"""Below this confidence in the act an answer counts as unsure: docs/decisions/015 says what that finds."""
MOST_CONCEPTS = 3


def doubt_in(reply: BrainReply) -> Doubtful | None:
    """None where the brain was sure, where somebody was in danger, and on the way to an appointment: that is no question."""
    why = _why(reply)
    return Doubtful(why, _understood(reply)) if why else None


def _why(reply: BrainReply) -> Doubt | None:
    action, understood = reply.decision["action"], reply.understood
    # A name looks like a doubtful question, and who comes to a desk is nobody's business but the desk's.
    if action in ("crisis", "booking"):
        return None
    if action == "fallback" or reply.decision.get("calls") == "misunderstood":
        return "not_understood"
    if action == "choose" and understood.get("intent") == "ask" and _half_named(_concepts(understood)):
        return "asked_back"
    return "unsure" if understood["confidence"] < SURE_MIN else None


def _half_named(concepts: list[tuple[str, float]]) -> bool:
    """A service is meant, and which is not clear; a question that names none ("quanto costa?") is asked back rightly."""
    probabilities = dict(concepts)
    nothing = probabilities.pop("", 0.0)
    best = max(probabilities.values(), default=0.0)
    return nothing < best < NAMED_MIN


def _concepts(understood: dict[str, Any]) -> list[tuple[str, float]]:
    return [(concept, p) for concept, p in (understood.get("understanding") or {}).get("concepts", ())]


def _understood(reply: BrainReply) -> dict[str, Any]:
    best = sorted(_concepts(reply.understood), key=lambda named: -named[1])[:MOST_CONCEPTS]
    return {
        "act": reply.understood.get("intent"),
        "confidence": round(reply.understood["confidence"], 3),
        "concepts": [[concept, round(p, 3)] for concept, p in best],
        "action": reply.decision["action"],
        "service": reply.decision["service"],
        "candidates": reply.decision["candidates"],
    }
