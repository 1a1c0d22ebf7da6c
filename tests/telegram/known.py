"""The cast's knowledge where a live one is wanted: nothing is read from files."""

from bot.knowledge.base import Knowledge, LiveKnowledge
from tests.cast import KNOWLEDGE


class _Known(LiveKnowledge):
    def __init__(self) -> None:
        pass

    def current(self) -> Knowledge:
        return KNOWLEDGE


KNOWN = _Known()
