"""What was said in a talk: by whom, what became of it, and what the assistant made of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import discreet, kept
from bot.console.record import Open
from bot.dialogue.turn import Option, Reply
from bot.queue.messages import from_json
from bot.storage.encrypted import legible
from bot.storage.models import TurnDecision

MOST_LINES = 300
"""On one page; older ones a page before."""
LOST = "lost"
"""The kind of a message that nobody can read any more, because its key is lost."""


@dataclass(frozen=True)
class Understood:
    """What the assistant made of a turn; kept by bot/worker/deciding.py."""

    action: str
    service: str | None = None
    aspects: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    crisis: str | None = None
    confidence: float | None = None

    @classmethod
    def from_json(cls, detail: str) -> "Understood":
        fields = json.loads(detail)
        aspects, candidates = tuple(fields.get("aspects") or ()), tuple(fields.get("candidates") or ())
        service, crisis, confidence = (fields.get(name) for name in ("service", "crisis", "confidence"))
        return cls(fields.get("action") or "answer", service, aspects, candidates, crisis, confidence)


@dataclass(frozen=True)
class Spoken:
    """One message."""

    number: int
    speaker: str
    at: datetime
    text: str | None = None
    kind: str = "text"
    name: str | None = None
    """Of the operator."""
    options: tuple[Option, ...] = ()
    id: int | None = None
    """Of a message of ours."""
    status: str | None = None
    error: str | None = None
    is_urgent: bool = False
    understood: Understood | None = None
    is_private: bool = False
    """About an appointment, which is nobody's business but the desk's: nothing of it is here."""


async def said_in(session: AsyncSession, talk: Open, *, after: int = 0, before: int | None = None) -> list[Spoken]:
    """What was said between two numbers; at most a page of it, the last."""
    top = talk.last + 1 if before is None else before
    least = max(after, top - 1 - MOST_LINES)
    # Numbers are given under the talk's lock: whatever is not higher than `talk.last` was committed before it was read.
    heard = await kept.heard(session, talk.id, least, top)
    found = await kept.told(session, talk.id, least, top)
    told = {row.number: _by_us(row) for row in found}
    known = await _understood(session, talk.id, least, top)
    turns = await discreet.decided(session, talk.id, top)
    asked = [*heard, *await kept.asked_before(session, talk.id, found, least)]
    hidden = {row.id: row.number for row in asked if discreet.hides_heard(row, turns, talk.holder)}
    ids, numbers = frozenset(hidden), {*hidden.values()}
    numbers |= {r.number for r in found if discreet.hides_told(r.author, r.in_reply_to, told[r.number].options, ids)}
    labels = {option.payload: option.label for line in told.values() for option in line.options}
    spoken = [_by_citizen(row, labels, known.get(row.number)) for row in heard]
    lines = sorted([*spoken, *told.values()], key=lambda line: line.number)
    return [_without_words(line) if line.number in numbers else line for line in lines]


async def _understood(session: AsyncSession, talk_id: int, after: int, before: int) -> dict[int, Understood]:
    query = select(TurnDecision.number, legible(TurnDecision.detail)).where(TurnDecision.conversation_id == talk_id)
    rows = await session.execute(query.where(TurnDecision.number > after, TurnDecision.number < before))
    return {row.number: Understood.from_json(row.detail) for row in rows if row.detail}


def _without_words(line: Spoken) -> Spoken:
    return replace(line, text=None, kind="text", options=(), understood=None, is_private=True)


def _by_citizen(row: Any, labels: Mapping[str, str], understood: Understood | None) -> Spoken:
    """A pressed option is told by its words."""
    text = row.text if row.payload is None else labels.get(row.payload)
    is_lost = (row.had_text and row.text is None) or (row.had_payload and row.payload is None)
    return Spoken(row.number, "citizen", row.received_at, text, LOST if is_lost else row.kind, understood=understood)


def _by_us(row: Any) -> Spoken:
    reply = from_json(row.body) if row.body else Reply("")
    return Spoken(
        row.number,
        row.author,
        row.created_at,
        reply.text,
        "text" if row.body else LOST,
        name=row.name,
        options=reply.options,
        id=row.id,
        status=row.status,
        error=row.error,
        is_urgent=row.urgent,
    )
