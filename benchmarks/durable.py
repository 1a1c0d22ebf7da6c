"""The durable path as processes: PostgreSQL, `sportello web`, `sportello worker` with a brain each; replies count when they are marked sent."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from uuid import uuid4

from aiohttp import ClientSession
from sqlalchemy import text

from benchmarks.memory import memory_of
from benchmarks.talks import Script
from bot.brain.process import LOOPBACK, free_port
from bot.queue.inbox import Inbox
from bot.queue.messages import Inbound
from bot.queue.pace import Pace
from bot.settings import PROJECT, leave_settings
from bot.storage.database import Database
from bot.storage.direct import Statement
from bot.storage.wakeups import TALKS, conninfo, listening
from bot.times import now

SPORTELLO = Path(sys.executable).parent / "sportello"
Process = asyncio.subprocess.Process
IS_ANSWERED = Statement("""
    SELECT c.due_at IS NULL AND NOT EXISTS (
        SELECT FROM outbound_message WHERE conversation_id = c.id AND status IN ('pending', 'sending')) AS is_answered
    FROM conversation c WHERE c.id = %(id)s
""")
NEWEST_TALK = text("SELECT max(id) FROM conversation")
LEFT = text("SELECT count(*) FROM inbound_message WHERE status = 'pending'")
UNSENT = text("SELECT count(*) FROM outbound_message WHERE status IN ('pending', 'sending')")
RATE = text("""
    SELECT (count(DISTINCT in_reply_to) - 1) / nullif(extract(epoch FROM max(created_at) - min(created_at)), 0)
    FROM outbound_message WHERE channel_account = :account
""")
FILL = """
    WITH talks AS (
        INSERT INTO conversation (channel_account, address, address_fingerprint, next_number)
        SELECT 'old', '\\x00', sha256(n::text::bytea), 21 FROM generate_series(1, :messages / 10) AS n RETURNING id
    ), written AS (
        INSERT INTO inbound_message (channel_account, provider_message_id, conversation_id, number, kind, text, received_at, status)
        SELECT 'old', id || '-' || n, id, 2 * n - 1, 'text', '\\x00', now(), 'done' FROM talks, generate_series(1, 10) AS n
    )
    INSERT INTO outbound_message (channel_account, conversation_id, number, author, body, epoch, status)
    SELECT 'old', id, 2 * n, 'bot', '\\x00', 0, 'sent' FROM talks, generate_series(1, 10) AS n
"""


@dataclass
class Service:
    database: Database
    environment: dict[str, str]
    processes: list[Process] = field(default_factory=list)
    _ids: "count[int]" = field(default_factory=count)

    async def fill(self, messages: int) -> None:
        """So many old messages, so that what is measured is not an empty database."""
        async with self.database.transaction() as session:
            await session.execute(text(FILL), {"messages": messages})
        async with self.database.engine.connect() as connection:
            await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("ANALYZE"))

    async def latencies(self, talks: Sequence[Script]) -> list[float]:
        """Milliseconds from the page's request to the last reply marked as sent; one citizen at a time."""
        url = f"http://{LOOPBACK}:{self.environment['SPORTELLO_PORT']}"
        async with ClientSession(url) as page, listening(self.database.url, TALKS) as wakeups:
            took = []
            for talk in talks:
                async with page.post("/api/chat/visitors") as begun:
                    headers = {"Authorization": f"Bearer {(await begun.json())['token']}"}
                id = None
                for words in talk.texts:
                    body = {"comune": talk.comune, "id": uuid4().hex, "text": words}
                    started = time.perf_counter()
                    async with page.post("/api/chat/messages", json=body, headers=headers) as taken:
                        taken.raise_for_status()
                    id = id or await self._newest_talk()
                    while not await self._is_answered(id):
                        await wakeups.wait(Pace().pause)
                    took.append((time.perf_counter() - started) * 1000)
            return took

    async def rate(self, talks: Sequence[Script], account: str) -> float:
        """Answers a second while a backlog of these talks is worked off; all are there before the first is answered, almost."""
        inbox = Inbox(self.database.keys, Pace(pause=timedelta(0)))
        for talk in talks:
            async with self.database.direct() as direct:
                for words in talk.texts:
                    message = Inbound(
                        account, f"b{next(self._ids)}", f"{id(talk)}", now(), text=words, comune=talk.comune
                    )
                    await inbox.receive(direct, message)
        while await self._left():
            await asyncio.sleep(0.2)
        async with self.database.transaction() as session:
            return float(await session.scalar(RATE, {"account": account}) or 0)

    async def start(self, command: str) -> Process:
        process = await asyncio.create_subprocess_exec(
            str(SPORTELLO), command, cwd=PROJECT, env=self.environment, stdout=asyncio.subprocess.PIPE
        )
        self.processes.append(process)
        assert process.stdout
        await process.stdout.readuntil(b"Ctrl-C")
        return process

    def memory(self) -> float:
        """Megabytes of all processes, brains included and PostgreSQL not; shared pages once."""
        memories = [memory_of(process.pid) for process in self.processes]
        return sum(memory.proportional for memory in memories if memory)

    async def _newest_talk(self) -> int:
        async with self.database.transaction() as session:
            return int(await session.scalar(NEWEST_TALK) or 0)

    async def _is_answered(self, talk: int) -> bool:
        async with self.database.direct() as direct:
            return any(row.is_answered for row in await IS_ANSWERED.all(direct, id=talk))

    async def _left(self) -> bool:
        async with self.database.transaction() as session:
            return bool(await session.scalar(LEFT))

    async def has_more_to_do(self) -> bool:
        """Whether something is still to be answered or to be sent."""
        async with self.database.transaction() as session:
            return bool(await session.scalar(LEFT)) or bool(await session.scalar(UNSENT))


@asynccontextmanager
async def durable_service(
    database: Database, key: str, settings: Mapping[str, str] | None = None
) -> AsyncIterator[Service]:
    """The web chat on a free port; workers are started as they are wanted, and everything ends with the block."""
    leave_settings()
    environment = {
        **os.environ,
        "SPORTELLO_DATABASE_URL": conninfo(database.url),
        "SPORTELLO_ENCRYPTION_KEYS": key,
        "SPORTELLO_PORT": str(free_port()),
        "SPORTELLO_PAUSE_SECONDS": "0",
        "SPORTELLO_WEB_MESSAGES_A_MINUTE": "1000000",
        "SPORTELLO_WEB_MESSAGES_A_MINUTE_FROM_AN_ADDRESS": "1000000",
        **(settings or {}),
    }
    service = Service(database, environment)
    try:
        await service.start("web")
        yield service
    finally:
        for process in service.processes:
            with suppress(ProcessLookupError):  # one that has ended by itself has said why
                process.terminate()
            await process.wait()
