"""Talks with the live brain: the way of `sportello ask`, minus the command line."""

import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

from bot.ask import Asking
from bot.assistant import Assistant
from bot.brain.client import Brain
from bot.knowledge.live import LiveKnowledge
from bot.settings import load_settings
from tests.integration.conftest import Live

AT = "2026-11-25T10:30:00+01:00"


async def talk(live: Live, *texts: str) -> list[dict[str, Any]]:
    """What `ask` answers to these lines of one conversation."""
    settings, conversation = load_settings(), uuid4().hex
    knowledge = LiveKnowledge(settings.knowledge_folder)

    async def lines() -> AsyncIterator[str]:
        for text in texts:
            yield json.dumps({"conversation": conversation, "comune": "cesano-boscone", "text": text, "at": AT})

    async with Brain(live.process.url, live.process.token, settings.brain_turn_timeout) as brain:
        asking = Asking(Assistant(brain, knowledge), knowledge.current().municipalities)
        return [answer async for answer in asking.answer_all(lines())]


def said(answer: dict[str, Any]) -> str:
    return "\n".join(reply["text"] for reply in answer["replies"])
