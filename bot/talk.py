"""One talk with the assistant: remembers which options were shown last, so that "2" or an option's words press it."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.brain.client import Answering, BrainReply, Message
from bot.dialogue.pressing import pressed
from bot.dialogue.turn import Option


@dataclass
class Talk:
    """A conversation on one channel, of a citizen whose municipality may be known from the channel."""

    conversation: str
    channel: str
    comune: str | None = None
    _shown: list[Option] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    async def say(self, assistant: Answering, text: str, at: datetime) -> BrainReply:
        """The answer to a text; a text that means one of the options shown presses it."""
        option = pressed(text, self._shown)
        return await self.press(assistant, option.payload, at) if option else await self._turn(assistant, at, text=text)

    async def press(self, assistant: Answering, payload: str, at: datetime) -> BrainReply:
        """The answer to a pressed option."""
        return await self._turn(assistant, at, payload=payload)

    async def _turn(
        self, assistant: Answering, at: datetime, text: str | None = None, payload: str | None = None
    ) -> BrainReply:
        message_id = f"{self.conversation}-{next(self._numbers)}"
        message = Message(message_id, self.conversation, self.channel, at, self.comune, text, payload)
        reply = await assistant.turn(message)
        self._shown = [Option(**option) for said in reply.replies for option in said["options"]]
        return reply
