"""A talk as it is now, for an operator who may see it, and what calls for one in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.handover.clerk import Clerk
from bot.storage.base import OutboundStatus
from bot.storage.encrypted import legible
from bot.storage.models import Alert, Conversation, OutboundMessage, Staff

Numbers = Literal["failed", "unknown", "held", "leaving", "sent", "none"]
"""The gravest first: one of several messages that has not arrived counts. `held`: for the word of the operator who holds the talk."""


@dataclass(frozen=True)
class Open:
    """The talk itself, as it is now."""

    id: int
    comune: str | None
    account: str
    address: str | None
    """None where its key is lost: then a person has to see the talk all the more."""
    holder: str
    operator: str | None
    operator_name: str | None
    epoch: int
    reason: str | None
    priority: int
    waiting_since: datetime | None
    last_inbound_at: datetime | None
    closed_at: datetime | None
    created_at: datetime
    last: int
    """The number of the last message."""

    @property
    def channel(self) -> str:
        return self.account.partition(":")[0]

    @property
    def contact(self) -> str:
        """The citizen's number or name on the channel; a visitor of the web chat has none."""
        return "" if self.channel == "web" else (self.address or "").removeprefix("whatsapp:")


async def open_talk(session: AsyncSession, clerk: Clerk, talk_id: int) -> Open | None:
    """None where it is not there, or not this clerk's to see."""
    columns: tuple[Any, ...] = (
        Conversation.id, Conversation.comune, Conversation.channel_account, legible(Conversation.address), Conversation.holder,
        Conversation.operator, Staff.name, Conversation.epoch, Conversation.reason, Conversation.priority,
        Conversation.waiting_since, Conversation.last_inbound_at, Conversation.closed_at, Conversation.created_at,
        Conversation.next_number - 1,
    )  # fmt: skip
    query = select(*columns).outerjoin(Staff, Staff.username == Conversation.operator)
    row = (await session.execute(query.where(Conversation.id == talk_id, clerk.sees(Conversation.comune)))).first()
    return Open(*row) if row else None


async def cries(session: AsyncSession, talk_id: int) -> list[int]:
    """The messages that cry for help and that nobody has seen to."""
    query = select(Alert.number).where(Alert.conversation_id == talk_id, Alert.kind == "crisis")
    found = await session.scalars(query.where(Alert.acknowledged_at.is_(None)))
    return [number for number in found if number is not None]


async def numbers(session: AsyncSession, talk: Open, cries: list[int]) -> Numbers | None:
    """How it stands with the numbers to call that answer the last of these cries for help."""
    if not cries:
        return None
    columns = (OutboundMessage.status, OutboundMessage.error)
    query = select(*columns).where(OutboundMessage.conversation_id == talk.id, OutboundMessage.urgent)
    after = query.where(OutboundMessage.number > max(cries), OutboundMessage.status != "dropped")
    found = {_numbers(row.status, row.error, talk.holder) for row in await session.execute(after)}
    return next((state for state in get_args(Numbers) if state in found), "none")


def _numbers(status: OutboundStatus, error: str | None, holder: str) -> Numbers:
    match status:
        case "failed" | "unknown":
            return status
        case "pending" if holder == "operator" and error is None:
            return "held"
        case "pending" | "sending":
            return "leaving"
        case _:
            return "sent"


async def is_silent(session: AsyncSession, talk_id: int) -> bool:
    """Whether the operator was warned that nobody writes any more."""
    warned = (Alert.conversation_id == talk_id, Alert.kind == "silence", Alert.acknowledged_at.is_(None))
    return await session.scalar(select(Alert.id).where(*warned).limit(1)) is not None
