"""Operators as the tests use them: each step in a transaction of its own."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.handover.clerk import Clerk
from bot.handover.holding import Held
from bot.queue import handover
from bot.storage.models import HandoverEvent
from tests.storage.desk import NOON, Desk

ANNA = Clerk("anna", "Anna", ("borgo",))
BRUNO = Clerk("bruno", "Bruno", ("borgo", "valle"))
FRANCO = Clerk("franco", "Franco", ("valle",))
CHIEF = Clerk("chief", "La responsabile")
Step = TypeVar("Step")


async def does(desk: Desk, step: Callable[..., Awaitable[Step]], *values: Any, **named: Any) -> Step:
    """One step of an operator, committed."""
    async with desk.database.transaction() as session:
        return await step(session, *values, **named)


async def done(desk: Desk, step: Callable[..., Awaitable[Held | None]], *values: Any, **named: Any) -> Held:
    held = await does(desk, step, *values, **named)
    assert held and held.is_done
    return held


async def refused(desk: Desk, step: Callable[..., Awaitable[Held | None]], *values: Any, **named: Any) -> Held:
    held = await does(desk, step, *values, **named)
    assert held and not held.is_done
    return held


async def events(desk: Desk) -> list[tuple[str, str | None, str | None]]:
    """Kind, who, and the other one; in order."""
    async with desk.database.transaction() as session:
        rows = await session.scalars(select(HandoverEvent).order_by(HandoverEvent.id))
        return [(row.kind, row.staff, row.other) for row in rows]


async def is_of(desk: Desk, conversation: int, comune: str | None) -> None:
    """The talk's municipality."""
    await does(desk, _change, "UPDATE conversation SET comune = :comune WHERE id = :id", comune=comune, id=conversation)


async def calls(desk: Desk, conversation: int, priority: int = 0) -> None:
    await does(desk, handover.call_person, conversation, "asked", NOON, priority=priority)


async def time_passes(desk: Desk, span: timedelta) -> None:
    """Everything that has happened is so much longer ago."""
    for table, columns in MOMENTS.items():
        moved = ", ".join(f"{column} = {column} - :span" for column in columns)
        await does(desk, _change, f"UPDATE {table} SET {moved}", span=span)


MOMENTS = {
    "conversation": ("created_at", "last_inbound_at", "waiting_since", "due_at", "lease_until"),
    "inbound_message": ("received_at",),
    "outbound_message": ("created_at", "not_before", "lease_until"),
    "alert": ("created_at", "acknowledged_at"),
    "handover_event": ("at",),
    "mail": ("created_at", "not_before", "lease_until"),
    "tracker": ("updated_at",),
}


async def _change(session: AsyncSession, statement: str, **values: Any) -> None:
    await session.execute(text(statement), values)
