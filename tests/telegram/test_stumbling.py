"""What keeps an update from being stored: the database takes nothing, or we stumble over the update. Nothing is acknowledged and lost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from sqlalchemy import URL, select

from bot import times
from bot.figures import Gauges
from bot.queue.depth import depth
from bot.storage.database import Database
from bot.storage.models import InboundMessage
from bot.webhooks import telegram_intake, telegram_tries
from tests.storage.conftest import KEYS
from tests.storage.desk import Desk
from tests.telegram.citizens import ROSA, UGO
from tests.telegram.conftest import Opens
from tests.telegram.door import Door

READS_ALONE = {"options": "-c default_transaction_read_only=on"}
NO_TABLES = {"options": "-c search_path=pg_catalog"}
NO_RIGHTS = {"options": "-c role=pg_monitor"}
WITHIN, LATER = timedelta(minutes=1), telegram_tries.PATIENCE + timedelta(seconds=1)


@asynccontextmanager
async def another(url: URL) -> AsyncIterator[Database]:
    database = Database(url, KEYS)
    try:
        yield database
    finally:
        await database.close()


@pytest.fixture
def stumbles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over every update with this word."""
    stored = telegram_intake.TelegramIntake.take

    async def take(self: telegram_intake.TelegramIntake, body: bytes | str) -> object:
        if "veleno" in str(body):
            raise ValueError("veleno")
        return await stored(self, body)

    monkeypatch.setattr(telegram_intake.TelegramIntake, "take", take)


def time_passes(monkeypatch: pytest.MonkeyPatch, much: timedelta) -> None:
    monkeypatch.setattr(telegram_tries, "now", lambda: times.now() + much)


@pytest.mark.parametrize("options", [READS_ALONE, NO_TABLES, NO_RIGHTS], ids=["reads", "tables", "rights"])
async def test_a_database_that_takes_no_writes_has_every_update_brought_again(
    opened: Opens, database: Database, door: Door, monkeypatch: pytest.MonkeyPatch, options: dict[str, str]
) -> None:
    """However long it lasts: it is no fault of the update's."""
    updates = [ROSA.says("uno"), ROSA.presses("1:0")]
    async with another(database.url.update_query_dict(options)) as refusing, opened(refusing) as shut:
        first = [(await shut.knock(update)).status_code for update in updates]
        time_passes(monkeypatch, LATER)
        second = [(await shut.knock(update)).status_code for update in updates]
    await door.brings(*updates)

    assert (first, second) == ([503, 503], [503, 503])
    assert await door.written(ROSA) == ["uno", "stale:"]


async def test_a_database_that_only_reads_is_told_to_the_monitoring(
    opened: Opens, database: Database, door: Door
) -> None:
    async with another(database.url.update_query_dict(READS_ALONE)) as reading, opened(reading) as shut:
        ready = await shut.client.get("/readyz")
        async with reading.transaction() as session:
            found = await depth(session)

    assert (ready.status_code, ready.json()["database"], found.takes_writes) == (503, False, False)
    figures = CollectorRegistry(auto_describe=False)
    figures.register(Gauges(found, 0))
    assert b"sportello_database_answers 0.0" in generate_latest(figures)
    assert (await door.client.get("/readyz")).json()["database"] is True


async def test_a_database_that_is_not_there_any_more_is_no_fault_of_the_updates(
    opened: Opens, database: Database
) -> None:
    async with another(database.url.set(database="nowhere")) as gone, opened(gone) as shut:
        assert (await shut.knock(ROSA.says("uno"))).status_code == 503


@pytest.mark.usefixtures("stumbles")
async def test_what_we_stumble_over_is_brought_again_for_minutes_and_others_go_on(
    door: Door, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = ROSA.says("veleno")
    assert (await door.knock(update)).status_code == 503
    await door.brings(UGO.says("due"))
    time_passes(monkeypatch, WITHIN)
    assert (await door.knock(update)).status_code == 503

    assert await door.written() == ["due"]
    assert "telegram_update_failed account=main error=ValueError" in caplog.text
    assert "veleno" not in caplog.text


@pytest.mark.usefixtures("stumbles")
async def test_what_is_given_up_leaves_a_message_without_words_and_calls_a_person(
    door: Door, desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = ROSA.says("veleno")
    await door.knock(update)
    time_passes(monkeypatch, LATER)
    await door.brings(update, update)

    async with door.database.transaction() as session:
        assert list(await session.scalars(select(InboundMessage.kind))) == ["other"]
    [talk] = await door.talks()
    assert (talk.address, talk.holder, talk.reason) == (ROSA.chat, "waiting", "set_aside")
    assert sorted(await desk.alerts()) == ["set_aside", "waiting"]
    assert "telegram_update_passed_over account=main" in caplog.text
    assert "veleno" not in caplog.text


@pytest.mark.usefixtures("stumbles")
async def test_a_press_that_is_given_up_calls_a_person_too(
    door: Door, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await door.brings(ROSA.says("ciao"))
    press = ROSA.presses("veleno")
    await door.knock(press)
    time_passes(monkeypatch, LATER)

    assert await door.brings(press) == [{}]
    assert sorted(await desk.alerts()) == ["set_aside", "waiting"]


async def test_who_mends_it_in_time_has_lost_nothing(
    door: Door,
) -> None:
    update = ROSA.says("veleno")
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(telegram_intake, "crisis_in", lambda words: 1 / 0)
        assert (await door.knock(update)).status_code == 503
    await door.brings(update)

    assert await door.written(ROSA) == ["veleno"]


@pytest.mark.usefixtures("stumbles")
async def test_what_is_no_citizens_message_is_given_up_without_a_trace(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt = b'{"update_id": 1, "veleno": {}}'
    assert (await door.knock(spoilt)).status_code == 503
    time_passes(monkeypatch, LATER)

    assert (await door.knock(spoilt)).status_code == 200
    assert await door.talks() == []
