"""Sentences that operators often need: a first set is shipped in ready_answers.yaml, the rest is edited at the console."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field
from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession

from bot.handover.clerk import Clerk
from bot.knowledge.fields import Strict
from bot.knowledge.files import read
from bot.storage.models import ReadyAnswer

SHIPPED = Path(__file__).with_name("ready_answers.yaml")
FIELDS = ("nome", "comune", "servizio", "orari", "contatti", "indirizzo")
"""What a body may name in braces."""
_FIELD = re.compile(r"\{(\w+)\}")


class Shipped(Strict):
    title: Annotated[str, Field(min_length=3, max_length=60)]
    body: Annotated[str, Field(min_length=3, max_length=1000)]


class ShippedSet(Strict):
    answers: dict[str, Shipped]


async def load_shipped(session: AsyncSession) -> int:
    """How many were new. What was edited or removed at the console stays so."""
    added = 0
    for key, shipped in read(SHIPPED, ShippedSet).answers.items():
        row = postgresql.insert(ReadyAnswer).values(key=key, title=shipped.title, body=shipped.body)
        once = row.on_conflict_do_nothing(index_elements=["key"]).returning(ReadyAnswer.id)
        added += (await session.execute(once)).first() is not None
    return added


async def ready_answers(session: AsyncSession, clerk: Clerk) -> list[ReadyAnswer]:
    """By title: those for all and those of the clerk's municipalities."""
    query = select(ReadyAnswer).where(ReadyAnswer.removed_at.is_(None), clerk.sees(ReadyAnswer.comune))
    return list(await session.scalars(query.order_by(ReadyAnswer.title, ReadyAnswer.id)))


async def add_ready_answer(
    session: AsyncSession, clerk: Clerk, title: str, body: str, comune: str | None = None
) -> int | None:
    """Its id; none where the municipality is not the clerk's. One for all municipalities is for who sees all."""
    if not _may_edit(clerk, comune):
        return None
    row = insert(ReadyAnswer).values(title=title, body=body, comune=comune, edited_by=clerk.username)
    id: int = (await session.execute(row.returning(ReadyAnswer.id))).scalar_one()
    return id


async def edit_ready_answer(session: AsyncSession, clerk: Clerk, id: int, title: str, body: str) -> bool:
    return await _change(session, clerk, id, title=title, body=body)


async def remove_ready_answer(session: AsyncSession, clerk: Clerk, id: int) -> bool:
    return await _change(session, clerk, id, removed_at=func.now())


def unknown_fields(body: str) -> list[str]:
    """The names in braces that nothing fills in."""
    return [name for name in _FIELD.findall(body) if name not in FIELDS]


def filled_in(body: str, values: Mapping[str, str]) -> str:
    """The body with what is known put in; a field without a value stays in its braces, for the operator to see."""
    return _FIELD.sub(lambda found: values.get(found[1]) or found[0], body)


def _may_edit(clerk: Clerk, comune: str | None) -> bool:
    return clerk.comuni is None or comune in clerk.comuni


async def _change(session: AsyncSession, clerk: Clerk, id: int, **values: object) -> bool:
    found = await session.scalar(select(ReadyAnswer).where(ReadyAnswer.id == id, ReadyAnswer.removed_at.is_(None)))
    if found is None or not _may_edit(clerk, found.comune):
        return False
    change = update(ReadyAnswer).where(ReadyAnswer.id == id)
    await session.execute(change.values(edited_by=clerk.username, edited_at=func.now(), **values))
    return True
