"""A conversation's turn: messages that belong together, claimed by one worker at a time. What becomes of it: finishing.py."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.pace import Pace
from bot.storage.base import Holder
from bot.storage.models import Conversation, InboundMessage


@dataclass(frozen=True)
class ClaimedTurn:
    """Messages that belong together, and whose they are as long as the fencing number holds."""

    conversation_id: int
    channel_account: str
    address: str
    comune: str | None
    pseudonym: str
    holder: Holder
    epoch: int
    fence: int
    messages: tuple[InboundMessage, ...]

    @property
    def number(self) -> int:
        return self.messages[0].number

    @property
    def id(self) -> str:
        """The same at every try, for the brain to recognise."""
        return f"{self.pseudonym}-{self.number}"

    @property
    def text(self) -> str:
        return "\n".join(message.text for message in self.messages if message.text)

    @property
    def attempt(self) -> int:
        """Counted when the turn is claimed, so that a message that kills its worker is counted too."""
        return max(message.attempts for message in self.messages)


async def claim(session: AsyncSession, pace: Pace) -> ClaimedTurn | None:
    """The turn that has been due longest; none when nothing is due. Commit before working on it."""
    while conversation := await session.scalar(_due()):
        pending = list(await session.scalars(_pending(conversation.id)))
        if pending:
            return await _claimed(session, conversation, _together(pending, pace.pause), pace)
        # Whoever deletes messages may leave a talk due for nothing.
        conversation.due_at = None
        await session.flush()
    return None


async def _claimed(
    session: AsyncSession, conversation: Conversation, messages: list[InboundMessage], pace: Pace
) -> ClaimedTurn:
    for message in messages:
        message.turn, message.attempts = messages[0].number, message.attempts + 1
    conversation.fence += 1
    await session.flush()
    leased = update(Conversation).where(Conversation.id == conversation.id)
    lease = leased.values(lease_until=func.now() + pace.turn_lease)
    await session.execute(lease.execution_options(synchronize_session=False))
    return ClaimedTurn(
        conversation.id,
        conversation.channel_account,
        conversation.address,
        conversation.comune,
        str(conversation.pseudonym),
        conversation.holder,
        conversation.epoch,
        conversation.fence,
        tuple(messages),
    )


def _due() -> Select[Conversation]:
    free = or_(Conversation.lease_until.is_(None), Conversation.lease_until <= func.now())
    due = select(Conversation).where(Conversation.due_at <= func.now(), free).order_by(Conversation.due_at).limit(1)
    return due.with_for_update(skip_locked=True, key_share=True).execution_options(populate_existing=True)


def _pending(conversation_id: int) -> Select[InboundMessage]:
    pending = (InboundMessage.conversation_id == conversation_id, InboundMessage.status == "pending")
    return select(InboundMessage).where(*pending).order_by(InboundMessage.number)


def _together(pending: list[InboundMessage], pause: timedelta) -> list[InboundMessage]:
    """The first message and those that follow it within the pause; a turn that was tried before stays as it was."""
    first, *rest = pending
    if first.turn is not None:
        return [message for message in pending if message.turn == first.turn]
    turn = [first]
    for message in rest:
        texts = message.kind == turn[-1].kind == "text"
        if not texts or message.received_at - turn[-1].received_at > pause:
            break
        turn.append(message)
    return turn
