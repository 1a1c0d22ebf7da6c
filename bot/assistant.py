"""Safety before the brain: a cry for help is answered at once and by itself, whatever the brain does."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from bot.brain.client import Answering, BrainReply, Message
from bot.dialogue.crisis import answer_cry, answer_help, numbers_below
from bot.dialogue.turn import Decision, Reply
from bot.errors import BrainError
from bot.knowledge.live import LiveKnowledge
from bot.safety import Crisis, help_in, suspected
from bot.safety.kinds import Help

CRY_PATIENCE = timedelta(seconds=2)
"""How long the brain may think of a message that speaks of danger before the numbers go out without it."""

OF_SERVICES = frozenset({"ask", "need", "book", "move", "cancel"})
"""Acts that are about a service."""
ALL_SERVICES_WEIGHT = 0.5
"""How much all services together count beside the likeliest alone."""
OUT_OF_SCOPE_WEIGHT = 0.6
"""How well the brain knows what it takes for another office's business: that is also its word for what it has never heard."""


class Assistant:
    """Answers messages: by itself where someone is in danger, else with the brain."""

    def __init__(self, brain: Answering, knowledge: LiveKnowledge) -> None:
        self._brain = brain
        self._knowledge = knowledge

    async def turn(self, message: Message) -> BrainReply:
        """The answer to a message; raises `BrainError` only where nobody is in danger.

        A message that asks for a service and speaks of danger gets both, where the brain finds the service.
        """
        crisis = suspected(message.text) if message.text else None
        if crisis is None:
            helped = help_in(message.text) if message.text else None
            return self._helped(helped, message) if helped else await self._brain.turn(message)
        if crisis.is_sure and not crisis.asks:
            return self._cry(crisis, message)
        try:
            async with asyncio.timeout(CRY_PATIENCE.total_seconds() if crisis.stands_alone else None):
                reply = await self._brain.turn(message)
        except (BrainError, TimeoutError):
            if crisis.stands_alone:
                return self._cry(crisis, message)
            raise
        if reply.decision.get("is_reply") and not crisis.is_sure:
            return reply
        if not crisis.stands_beside(_familiarity(reply.understood)):
            return reply
        asks_a_service = reply.decision["service"] and reply.understood.get("intent") == "ask"
        return self._with_numbers(reply, crisis) if asks_a_service else self._cry(crisis, message)

    def _cry(self, crisis: Crisis, message: Message) -> BrainReply:
        decision = answer_cry(self._knowledge.current(), crisis.kind, crisis.voice, message.comune)
        return _without_brain(decision, "cry_for_help")

    def _helped(self, helped: Help, message: Message) -> BrainReply:
        return _without_brain(answer_help(self._knowledge.current(), helped, message.comune), "help")

    def _with_numbers(self, reply: BrainReply, crisis: Crisis) -> BrainReply:
        """A question about a service with a word of danger in it: its answer, and the numbers; those first where the danger is certain."""
        numbers = _as_json((numbers_below(self._knowledge.current(), crisis.kind, crisis.voice),))
        return replace(
            reply,
            replies=[*numbers, *reply.replies] if crisis.certain else [*reply.replies, *numbers],
            decision={**reply.decision, "crisis": crisis.kind},
        )


def _familiarity(understood: Mapping[str, Any]) -> float:
    """How well the brain knows such messages. A need that several services meet is known better than its likeliest service."""
    confidence: float = understood["confidence"]
    if understood.get("intent") == "out_of_scope":
        return confidence * OUT_OF_SCOPE_WEIGHT
    if understood.get("intent") not in OF_SERVICES:
        return confidence
    concepts = (understood.get("understanding") or {}).get("concepts", ())
    all_services: float = sum(probability for concept, probability in concepts if concept)
    return max(confidence, confidence + ALL_SERVICES_WEIGHT * (all_services - confidence))


def _without_brain(decision: Decision, intent: str) -> BrainReply:
    return BrainReply(_as_json(decision.replies), decision.reasons(), {"intent": intent, "confidence": 1.0})


def _as_json(replies: tuple[Reply, ...]) -> list[dict[str, object]]:
    return [{"text": reply.text, "options": [asdict(option) for option in reply.options]} for reply in replies]
