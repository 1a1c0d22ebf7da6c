"""The brain as the tests want it, without a process."""

from collections.abc import Sequence
from typing import Any

from bot.brain.client import Brain, BrainReply, Message
from bot.errors import BrainError


def reply(text: str = "Ecco.", *labels: str, **decision: Any) -> BrainReply:
    """A reply with options; each option's payload is its label in small letters."""
    options = [{"label": label, "payload": label.lower()} for label in labels]
    empty = {"action": "answer", "comune": None, "service": None, "aspects": [], "candidates": [], "sources": []}
    return BrainReply([{"text": text, "options": options}], {**empty, **decision}, {"intent": "ask", "confidence": 0.9})


class FakeBrain(Brain):
    """Gives the prepared answers in turn, then "Ecco."; remembers what it was told."""

    def __init__(self, *answers: BrainReply | BrainError) -> None:
        self.heard: list[Message] = []
        self._answers: Sequence[BrainReply | BrainError] = answers

    async def turn(self, message: Message) -> BrainReply:
        self.heard.append(message)
        number = len(self.heard) - 1
        answer = self._answers[number] if number < len(self._answers) else reply(comune=message.comune)
        if isinstance(answer, BrainError):
            raise answer
        return answer
