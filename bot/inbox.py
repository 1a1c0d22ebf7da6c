"""What citizens write is stored once and numbered in its conversation; then the provider may be told that it is here."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.messages import Inbound
from bot.pace import Pace
from bot.storage.keys import KeyRing
from bot.storage.models import Conversation, InboundMessage
from bot.storage.wakeups import INBOX, TALKS, notify


@dataclass(frozen=True)
class Received:
    """Where a message went; a repeat has no number of its own."""

    conversation_id: int
    number: int | None

    @property
    def is_repeat(self) -> bool:
        return self.number is None


@dataclass(frozen=True)
class Inbox:
    """Finds conversations by the fingerprints of their addresses, so it needs the keys."""

    keys: KeyRing
    pace: Pace

    async def receive(self, session: AsyncSession, message: Inbound) -> Received:
        """Stores the message; commit before the provider gets its 2xx."""
        conversation = await self._locked_conversation(session, message)
        if not await _store(session, conversation, message):
            return Received(conversation.id, None)
        await self._make_due(session, conversation, message)
        await notify(session, INBOX, conversation.id)
        await notify(session, TALKS, conversation.id)
        return Received(conversation.id, conversation.next_number)

    async def _locked_conversation(self, session: AsyncSession, message: Inbound) -> Conversation:
        """The citizen's conversation, locked until the commit: numbers follow each other in the order of commits."""
        fingerprints = self.keys.fingerprints(message.address)
        found = (
            select(Conversation)
            .where(
                Conversation.channel_account == message.channel_account,
                Conversation.address_fingerprint.in_(fingerprints),
            )
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
        if conversation := await session.scalar(found):
            return conversation
        new = insert(Conversation).values(
            channel_account=message.channel_account,
            address=message.address,
            address_fingerprint=fingerprints[0],
            comune=message.comune,
        )
        # Two first messages at once: the second waits here for the first's commit and then finds its row.
        await session.execute(new.on_conflict_do_nothing())
        return (await session.scalars(found)).one()

    async def _make_due(self, session: AsyncSession, conversation: Conversation, message: Inbound) -> None:
        wait = timedelta(0) if message.is_answered_at_once else self.pace.pause
        await session.execute(
            update(Conversation)
            .where(Conversation.id == conversation.id)
            .values(
                next_number=conversation.next_number + 1,
                last_inbound_at=message.received_at,
                due_at=func.now() + wait,
                # The newest key's, so that an old key can be taken away some day.
                address=message.address,
                address_fingerprint=self.keys.fingerprints(message.address)[0],
            )
            .execution_options(synchronize_session=False)
        )


async def _store(session: AsyncSession, conversation: Conversation, message: Inbound) -> bool:
    """False where this message is here already."""
    new = insert(InboundMessage).values(
        channel_account=message.channel_account,
        provider_message_id=message.provider_message_id,
        conversation_id=conversation.id,
        number=conversation.next_number,
        kind=message.kind,
        text=message.text,
        payload=message.payload,
        received_at=message.received_at,
    )
    stored = await session.scalar(new.on_conflict_do_nothing().returning(InboundMessage.id))
    return stored is not None


async def seconds_until_due(session: AsyncSession) -> float | None:
    """How long until some turn can be claimed, 0 where one can be now; none where there is nothing to wait for."""
    free_at = func.greatest(Conversation.due_at, Conversation.lease_until)
    wait = func.extract("epoch", func.min(free_at) - func.now())
    seconds = await session.scalar(select(wait).where(Conversation.due_at.is_not(None)))
    return None if seconds is None else max(0.0, float(seconds))
