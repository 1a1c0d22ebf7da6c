"""Who holds a talk: the assistant, nobody while a person is awaited, or an operator."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.dialogue.turn import Reply
from bot.queue import held_back, outbox
from bot.queue.alerts import alert, settle
from bot.queue.events import record
from bot.storage.base import Holder
from bot.storage.models import Conversation
from bot.storage.wakeups import TALKS, notify

MOST_URGENT = 100
"""Somebody may be in danger: stands before whoever waits."""
NOW = func.now()
"""By the database's clock."""


async def call_person(
    session: AsyncSession, conversation_id: int, reason: str, now: datetime, *, priority: int = 0
) -> bool:
    """Whether the talk waits for a person from now on; one that waits already is only made more urgent. `reason` is a word of ours."""
    waits = {"holder": "waiting", "waiting_since": now, "reason": reason, "priority": priority}
    if await _change(session, conversation_id, Conversation.holder == "bot", **waits) is not None:
        await alert(session, "waiting", conversation_id)
        await record(session, conversation_id, "called")
        return True
    less_urgent = (Conversation.holder == "waiting") & (Conversation.priority < priority)
    await _change(session, conversation_id, less_urgent, reason=reason, priority=priority)
    return False


async def locked_holder(session: AsyncSession, conversation_id: int) -> Holder:
    """Who holds the talk until the session commits."""
    query = select(Conversation.holder).where(Conversation.id == conversation_id)
    return (await session.execute(query.with_for_update(key_share=True))).scalar_one()


async def call_off(session: AsyncSession, conversation_id: int, now: datetime) -> bool:
    """Whether the citizen, who was waiting for a person, goes on with the assistant."""
    freed = {"holder": "bot", "waiting_since": None, "reason": None, "priority": 0}
    if await _change(session, conversation_id, Conversation.holder == "waiting", **freed) is None:
        return False
    await settle(session, "waiting", conversation_id, None, now)
    await record(session, conversation_id, "called_off")
    return True


async def take_over(session: AsyncSession, conversation_id: int, operator: str, seen_epoch: int) -> int | None:
    """The new epoch; none where somebody else was first, or the operator had an old state on the screen."""
    free = (Conversation.holder != "operator") & (Conversation.epoch == seen_epoch)
    held = {"holder": "operator", "operator": operator, "waiting_since": None, "closed_at": None}
    return await _change(session, conversation_id, free, epoch=Conversation.epoch + 1, **held)


async def give_back(session: AsyncSession, conversation_id: int, operator: str, seen_epoch: int) -> int | None:
    """The new epoch, the assistant's; none where this operator does not hold the talk."""
    freed = {"holder": "bot", "operator": None, "reason": None, "priority": 0}
    held = _held_by(operator, seen_epoch)
    return await _change(session, conversation_id, held, epoch=Conversation.epoch + 1, **freed)


async def answer(
    session: AsyncSession,
    conversation_id: int,
    operator: str,
    seen_epoch: int,
    replies: Sequence[Reply],
    *,
    seen_number: int | None = None,
) -> list[int] | None:
    """Queues what the operator says, who has seen the talk up to this number (none = all); none where this operator does not hold it."""
    held = (Conversation.id == conversation_id, _held_by(operator, seen_epoch))
    numbered = update(Conversation).where(*held).values(next_number=Conversation.next_number + len(replies))
    first = (Conversation.next_number - len(replies)).label("number")
    query = numbered.returning(Conversation.id, Conversation.channel_account, first)
    place = (await session.execute(query.execution_options(synchronize_session=False))).first()
    if place is None:
        return None
    await held_back.cancel(session, conversation_id, seen_number)
    return await outbox.write(session, place, replies, epoch=seen_epoch, author="operator")


async def waiting(session: AsyncSession) -> list[Conversation]:
    """The talks that wait for a person, most urgent first, then longest."""
    query = select(Conversation).where(Conversation.holder == "waiting")
    return list(await session.scalars(query.order_by(Conversation.priority.desc(), Conversation.waiting_since)))


def _held_by(operator: str, epoch: int) -> ColumnElement[bool]:
    return (Conversation.operator == operator) & (Conversation.epoch == epoch)


async def _change(
    session: AsyncSession, conversation_id: int, condition: ColumnElement[bool], **values: Any
) -> int | None:
    """The epoch afterwards; none where the condition did not hold. PostgreSQL looks again after it has waited for the row."""
    change = update(Conversation).where(Conversation.id == conversation_id, condition).values(**values)
    query = change.returning(Conversation.epoch).execution_options(synchronize_session=False)
    epoch = await session.scalar(query)
    if epoch is not None:
        await notify(session, TALKS, conversation_id)
    return epoch
