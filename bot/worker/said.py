"""What the assistant said last in a talk: whether it has spoken at all, which options it showed, what need not be said again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from bot.dialogue.handover import ASSISTANT
from bot.dialogue.turn import Option, Reply
from bot.errors import KeyLost
from bot.queue.messages import from_json
from bot.storage.direct import Statement, Within, directly
from bot.storage.keys import KeyRing

MOST_REPLIES = 6
"""Looked at: more than one answer ever has."""
LAST = Statement("""
    SELECT conversation.id AS conversation_id, last.body, last.in_reply_to, last.author, EXISTS (
        SELECT FROM outbound_message later
        WHERE later.conversation_id = conversation.id AND later.number > last.number AND later.author = 'operator'
            AND later.status <> 'dropped') AS is_overtaken
    FROM unnest(CAST(%(conversations)s AS bigint[])) AS conversation (id), LATERAL (
        SELECT number, body, in_reply_to, author FROM outbound_message
        WHERE conversation_id = conversation.id AND author IN ('bot', 'notice') AND status <> 'dropped'
        ORDER BY number DESC LIMIT %(most)s) AS last
    ORDER BY conversation.id, last.number DESC
""")


@dataclass(frozen=True)
class Said:
    """The replies of the last answer, newest first; none where the assistant has not spoken yet. `recent` are those before too."""

    replies: tuple[Reply, ...] = ()
    recent: tuple[Reply, ...] = ()
    is_answer: bool = False
    """Whether the citizen had asked for it: it is no notice."""
    is_last: bool = False
    """Whether no operator has said anything since."""
    has_acted: bool = False
    """Whether the message that is to be answered has changed a diary already: it was tried before, and its answer was lost."""

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


async def last_said(session: Within, conversations: Sequence[int]) -> dict[int, Said]:
    """By the conversation's id."""
    direct = await directly(session)
    rows = await LAST.all(direct, conversations=list(conversations), most=MOST_REPLIES)
    said: dict[int, Said] = defaultdict(Said)
    for id, of_talk in groupby(rows, attrgetter("conversation_id")):
        said[id] = _said(list(of_talk), direct.keys)
    return said


def _said(rows: Sequence[Any], keys: KeyRing) -> Said:
    """What nobody can read any more was still said, and its options can be pressed no more."""
    recent, newest = tuple(_reply(row.body, keys) for row in rows), rows[0]
    is_last = not newest.is_overtaken
    if newest.author == "notice" and not newest.in_reply_to:
        # It is no part of an answer, nor of another notice: "2" presses what it shows itself.
        return Said(recent[:1], recent, is_last=is_last)
    last = (reply for reply, row in zip(recent, rows, strict=True) if row.in_reply_to == newest.in_reply_to)
    return Said(tuple(last), recent, is_answer=True, is_last=is_last)


def _reply(body: bytes, keys: KeyRing) -> Reply:
    try:
        return from_json(keys.decrypt(body, "outbound_message.body"))
    except KeyLost:
        return Reply("")
