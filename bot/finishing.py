"""What becomes of a claimed turn: its lease renewed, its messages answered, tried again or set aside; by who still holds it."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Update, case, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import outbox
from bot.alerts import alert
from bot.dialogue.turn import Reply
from bot.errors import LeaseLost
from bot.pace import Pace
from bot.storage.base import InboundStatus
from bot.storage.models import Conversation, InboundMessage
from bot.turns import ClaimedTurn


async def renew(session: AsyncSession, turn: ClaimedTurn, pace: Pace) -> None:
    """Keeps the turn for another lease; raises `LeaseLost`."""
    await _locked(session, turn)
    await session.execute(_of(turn.conversation_id).values(lease_until=func.now() + pace.turn_lease))


async def complete(
    session: AsyncSession,
    turn: ClaimedTurn,
    replies: Sequence[Reply],
    *,
    comune: str | None = None,
    urgent: bool = False,
) -> None:
    """Marks the messages answered and queues the replies, both or neither; raises `LeaseLost`."""
    await _finish(session, turn, replies, "done", urgent)
    if comune:
        await session.execute(_of(turn.conversation_id).values(comune=comune))


async def set_aside(session: AsyncSession, turn: ClaimedTurn, replies: Sequence[Reply]) -> None:
    """Gives up on the messages, tells the citizen, calls a person; later messages go on. Raises `LeaseLost`."""
    await _finish(session, turn, replies, "set_aside", urgent=False)
    await alert(session, "set_aside", turn.conversation_id, turn.number)


async def try_again(session: AsyncSession, turn: ClaimedTurn, after: timedelta, *, counts: bool = True) -> None:
    """Frees the turn for a later try; one that says nothing of the message (the brain is away) does not count. Raises `LeaseLost`."""
    await _locked(session, turn)
    if not counts:
        await session.execute(_messages(turn).values(attempts=InboundMessage.attempts - 1))
    await session.execute(_of(turn.conversation_id).values(lease_until=None, due_at=func.now() + after))


async def _finish(
    session: AsyncSession, turn: ClaimedTurn, replies: Sequence[Reply], status: InboundStatus, urgent: bool
) -> None:
    conversation = await _locked(session, turn)
    await session.execute(_messages(turn).values(status=status))
    answered = [message.id for message in turn.messages]
    await outbox.queue(session, conversation, replies, epoch=turn.epoch, in_reply_to=answered, urgent=urgent)
    left = exists().where(InboundMessage.conversation_id == turn.conversation_id, InboundMessage.status == "pending")
    due_at = case((left, Conversation.due_at), else_=None)
    await session.execute(_of(turn.conversation_id).values(lease_until=None, due_at=due_at))


async def _locked(session: AsyncSession, turn: ClaimedTurn) -> Conversation:
    query = select(Conversation).where(Conversation.id == turn.conversation_id, Conversation.fence == turn.fence)
    locked = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    if conversation := await session.scalar(locked):
        return conversation
    raise LeaseLost(f"Conversation {turn.conversation_id}: turn {turn.number} was taken over by another worker.")


def _of(conversation_id: int) -> Update:
    changed = update(Conversation).where(Conversation.id == conversation_id)
    return changed.execution_options(synchronize_session=False)


def _messages(turn: ClaimedTurn) -> Update:
    """Of this turn, as long as nobody has finished them."""
    ids = [message.id for message in turn.messages]
    mine = update(InboundMessage).where(InboundMessage.id.in_(ids), InboundMessage.status == "pending")
    return mine.execution_options(synchronize_session=False)
