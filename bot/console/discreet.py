"""What operators do not read of a talk: who makes an appointment at a desk, when, and in which words."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.dialogue.booking.words import is_of_an_appointment
from bot.dialogue.turn import Option
from bot.storage.encrypted import legible
from bot.storage.models import TurnDecision

MOST_TURNS = 600
"""Before the end of what is shown: twice what one page holds, because what began on the page before goes on there."""
Decided = Mapping[int, bool]
"""Whether a turn was about an appointment, by the number of its first message."""


def is_booking(detail: str | None) -> bool:
    """Whether the decision that was kept of a turn is one about an appointment."""
    return detail is not None and json.loads(detail).get("action") == "booking"


async def decided(session: AsyncSession, talk_id: int, before: int) -> Decided:
    """Of the turns up to the end of what is shown."""
    query = select(TurnDecision.number, legible(TurnDecision.detail)).where(TurnDecision.conversation_id == talk_id)
    query = query.where(TurnDecision.number < before)
    rows = await session.execute(query.order_by(TurnDecision.number.desc()).limit(MOST_TURNS))
    return {row.number: is_booking(row.detail) for row in rows}


def hides_heard(row: Any, turns: Decided, holder: str) -> bool:
    """Whether a message of the citizen belongs to a booking; `row` as the inbox keeps it."""
    if row.payload and is_of_an_appointment(row.payload):
        return True
    turn = row.turn or row.number
    if turn in turns:
        return turns[turn]
    return row.status == "pending" and holder != "operator" and _goes_on(turns, row.number)


def hides_told(author: str, in_reply_to: Iterable[int], shown: Iterable[Option], hidden: frozenset[int]) -> bool:
    """Whether a message of ours does; `hidden` are the ids of the citizen's messages that do."""
    is_answer = author == "bot" and not hidden.isdisjoint(in_reply_to)
    return author == "notice" or is_answer or any(is_of_an_appointment(option.payload) for option in shown)


def _goes_on(turns: Decided, number: int) -> bool:
    """A message that nobody has answered yet, most likely a name, where the turn before was about an appointment."""
    before = [turn for turn in turns if turn < number]
    return bool(before) and turns[max(before)]
