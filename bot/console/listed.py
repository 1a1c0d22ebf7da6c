"""A talk as the lists show it: what was said last, how urgent it is, and nothing about appointments."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true

from bot.console.discreet import is_booking
from bot.queue.alerts import UNDELIVERED
from bot.queue.handover import MOST_URGENT
from bot.storage.encrypted import legible
from bot.storage.models import Alert, Conversation, InboundMessage, OutboundMessage, TurnDecision


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
    is_undelivered: bool
    """Something that we wrote has not arrived, and nobody has seen that."""
    last_text: str | None
    last_kind: str | None
    is_private: bool = False
    """The last message is about an appointment, and is not here."""

    @property
    def at(self) -> datetime | None:
        """The moment that tells how long."""
        return self.waiting_since or self.last_inbound_at


def cries_unseen() -> ColumnElement[bool]:
    return exists().where(
        Alert.conversation_id == Conversation.id, Alert.kind == "crisis", Alert.acknowledged_at.is_(None)
    )


def undelivered() -> ColumnElement[bool]:
    """An open alert about a message of ours; one by one, as the index of the open alerts has them."""
    of_talks = select(Alert.conversation_id).where(Alert.kind.in_(UNDELIVERED), Alert.acknowledged_at.is_(None))
    return Conversation.id.in_(of_talks)


def listed(ids: Any) -> Any:
    """Rows for `as_listed` of the talks that this query or list names. They are chosen before anything is looked up: a list is a page of many."""
    last = (
        select(
            legible(InboundMessage.text),
            InboundMessage.kind,
            InboundMessage.number,
            InboundMessage.turn,
            InboundMessage.status,
        )
        .where(InboundMessage.conversation_id == Conversation.id)
        .order_by(InboundMessage.number.desc())
        .limit(1)
        .lateral("last")
    )
    decided = (
        select(legible(TurnDecision.detail), TurnDecision.number)
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
        undelivered().label("is_undelivered"),
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
        .where(Conversation.id.in_(ids))
    )


def as_listed(row: Any) -> Listed:
    """The last two columns: the latest decision, and whether the last message is of its turn or waits to be answered after it."""
    *fields, detail, is_of_turn = row
    one = Listed(*fields)
    return replace(one, last_text=None, is_private=True) if is_of_turn and is_booking(detail) else one
