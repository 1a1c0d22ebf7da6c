"""What a message has brought about, kept so that it is not done again."""

from datetime import timedelta
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter
from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.booking import outcomes
from bot.booking.appointment import Caller
from bot.booking.outcomes import Outcome
from bot.storage.direct import Statement, Within
from bot.storage.models import BookingOutcome

ANY = Statement(
    "SELECT what FROM booking_outcome WHERE conversation_id = %(conversation)s AND message_id = %(message)s LIMIT 1"
)
KEPT = timedelta(days=7)
"""Longer than any message is tried again."""


async def known(session: AsyncSession, conversation_id: int, message_id: str, what: str) -> Outcome | None:
    """The outcome of the same request, where it was made before."""
    key = (BookingOutcome.conversation_id == conversation_id, BookingOutcome.message_id == message_id)
    kept = await session.scalar(select(BookingOutcome.outcome).where(*key, BookingOutcome.what == what))
    return None if kept is None else _read(kept)


async def is_any_known(session: Within, conversation_id: int, message_id: str) -> bool:
    """Whether the message was at a desk's diary before."""
    return bool(await ANY.first(session, conversation=conversation_id, message=message_id))


async def keep(session: AsyncSession, conversation_id: int, caller: Caller, what: str, outcome: Outcome) -> None:
    key = {"conversation_id": conversation_id, "message_id": caller.message_id, "what": what}
    await session.execute(insert(BookingOutcome).values(**key, outcome=_written(outcome)))


async def forget_old(session: AsyncSession) -> None:
    await session.execute(delete(BookingOutcome).where(BookingOutcome.at < func.now() - KEPT))


def _written(outcome: Outcome) -> str:
    """The outcome's kind on the first line, its values on the second."""
    kind = type(outcome).__name__
    return f"{kind}\n{_adapter(kind).dump_json(outcome).decode()}"


def _read(kept: str) -> Outcome:
    kind, values = kept.split("\n", 1)
    return cast(Outcome, _adapter(kind).validate_json(values))


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(getattr(outcomes, kind))
