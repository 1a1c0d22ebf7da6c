"""kill -9 of anything at any moment under load. Small by default; SPORTELLO_TEST_KILLS=100 SPORTELLO_TEST_MESSAGES=2000 for the long run."""

import asyncio
import os
import random
import time
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import URL, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.brain.process import free_port
from bot.queue.messages import from_json
from bot.storage.models import Conversation, InboundMessage, OutboundMessage
from tests.service.rampage import Processes, Visitor, eventually
from tests.service.world import World

KILLS = int(os.environ.get("SPORTELLO_TEST_KILLS", "8"))
MESSAGES = int(os.environ.get("SPORTELLO_TEST_MESSAGES", "160"))
SEED = int(os.environ.get("SPORTELLO_TEST_SEED", "0")) or random.randrange(1, 1_000_000)
EACH = 10
"""Messages of a citizen."""
PATIENCE_SECONDS = 600


async def test_whatever_is_killed_every_message_is_stored_once_and_answered_once_in_order(
    world: World, server: URL
) -> None:
    port, brain = free_port(), free_port()
    generous = {"web_messages_a_minute": "1000000", "web_messages_a_minute_from_an_address": "1000000"}
    environment = world.environment(port=str(port), **generous)
    environment["SPORTELLO_BRAIN_URL"] = f"http://127.0.0.1:{brain}"
    processes = Processes(environment, server)
    visitors = [Visitor(f"http://127.0.0.1:{port}") for _ in range(MESSAGES // EACH)]
    print(f"seed {SEED}")
    started, keeping = time.monotonic(), asyncio.create_task(processes.keep_running())
    try:
        async with asyncio.timeout(PATIENCE_SECONDS + 10 * KILLS), asyncio.TaskGroup() as group:
            for visitor in visitors:
                group.create_task(visitor.writes(EACH))
            group.create_task(_kill(processes, visitors))
        written = time.monotonic() - started
        await eventually(world.is_done, PATIENCE_SECONDS)
    finally:
        keeping.cancel()
        processes.end()
    talks = await _talks(world)
    print(f"{dict(processes.killed)}; {sum(v.repeats for v in visitors)} repeats; written in {written:.0f} s,")
    print(f"answered after {time.monotonic() - started:.0f} s")

    assert sorted(talk.written for talk in talks) == sorted(visitor.written for visitor in visitors)
    assert [talk.answered for talk in talks] == [talk.ids for talk in talks]
    assert [talk.read for talk in talks] == [[f"giro {number}" for number in range(EACH)]] * len(visitors)
    assert Counter(status for talk in talks for status in talk.statuses) == Counter({"done": MESSAGES})
    assert await world.desk.alerts() == []


async def _kill(processes: Processes, visitors: list[Visitor]) -> None:
    """One kill for every so many messages that were acknowledged, at an odd moment."""
    chance = random.Random(SEED)
    for number in range(KILLS):
        while sum(len(visitor.written) for visitor in visitors) < number * MESSAGES / KILLS:
            await asyncio.sleep(0.02)
        await asyncio.sleep(chance.random())
        await processes.kill_one(chance)


@dataclass
class Talk:
    """What the database holds of a talk, in its order."""

    written: list[str]
    """The page's ids."""
    ids: list[int]
    statuses: list[str]
    answered: list[int]
    """The ids of the messages that the brain's answers are for."""
    read: list[str]
    """What the answers repeat of the messages."""


async def _talks(world: World) -> list[Talk]:
    async with world.desk.database.transaction() as session:
        return [await _talk(session, id) for id in await session.scalars(select(Conversation.id))]


async def _talk(session: AsyncSession, id: int) -> Talk:
    stored = select(InboundMessage).where(InboundMessage.conversation_id == id).order_by(InboundMessage.number)
    inbound = list(await session.scalars(stored))
    sent = select(OutboundMessage).where(OutboundMessage.conversation_id == id).order_by(OutboundMessage.number)
    outbound = list(await session.scalars(sent))
    assert {message.status for message in outbound} == {"sent"}
    answers = [(m.in_reply_to, said) for m in outbound if (said := from_json(m.body).text).startswith("su ")]
    return Talk(
        [message.provider_message_id.partition(":")[2] for message in inbound],
        [message.id for message in inbound],
        [message.status for message in inbound],
        [id for ids, _ in answers for id in ids],
        [part for _, said in answers for part in said.removeprefix("su ").split(" / ")],
    )
