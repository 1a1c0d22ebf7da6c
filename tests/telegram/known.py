"""The cast's knowledge where a live one is wanted: nothing is read from files."""

from bot.knowledge.base import Knowledge
from bot.knowledge.live import LiveKnowledge
from tests.cast import KNOWLEDGE


class _Known(LiveKnowledge):
    def __init__(self) -> None:
        pass

    def current(self) -> Knowledge:
        return KNOWLEDGE


KNOWN = _Known()
