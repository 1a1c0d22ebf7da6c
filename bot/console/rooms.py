"""The lists of talks: who waits, whom one holds oneself, whom a colleague, whom the assistant, what is closed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.discreet import is_booking
from bot.handover.clerk import Clerk
from bot.storage.models import Alert, Conversation, InboundMessage, OutboundMessage, Staff, TurnDecision
from bot.worker.outcome import MOST_URGENT

Room = Literal["waiting", "mine", "others", "bot", "closed"]
ROOMS: tuple[Room, ...] = get_args(Room)
COUNTED: tuple[Room, ...] = ("waiting", "mine", "others")
"""Those whose number says what is to be done."""
PAGE = 30
CUT = 140
"""Characters of the last message that a list shows."""


@dataclass(frozen=True)
class Listed:
    """A talk as a list shows it."""

    id: int
    comune: str | None
    account: str
    holder: str
    operator: str | None
    reason: str | None
    waiting_since: datetime | None
    last_inbound_at: datetime | None
    closed_at: datetime | None
    is_crisis: bool
    is_owed: bool
    """The citizen has written since an operator last did."""
    last_text: str | None
    last_kind: str | None
    is_private: bool = False
    """The last message is about an appointment, and is not here."""

    @property
    def at(self) -> datetime | None:
        """The moment that tells how long."""
        return self.waiting_since or self.last_inbound_at


@dataclass(frozen=True)
class Shown:
    """One page of a list."""

    talks: tuple[Listed, ...]
    has_more: bool


async def room(session: AsyncSession, clerk: Clerk, which: Room, page: int = 0) -> Shown:
    query = _listed(clerk).where(_in(which, clerk)).order_by(*_order(which))
    rows = (await session.execute(query.limit(PAGE + 1).offset(page * PAGE))).all()
    return Shown(tuple(_as_listed(row) for row in rows[:PAGE]), len(rows) > PAGE)


async def some(session: AsyncSession, clerk: Clerk, ids: list[int]) -> Shown:
    """These talks, the newest first."""
    query = _listed(clerk).where(Conversation.id.in_(ids)).order_by(Conversation.last_inbound_at.desc().nulls_last())
    return Shown(tuple(_as_listed(row) for row in (await session.execute(query)).all()), False)


async def counts(session: AsyncSession, clerk: Clerk) -> Mapping[str, int]:
    """How many talks are in the rooms that are counted."""
    counted = [func.count().filter(_in(which, clerk)).label(which) for which in COUNTED]
    sees = clerk.sees(Conversation.comune)
    row = (await session.execute(select(*counted).where(Conversation.holder != "bot", sees))).one()
    return dict(row._mapping)


async def ringing(session: AsyncSession, clerk: Clerk) -> tuple[list[int], list[int]]:
    """What sounds: the talks that wait, and the cries for help that nobody has seen to."""
    sees = clerk.sees(Conversation.comune)
    waits = select(Conversation.id).where(Conversation.holder == "waiting", sees).order_by(Conversation.waiting_since)
    cries = select(Alert.id).join(Conversation, Conversation.id == Alert.conversation_id)
    cries = cries.where(Alert.kind == "crisis", Alert.acknowledged_at.is_(None), sees).order_by(Alert.id.desc())
    return list(await session.scalars(waits.limit(200))), list(await session.scalars(cries.limit(50)))


async def names(session: AsyncSession) -> Mapping[str, str]:
    """What the people behind the usernames are called."""
    return {row.username: row.name for row in await session.execute(select(Staff.username, Staff.name))}


def cries_unseen() -> ColumnElement[bool]:
    return exists().where(
        Alert.conversation_id == Conversation.id, Alert.kind == "crisis", Alert.acknowledged_at.is_(None)
    )


def _listed(clerk: Clerk) -> Any:
    last = (
        select(
            InboundMessage.text, InboundMessage.kind, InboundMessage.number, InboundMessage.turn, InboundMessage.status
        )
        .where(InboundMessage.conversation_id == Conversation.id)
        .order_by(InboundMessage.number.desc())
        .limit(1)
        .lateral("last")
    )
    decided = (
        select(TurnDecision.detail, TurnDecision.number)
        .where(TurnDecision.conversation_id == Conversation.id, TurnDecision.number <= last.c.number)
        .order_by(TurnDecision.number.desc())
        .limit(1)
        .lateral("decided")
    )
    told = (
        select(func.coalesce(func.max(OutboundMessage.number), 0))
        .where(OutboundMessage.conversation_id == Conversation.id, OutboundMessage.author == "operator")
        .scalar_subquery()
    )
    is_crisis = or_(Conversation.priority >= MOST_URGENT, cries_unseen())
    columns = (
        Conversation.id,
        Conversation.comune,
        Conversation.channel_account,
        Conversation.holder,
        Conversation.operator,
        Conversation.reason,
        Conversation.waiting_since,
        Conversation.last_inbound_at,
        Conversation.closed_at,
        is_crisis.label("is_crisis"),
        and_(Conversation.holder == "operator", Conversation.last_number > told).label("is_owed"),
        last.c.text,
        last.c.kind,
        decided.c.detail,
        or_(
            decided.c.number == func.coalesce(last.c.turn, last.c.number),
            and_(last.c.status == "pending", Conversation.holder != "operator"),
        ),
    )
    return (
        select(*columns)
        .select_from(Conversation)
        .outerjoin(last, true())
        .outerjoin(decided, true())
        .where(clerk.sees(Conversation.comune))
    )


def _as_listed(row: Any) -> Listed:
    """The last two columns: the latest decision, and whether the last message is of its turn or waits to be answered after it."""
    *fields, detail, is_of_turn = row
    listed = Listed(*fields)
    return replace(listed, last_text=None, is_private=True) if is_of_turn and is_booking(detail) else listed


def _in(which: Room, clerk: Clerk) -> ColumnElement[bool]:
    match which:
        case "waiting":
            return Conversation.holder == "waiting"
        case "mine":
            return Conversation.operator == clerk.username
        case "others":
            return and_(Conversation.holder == "operator", Conversation.operator != clerk.username)
        case "bot":
            return and_(Conversation.holder == "bot", Conversation.closed_at.is_(None))
        case "closed":
            return and_(Conversation.holder == "bot", Conversation.closed_at.is_not(None))


def _order(which: Room) -> list[Any]:
    match which:
        case "waiting":
            return [Conversation.priority.desc(), Conversation.waiting_since, Conversation.id]
        case "mine" | "others":
            return [not_(cries_unseen()), Conversation.last_inbound_at.desc().nulls_last(), Conversation.id]
        case "bot":
            return [Conversation.last_inbound_at.desc().nulls_last(), Conversation.id]
        case "closed":
            return [Conversation.closed_at.desc(), Conversation.id]
