"""What the assistant said last in a talk: whether it has spoken at all, which options it showed, what need not be said again."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.dialogue.handover import ASSISTANT
from bot.dialogue.turn import Option, Reply
from bot.queue.messages import from_json
from bot.storage.models import OutboundMessage

MOST_REPLIES = 6
"""Looked at: more than one answer ever has."""
LAST = text("""
    SELECT body, in_reply_to FROM outbound_message
    WHERE conversation_id = :conversation AND author = 'bot' AND status <> 'dropped'
    ORDER BY number DESC LIMIT :most
""").columns(body=OutboundMessage.body.type)


@dataclass(frozen=True)
class Said:
    """The replies of the last answer, newest first; none where the assistant has not spoken yet. `recent` are those before too."""

    replies: tuple[Reply, ...] = ()
    recent: tuple[Reply, ...] = ()

    @property
    def options(self) -> list[Option]:
        return [option for reply in reversed(self.replies) for option in reply.options]

    def has(self, words: str) -> bool:
        """Whether this was among the last things said."""
        return any(reply.text == words for reply in self.replies)

    def is_awaited(self, words: str) -> bool:
        """Whether this was said since a person was called; what was said before that call does not count."""
        for reply in self.recent:
            if reply.text == words:
                return True
            if any(option.payload == ASSISTANT for option in reply.options):
                break
        return False


async def last_said(session: AsyncSession, conversation_id: int) -> Said:
    rows = (await session.execute(LAST, {"conversation": conversation_id, "most": MOST_REPLIES})).all()
    recent = tuple(from_json(row.body) for row in rows)
    last = (reply for reply, row in zip(recent, rows, strict=True) if row.in_reply_to == rows[0].in_reply_to)
    return Said(tuple(last), recent)
