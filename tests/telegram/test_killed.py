"""kill -9 where it hurts, through real processes: what Telegram was told is stored, what it has taken is not said again."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psycopg
import pytest

from bot.storage.wakeups import conninfo
from tests.folder import write_knowledge
from tests.service.conftest import gateway, world
from tests.service.world import World, until
from tests.telegram.citizens import ROSA
from tests.telegram.fake import FakeTelegram
from tests.telegram.load import Load
from tests.telegram.processes import Crew, kill

__all__ = ["gateway", "world"]
CRY = "mio marito mi picchia"


@pytest.fixture
def crew(world: World, telegram: FakeTelegram, tmp_path: Path) -> Crew:
    return Crew(world, telegram, write_knowledge(tmp_path))


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
        yield client


def said(crew: Crew) -> list[str]:
    return [text for text in crew.telegram.said[ROSA.chat] if text.startswith("su ")]


async def test_a_message_is_answered_and_its_button_pressed(crew: Crew, client: httpx.AsyncClient) -> None:
    crew.starts("worker")
    await crew.starts_web()
    await crew.brings(ROSA.says("quanto costa?"), client)
    await until(crew.world.is_done)
    [(label, data)] = crew.telegram.shown[ROSA.chat]
    press = ROSA.presses(data)
    crew.telegram.open_queries.add(press["callback_query"]["id"])
    await crew.brings(press, client)
    await until(crew.world.is_done)

    assert label == "Costi"
    assert said(crew) == ["su quanto costa?", "su ask:x:costi"]
    assert not crew.telegram.open_queries


async def test_a_web_process_killed_before_its_commit_has_acknowledged_nothing(
    crew: Crew, client: httpx.AsyncClient
) -> None:
    await crew.starts_web()
    with psycopg.connect(conninfo(crew.world.desk.database.url)) as connection:
        connection.execute("LOCK TABLE inbound_message IN SHARE ROW EXCLUSIVE MODE")
        bringing = asyncio.create_task(crew.brings(ROSA.says("quanto costa?"), client))
        await until(crew.world.waits_for_a_lock)
        kill(crew, "web")
    await crew.starts_web()
    crew.starts("worker")

    assert await bringing > 1
    await until(crew.world.is_done)
    assert said(crew) == ["su quanto costa?"]


async def test_what_telegram_had_taken_when_the_worker_was_killed_is_unknown_and_not_said_again(
    crew: Crew, client: httpx.AsyncClient
) -> None:
    crew.telegram.when_taken = lambda text: kill(crew, "worker") if text == "su uno" else None
    crew.starts("worker")
    await crew.starts_web()
    await crew.brings(ROSA.says("uno"), client)
    await crew.world.ends(crew.running["worker"])
    crew.starts("worker")
    await crew.brings(ROSA.says("due"), client)
    await until(crew.world.is_done)

    assert said(crew) == ["su uno", "su due"]
    assert await crew.world.desk.statuses() == ["sent", "unknown", "sent"]
    assert await crew.world.desk.alerts() == ["unknown"]


async def test_a_cry_for_help_is_rather_answered_twice_than_never(crew: Crew, client: httpx.AsyncClient) -> None:
    kills = [lambda: kill(crew, "worker")]
    crew.telegram.when_taken = lambda text: kills.pop()() if "1522" in text and kills else None
    crew.starts("worker")
    await crew.starts_web()
    await crew.brings(ROSA.says(CRY), client)
    await crew.world.ends(crew.running["worker"])
    crew.starts("worker")
    await until(crew.world.is_done)

    assert sum("1522" in text for text in crew.telegram.said[ROSA.chat]) == 2
    assert set(await crew.world.desk.statuses()) == {"sent"}


async def test_who_has_blocked_the_bot_is_unreachable_and_a_person_sees_that_it_failed(
    crew: Crew, client: httpx.AsyncClient
) -> None:
    crew.telegram.troubles_of[ROSA.chat] = (403, "Forbidden: bot was blocked by the user")
    crew.starts("worker")
    await crew.starts_web()
    await crew.brings(ROSA.says("uno"), client)
    await until(crew.world.is_done)

    [talk] = await crew.world.desk.conversations()
    assert talk.unreachable_at
    assert set(await crew.world.desk.statuses()) == {"failed"}


@pytest.mark.parametrize("is_polling", [False, True], ids=["webhook", "polling"])
async def test_processes_killed_at_random_lose_nothing_double_nothing_and_keep_the_order(
    crew: Crew, is_polling: bool
) -> None:
    crew.is_polling = is_polling
    load = Load(crew, citizens=6, messages=5, kills=3, seed=7)
    result = await load.run()

    assert result.faults == []
    assert result.kills == 3
