"""The durable core as the tests use it: each step in a transaction of its own, and a cast of two citizens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import select, text

from bot.dialogue.turn import Reply
from bot.queue import delivery, departures, finishing, handover, turns
from bot.queue.departures import Delivery
from bot.queue.inbox import Inbox, Received
from bot.queue.messages import Inbound
from bot.queue.pace import Pace
from bot.queue.turns import ClaimedTurn
from bot.storage.base import Kind, OutboundStatus
from bot.storage.database import Database
from bot.storage.models import Alert, Conversation, OutboundMessage

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
_ids = count(1)


@dataclass(frozen=True)
class Citizen:
    address: str

    def says(self, words: str, id: str | None = None, after: float = 0) -> Inbound:
        """A text, so many seconds after noon; its id is new unless given."""
        return Inbound("web", id or f"m{next(_ids)}", self.address, NOON + timedelta(seconds=after), text=words)

    def presses(self, payload: str, after: float = 0) -> Inbound:
        moment = NOON + timedelta(seconds=after)
        return Inbound("web", f"m{next(_ids)}", self.address, moment, kind="payload", payload=payload)

    def sends(self, kind: Kind, after: float = 0) -> Inbound:
        return Inbound("web", f"m{next(_ids)}", self.address, NOON + timedelta(seconds=after), kind=kind)


ROSA, UGO = Citizen("+39 333 1111111"), Citizen("+39 333 2222222")


@dataclass(frozen=True)
class Desk:
    database: Database
    pace: Pace

    async def receives(self, message: Inbound) -> Received:
        async with self.database.transaction() as session:
            return await Inbox(self.database.keys, self.pace).receive(session, message)

    async def claims(self) -> ClaimedTurn | None:
        async with self.database.transaction() as session:
            return await turns.claim(session, self.pace)

    async def must_claim(self) -> ClaimedTurn:
        turn = await self.claims()
        assert turn
        return turn

    async def completes(self, turn: ClaimedTurn, *texts: str, urgent: bool = False) -> None:
        async with self.database.transaction() as session:
            await finishing.complete(session, turn, [Reply(text) for text in texts], urgent=urgent)

    async def answers(self, citizen: Citizen, *texts: str, urgent: bool = False) -> ClaimedTurn:
        """A message of the citizen, answered with these."""
        await self.receives(citizen.says("…"))
        turn = await self.must_claim()
        await self.completes(turn, *texts, urgent=urgent)
        return turn

    async def takes_to_send(self) -> Delivery | None:
        async with self.database.transaction() as session:
            return await departures.claim(session, self.pace)

    async def must_take(self) -> Delivery:
        taken = await self.takes_to_send()
        assert taken
        return taken

    async def has_sent(self, taken: Delivery, id: str | None = None) -> None:
        async with self.database.transaction() as session:
            await delivery.sent(session, taken, id or f"p{next(_ids)}", NOON)

    async def sends_all(self) -> list[str]:
        """What is sent, in order."""
        said = []
        while taken := await self.takes_to_send():
            await self.has_sent(taken)
            said.append(taken.reply.text)
        return said

    async def sweeps(self) -> int:
        """Settles what dead senders left."""
        async with self.database.transaction() as session:
            return await delivery.settle_abandoned(session, self.pace)

    async def hears(self, status: OutboundStatus, id: str, message_id: int | None = None, account: str = "web") -> bool:
        """A provider's report."""
        about = {"channel_account": account, "provider_message_id": id}
        async with self.database.transaction() as session:
            return await delivery.report(session, status, NOON, **about, message_id=message_id)

    async def is_taken_over(self, conversation_id: int, operator: str = "anna") -> int:
        async with self.database.transaction() as session:
            epoch = await handover.take_over(session, conversation_id, operator, 0)
        assert epoch
        return epoch

    async def after_a_while(self) -> None:
        """All leases have run out, and whatever waited is due."""
        async with self.database.transaction() as session:
            await session.execute(
                text("UPDATE conversation SET lease_until = now() - interval '1 s' WHERE lease_until > now()")
            )
            await session.execute(text("UPDATE conversation SET due_at = now() WHERE due_at > now()"))
            await session.execute(text("UPDATE outbound_message SET lease_until = now() WHERE lease_until > now()"))
            await session.execute(text("UPDATE outbound_message SET not_before = now() WHERE not_before > now()"))

    async def conversations(self) -> Sequence[Conversation]:
        async with self.database.transaction() as session:
            return (await session.scalars(select(Conversation).order_by(Conversation.id))).all()

    async def statuses(self) -> list[str]:
        async with self.database.transaction() as session:
            return list(await session.scalars(select(OutboundMessage.status).order_by(OutboundMessage.id)))

    async def alerts(self) -> list[str]:
        """The open ones, in order."""
        open_ones = select(Alert.kind).where(Alert.acknowledged_at.is_(None)).order_by(Alert.id)
        async with self.database.transaction() as session:
            return list(await session.scalars(open_ones))
