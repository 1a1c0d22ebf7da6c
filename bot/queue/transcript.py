"""What has been said in a talk, in the order of its numbers, and how far a reader has seen all of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.dialogue.turn import Reply
from bot.queue.messages import from_json
from bot.storage.base import Holder
from bot.storage.direct import Statement, Within

MOST_LINES = 300
"""Of the past: older messages stay in the database, but not on the page."""
Speaker = Literal["citizen", "bot", "operator", "notice"]
FIND = Statement("""
    SELECT id FROM conversation WHERE channel_account = %(account)s AND address_fingerprint = ANY(%(fingerprints)s)
""")
# One statement, one snapshot: numbers are given under the talk's lock, so no lower one can appear after a higher.
LINES = Statement(
    """
    SELECT number, 'citizen' AS speaker, received_at AS at, provider_message_id, text, payload, NULL AS body, 'sent' AS status
    FROM inbound_message WHERE conversation_id = %(conversation)s AND number > %(after)s
    UNION ALL
    SELECT number, author, created_at, NULL, NULL, NULL, body, status
    FROM outbound_message WHERE conversation_id = %(conversation)s AND number > %(after)s
    ORDER BY number
    """,
    {"text": "inbound_message.text", "payload": "inbound_message.payload", "body": "outbound_message.body"},
)
STATE = Statement("""
    SELECT holder, due_at IS NOT NULL AS is_due, greatest(%(after)s, next_number - 1 - %(most)s) AS after
    FROM conversation
    WHERE id = %(conversation)s AND channel_account = %(account)s AND address_fingerprint = ANY(%(fingerprints)s)
""")


@dataclass(frozen=True)
class Place:
    """Where a citizen's talk is found: the account, and the fingerprints of the address."""

    account: str
    fingerprints: tuple[bytes, ...]

    def values(self) -> dict[str, Any]:
        return {"account": self.account, "fingerprints": list(self.fingerprints)}


@dataclass(frozen=True)
class Line:
    """One message; a citizen's is a text or a payload, ours a reply."""

    number: int
    speaker: Speaker
    at: datetime
    provider_message_id: str | None = None
    text: str | None = None
    payload: str | None = None
    reply: Reply | None = None


@dataclass(frozen=True)
class Transcript:
    """What is new since `after`. Up to `settled` nothing will ever be added; above it some message may still be on its way."""

    holder: Holder
    is_answering: bool
    lines: tuple[Line, ...]
    settled: int


async def find(session: Within, place: Place) -> int | None:
    """The conversation's id, if there is one."""
    found = await FIND.first(session, **place.values())
    return found.id if found else None


async def read(session: Within, conversation_id: int, place: Place, after: int = 0) -> Transcript | None:
    """The messages with higher numbers than `after`; none where the talk is no longer that citizen's."""
    state = await STATE.first(session, **place.values(), conversation=conversation_id, after=after, most=MOST_LINES)
    if state is None:
        return None
    rows = await LINES.all(session, conversation=conversation_id, after=state.after)
    is_answering = state.holder == "bot" and (state.is_due or any(_is_on_its_way(row) for row in rows))
    lines = tuple(_line(row) for row in rows if _is_said(row))
    return Transcript(state.holder, is_answering, lines, _settled(rows, state.after))


def _settled(rows: Any, after: int) -> int:
    """A message on its way has a lower number than what the citizen writes meanwhile, and is seen later."""
    settled = after
    for row in rows:
        if _is_on_its_way(row):
            break
        settled = row.number
    return settled


def _is_on_its_way(row: Any) -> bool:
    return bool(row.status == "pending")


def _is_said(row: Any) -> bool:
    return row.status not in ("pending", "dropped", "failed")


def _line(row: Any) -> Line:
    reply = from_json(row.body) if row.body else None
    return Line(row.number, row.speaker, row.at, row.provider_message_id, row.text, row.payload, reply)
