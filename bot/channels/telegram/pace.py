"""How fast Telegram lets a bot speak; the counts are this process's own, and a 429 is the last word."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

CHAT_SECONDS, CHAT_BURST = 1.0, 3
"""Bot API, FAQ: one message a second in a chat; short bursts are let through (an answer is often two or three messages)."""
ALL_SECONDS, ALL_BURST = 1 / 30, 8
"""Bot API, FAQ: about 30 messages a second in all."""
MOST_CHATS = 10_000
"""Kept in mind; one that has been silent for longest is forgotten first."""


@dataclass
class Rhythm:
    """So many at once, then one in every so many seconds; `clock` gives seconds that never go back."""

    clock: Callable[[], float]
    _chats: "OrderedDict[str, float]" = field(default_factory=OrderedDict)
    """When the chat will have made good for all that was said in it."""
    _all: float = 0.0

    def seconds_until_chat(self, chat: str) -> float:
        """Takes the chat's turn and gives 0, or says when it comes."""
        now = self.clock()
        even = max(self._chats.get(chat, now), now)
        if wait := max(0.0, even - now - (CHAT_BURST - 1) * CHAT_SECONDS):
            return wait
        self._remember(chat, even + CHAT_SECONDS)
        return 0.0

    def seconds_until_slot(self) -> float:
        """Takes the next place in the queue of all messages, and says when it comes."""
        now = self.clock()
        even = max(self._all, now)
        self._all = even + ALL_SECONDS
        return max(0.0, even - now - (ALL_BURST - 1) * ALL_SECONDS)

    def hold(self, chat: str, seconds: float) -> None:
        """Telegram has asked for so much silence in the chat."""
        self._remember(chat, self.clock() + seconds + (CHAT_BURST - 1) * CHAT_SECONDS)

    def _remember(self, chat: str, even: float) -> None:
        self._chats[chat] = even
        self._chats.move_to_end(chat)
        if len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
