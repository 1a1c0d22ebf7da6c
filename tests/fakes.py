"""The brain as the tests want it, without a process."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
import typer

from bot import chat, cli
from bot import local_assistant as local
from bot.brain.client import Brain, BrainReply, Message
from bot.errors import BrainError


def reply(text: str = "Ecco.", *labels: str, **decision: Any) -> BrainReply:
    """A reply with options; each option's payload is its label in small letters."""
    options = [{"label": label, "payload": label.lower()} for label in labels]
    empty: dict[str, Any] = {
        "action": "answer",
        "comune": None,
        "service": None,
        "aspects": [],
        "candidates": [],
        "crisis": None,
        "sources": [],
    }
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


def run_with(brain: FakeBrain, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    """The commands, with this brain in place of a process; they read the knowledge that citizens are answered from."""

    @asynccontextmanager
    async def local_assistant(*_: object) -> AsyncIterator[Brain]:
        yield brain

    for module in (local, chat):
        monkeypatch.setattr(module, "local_assistant", local_assistant)
    return cli.app
