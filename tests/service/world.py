"""Real processes over a real PostgreSQL: workers that are started, killed and stopped, and what citizens get to read."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess

from sqlalchemy import select, text

from bot.queue.messages import from_json
from bot.storage.models import Conversation, InboundMessage, OutboundMessage
from bot.storage.wakeups import conninfo
from tests.service.gateway import TOKEN, Gateway
from tests.service.worker_process import start, start_web
from tests.storage.desk import Citizen, Desk

PATIENCE_SECONDS = 20


@dataclass
class World:
    desk: Desk
    gateway: Gateway
    key: str
    processes: list[ForkServerProcess] = field(default_factory=list)

    def environment(self, **settings: str) -> dict[str, str]:
        return {
            "SPORTELLO_DATABASE_URL": conninfo(self.desk.database.url),
            "SPORTELLO_ENCRYPTION_KEYS": self.key,
            "SPORTELLO_BRAIN_URL": self.gateway.url,
            "SPORTELLO_BRAIN_TOKEN": TOKEN,
            "SPORTELLO_PAUSE_SECONDS": "0",
            **{f"SPORTELLO_{name.upper()}": value for name, value in settings.items()},
        }

    def starts_worker(self, provider: str = "", **settings: str) -> ForkServerProcess:
        process = start(self.environment(**settings), provider)
        self.processes.append(process)
        return process

    def starts_web(self, **settings: str) -> ForkServerProcess:
        process = start_web(self.environment(**settings))
        self.processes.append(process)
        return process

    async def looks_are_over(self) -> None:
        """The leases of those who compared a provider's list with ours have run out."""
        async with self.desk.database.transaction() as session:
            await session.execute(text("UPDATE intake SET lease_until = NULL"))

    async def kills(self, process: ForkServerProcess) -> None:
        """kill -9; and all leases run out."""
        process.kill()
        await self.ends(process)

    async def ends(self, process: ForkServerProcess) -> int | None:
        """The exit code, once the process has ended and all leases have run out."""
        await until(lambda: _now(process.exitcode is not None))
        await self.desk.after_a_while()
        return process.exitcode

    async def stops(self, process: ForkServerProcess) -> int | None:
        """The exit code after SIGTERM."""
        process.terminate()
        return await self.ends(process)

    async def has_heard(self, turns: int) -> bool:
        """Whether the brain was asked so often."""
        return len(self.gateway.heard) >= turns

    async def hears_of(self, words: str, times: int = 1) -> None:
        """The brain has been told a text with these words."""
        await until(lambda: _now(sum(words in said for said in self.gateway.heard_texts()) >= times))

    async def read_by(self, citizen: Citizen) -> list[str]:
        """All that this citizen was sent, in order, the notice as "(notice)"."""
        async with self.desk.database.transaction() as session:
            query = select(OutboundMessage.body, Conversation.address).join(Conversation)
            sent = query.where(OutboundMessage.status == "sent").order_by(OutboundMessage.number)
            rows = await session.execute(sent)
            texts = [from_json(body).text for body, address in rows if address == citizen.address]
        return ["(notice)" if said.startswith("Buongiorno, sono l'assistente automatico") else said for said in texts]

    async def reads(self, citizen: Citizen, *said: str) -> None:
        """Waits until the citizen has got exactly this."""
        got: list[str] = []

        async def has_read() -> bool:
            got[:] = await self.read_by(citizen)
            return got == list(said)

        await until(has_read, lambda: f"read: {got}")

    async def has_read(self, citizen: Citizen, words: str) -> bool:
        return any(words in said for said in await self.read_by(citizen))

    async def after_back_off(self, condition: Callable[[], Awaitable[bool]]) -> None:
        """Until it holds, nobody waits for any back-off; leases are left alone."""

        async def holds() -> bool:
            async with self.desk.database.transaction() as session:
                await session.execute(text("UPDATE conversation SET due_at = now() WHERE due_at > now()"))
                await session.execute(text("SELECT pg_notify('sportello_inbox', '0')"))
            return await condition()

        await until(holds)

    async def rings(self) -> None:
        """Workers that sleep look again what is due."""
        async with self.desk.database.transaction() as session:
            await session.execute(text("SELECT pg_notify('sportello_inbox', '0'), pg_notify('sportello_outbox', '0')"))

    async def all_in_one_turn(self) -> bool:
        """Whatever waits is part of one turn."""
        async with self.desk.database.transaction() as session:
            pending = select(InboundMessage.turn).where(InboundMessage.status == "pending")
            return set(await session.scalars(pending)) == {1}

    async def is_answered(self) -> bool:
        """No message waits to be answered."""
        async with self.desk.database.transaction() as session:
            pending = select(InboundMessage.id).where(InboundMessage.status == "pending")
            return await session.scalar(pending.limit(1)) is None

    async def sent_to_all(self) -> dict[str, list[str]]:
        """What each address was sent, without the notices."""
        found: dict[str, list[str]] = defaultdict(list)
        async with self.desk.database.transaction() as session:
            query = select(OutboundMessage.body, OutboundMessage.status, Conversation.address).join(Conversation)
            rows = await session.execute(query.order_by(OutboundMessage.conversation_id, OutboundMessage.number))
            for body, status, address in rows:
                assert status == "sent"
                if (said := from_json(body).text).startswith("su "):
                    found[address].append(said)
        return found

    async def is_done(self) -> bool:
        """Nothing waits, neither to be answered nor to be sent."""
        # In this order: what is answered is in the outbox by then.
        if not await self.is_answered():
            return False
        async with self.desk.database.transaction() as session:
            unsent = OutboundMessage.status.in_(("pending", "sending"))
            return await session.scalar(select(OutboundMessage.id).where(unsent).limit(1)) is None

    async def waits_for_a_lock(self) -> bool:
        """Some statement waits for the test's lock."""
        async with self.desk.database.transaction() as session:
            found = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            return bool(await session.scalar(found))


async def _now(value: bool) -> bool:
    return value


async def until(condition: Callable[[], Awaitable[bool]], told: Callable[[], str] = str) -> None:
    """Polls; how long it takes plays no part, as long as it comes."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await condition():
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"never came about; {told()}") from None
