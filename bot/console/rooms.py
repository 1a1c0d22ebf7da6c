"""The lists of talks: who waits, whom one holds oneself, whom a colleague, whom the assistant, what is closed, where something was not delivered."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, and_, func, literal, not_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.listed import Listed, as_listed, cries_unseen, listed, undelivered
from bot.handover.clerk import Clerk
from bot.storage.models import Alert, Conversation, Staff

Room = Literal["waiting", "mine", "others", "undelivered", "bot", "closed"]
ROOMS: tuple[Room, ...] = get_args(Room)
COUNTED: tuple[Room, ...] = ("waiting", "mine", "others")
"""Those whose number says what is to be done."""
PAGE = 30
WITH_BOT = literal("bot", literal_execute=True)
"""Written into the statement: PostgreSQL uses a partial index only where it sees that the condition is the index's own."""


@dataclass(frozen=True)
class Shown:
    """One page of a list."""

    talks: tuple[Listed, ...]
    has_more: bool


async def room(session: AsyncSession, clerk: Clerk, which: Room, page: int = 0) -> Shown:
    rows = (await session.execute(page_of(clerk, which, page))).all()
    return Shown(tuple(as_listed(row) for row in rows[:PAGE]), len(rows) > PAGE)


@lru_cache(maxsize=512)
def page_of(clerk: Clerk, which: Room, page: int) -> Any:
    """The query of a page, and of one talk more where there is a further page. Made once: putting it together takes as long as asking it."""
    chosen = select(Conversation.id).where(_in(which, clerk), clerk.sees(Conversation.comune)).order_by(*_order(which))
    return listed(chosen.limit(PAGE + 1).offset(page * PAGE)).order_by(*_order(which))


async def some(session: AsyncSession, clerk: Clerk, ids: list[int]) -> Shown:
    """These talks, the newest first."""
    query = (
        listed(ids).where(clerk.sees(Conversation.comune)).order_by(Conversation.last_inbound_at.desc().nulls_last())
    )
    return Shown(tuple(as_listed(row) for row in (await session.execute(query)).all()), False)


async def counts(session: AsyncSession, clerk: Clerk) -> Mapping[str, int]:
    """How many talks are in the rooms that are counted, and in how many something was not delivered."""
    counted = [func.count().filter(_in(which, clerk)).label(which) for which in COUNTED]
    sees = clerk.sees(Conversation.comune)
    row = (await session.execute(select(*counted).where(Conversation.holder != WITH_BOT, sees))).one()
    unsent = select(func.count()).select_from(Conversation).where(undelivered(), sees)
    return {**row._mapping, "undelivered": (await session.execute(unsent)).scalar_one()}


async def ringing(session: AsyncSession, clerk: Clerk) -> tuple[list[int], list[int]]:
    """What sounds: the talks that wait, and the cries for help that nobody has seen to."""
    sees = clerk.sees(Conversation.comune)
    waits = select(Conversation.id).where(_with_people("waiting"), sees).order_by(Conversation.waiting_since)
    cries = select(Alert.id).join(Conversation, Conversation.id == Alert.conversation_id)
    cries = cries.where(Alert.kind == "crisis", Alert.acknowledged_at.is_(None), sees).order_by(Alert.id.desc())
    return list(await session.scalars(waits.limit(200))), list(await session.scalars(cries.limit(50)))


async def names(session: AsyncSession) -> Mapping[str, str]:
    """What the people behind the usernames are called."""
    return {row.username: row.name for row in await session.execute(select(Staff.username, Staff.name))}


def _in(which: Room, clerk: Clerk) -> ColumnElement[bool]:
    match which:
        case "waiting":
            return _with_people("waiting")
        case "mine":
            return and_(_with_people("operator"), Conversation.operator == clerk.username)
        case "others":
            return and_(_with_people("operator"), Conversation.operator != clerk.username)
        case "undelivered":
            return undelivered()
        case "bot":
            return and_(Conversation.holder == "bot", Conversation.closed_at.is_(None))
        case "closed":
            return and_(Conversation.holder == "bot", Conversation.closed_at.is_not(None))


def _with_people(holder: str) -> ColumnElement[bool]:
    """The first half is the index's condition."""
    return and_(Conversation.holder != WITH_BOT, Conversation.holder == holder)


def _order(which: Room) -> list[Any]:
    match which:
        case "waiting":
            return [Conversation.priority.desc(), Conversation.waiting_since, Conversation.id]
        case "mine" | "others":
            return [not_(cries_unseen()), Conversation.last_inbound_at.desc().nulls_last(), Conversation.id]
        case "undelivered" | "bot":
            return [Conversation.last_inbound_at.desc().nulls_last(), Conversation.id]
        case "closed":
            return [Conversation.closed_at.desc(), Conversation.id]
