"""Telegram asked for its updates: nothing is confirmed before it is stored, one process asks, and it goes on after whatever goes wrong."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from bot.settings import load_settings
from bot.storage.database import Database
from bot.webhooks import telegram_intake, telegram_polling, telegram_tries
from bot.webhooks.telegram_polling import polling_telegram
from tests.storage.conftest import execute
from tests.telegram.citizens import ROSA, UGO
from tests.telegram.door import Door
from tests.telegram.fake import TOKEN, FakeTelegram
from tests.telegram.known import KNOWN

PATIENCE_SECONDS = 20


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_polling, "FIRST_PAUSE", timedelta(seconds=0.05))
    monkeypatch.setattr(telegram_polling, "ANOTHER_HAS_IT", timedelta(seconds=0.05))


@pytest.fixture
def poll(telegram: FakeTelegram, database: Database) -> Callable[[], Any]:
    @asynccontextmanager
    async def polling(**changes: Any) -> AsyncIterator[None]:
        settings = load_settings(telegram_token=TOKEN, telegram_api_url=telegram.url, pause_seconds=0, **changes)
        async with polling_telegram(database, KNOWN, settings):
            yield

    return polling


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not holds():
            await asyncio.sleep(0.01)


async def test_what_telegram_keeps_is_fetched_stored_in_order_and_confirmed(
    telegram: FakeTelegram, poll: Callable[[], Any], door: Door
) -> None:
    telegram.brings(ROSA.says("uno"), UGO.says("due"), ROSA.says("tre"))
    async with poll():
        await until(lambda: not telegram.updates)
        telegram.brings(ROSA.says("quattro"))
        await until(lambda: not telegram.updates)

    assert await door.written(ROSA) == ["uno", "tre", "quattro"]
    assert telegram.called("getUpdates")[0]["allowed_updates"] == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]


async def test_nothing_is_confirmed_before_it_is_stored(
    telegram: FakeTelegram, poll: Callable[[], Any], door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process ends before the commit; the next one gets the update again."""
    stored = telegram_intake.TelegramIntake.take

    async def ends(self: telegram_intake.TelegramIntake, body: bytes | str) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr(telegram_intake.TelegramIntake, "take", ends)
    telegram.brings(update := ROSA.says("uno"))
    async with poll():
        await until(lambda: telegram.polls == 1)
    assert telegram.updates == [update]
    monkeypatch.setattr(telegram_intake.TelegramIntake, "take", stored)
    async with poll():
        await until(lambda: not telegram.updates)

    assert await door.written(ROSA) == ["uno"]


async def test_an_update_that_was_stored_and_not_confirmed_is_not_stored_again(
    telegram: FakeTelegram, poll: Callable[[], Any], door: Door
) -> None:
    await door.brings(update := ROSA.says("uno"))
    telegram.brings(update)
    async with poll():
        await until(lambda: not telegram.updates)

    assert await door.written(ROSA) == ["uno"]


async def test_a_press_is_answered_once_it_is_stored(
    telegram: FakeTelegram, poll: Callable[[], Any], door: Door
) -> None:
    press = ROSA.presses("1:0")
    query = press["callback_query"]["id"]
    telegram.open_queries.add(query)
    telegram.brings(press)
    async with poll():
        await until(lambda: not telegram.open_queries)

    assert telegram.called("answerCallbackQuery") == [{"callback_query_id": query}]
    assert await door.written(ROSA) == ["stale:"]


async def test_a_press_too_old_to_be_answered_does_not_come_again(
    telegram: FakeTelegram, poll: Callable[[], Any], door: Door
) -> None:
    telegram.brings(ROSA.presses("1:0"), ROSA.says("uno"))
    async with poll():
        await until(lambda: not telegram.updates)

    assert len(telegram.called("answerCallbackQuery")) == 1
    assert await door.written(ROSA) == ["stale:", "uno"]


async def test_an_update_that_we_stumble_over_is_given_up_after_a_while(
    telegram: FakeTelegram, poll: Callable[[], Any], door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = telegram_intake.TelegramIntake.take

    async def take(self: telegram_intake.TelegramIntake, body: bytes | str) -> object:
        if "veleno" in str(body):
            raise ValueError("a mistake of ours")
        return await stored(self, body)

    monkeypatch.setattr(telegram_intake.TelegramIntake, "take", take)
    monkeypatch.setattr(telegram_tries, "PATIENCE", timedelta(seconds=0.3))
    telegram.brings(ROSA.says("veleno"), UGO.says("due"))
    async with poll():
        await until(lambda: not telegram.updates)

    assert await door.written() == [None, "due"]


async def test_of_two_processes_one_asks_and_the_other_follows_it(
    telegram: FakeTelegram, poll: Callable[[], Any], door: Door
) -> None:
    async with poll():
        async with poll():
            await until(lambda: telegram.polls == 1)
            await asyncio.sleep(0.2)
            assert telegram.polls == 1
            telegram.brings(ROSA.says("uno"))
            await until(lambda: not telegram.updates)
        # Whichever had the lock, one is left.
        telegram.brings(ROSA.says("due"))
        await until(lambda: not telegram.updates)

    assert await door.written(ROSA) == ["uno", "due"]


async def test_it_goes_on_after_its_connections_to_the_database_were_cut(
    telegram: FakeTelegram, poll: Callable[[], Any], door: Door, database: Database
) -> None:
    async with poll():
        await until(lambda: telegram.polls == 1)
        execute(database.url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        telegram.brings(ROSA.says("uno"))
        await until(lambda: not telegram.updates)

    assert await door.written(ROSA) == ["uno"]


async def test_while_a_webhook_is_registered_it_waits_and_says_what_to_do(
    telegram: FakeTelegram, poll: Callable[[], Any], door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.webhook = {"url": "https://altrove.example.it"}
    telegram.brings(ROSA.says("uno"))
    async with poll():
        await until(lambda: "see_sportello_telegram_info" in caplog.text)
        telegram.webhook = {}
        await until(lambda: not telegram.updates)

    assert TOKEN not in caplog.text
    assert await door.written(ROSA) == ["uno"]


async def test_with_a_public_address_nobody_is_asked(telegram: FakeTelegram, poll: Callable[..., Any]) -> None:
    async with poll(public_url="https://sportello.example.it"):
        await asyncio.sleep(0.1)

    assert telegram.calls == []
