"""Replies as Telegram's calls, and what becomes of them: the Bot API is on loopback."""

import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.accounts import TelegramAccount
from bot.channels.base import Recipient
from bot.channels.telegram import calls
from bot.channels.telegram.channel import TelegramChannel, telegram_channel
from bot.dialogue.turn import Option, Reply
from bot.errors import ChannelError, ChannelRefused, ChannelUnavailable, CitizenUnreachable, OutcomeUnknown
from bot.settings import load_settings
from tests.telegram.fake import TOKEN, FakeTelegram, Trouble, telegram_on_loopback
from tests.telegram.known import KNOWN

TABLE = yaml.safe_load((Path(__file__).parents[1] / "payloads/telegram/requests.yaml").read_text(encoding="utf-8"))
TO_ROSA, TO_UGO = Recipient("telegram:bot", "111"), Recipient("telegram:bot", "222")
SECRET = "mi chiamo Rosa"
HELLO = Reply("Buongiorno.")


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with telegram_on_loopback() as fake:
        yield fake


@pytest.fixture
async def channel(telegram: FakeTelegram) -> AsyncIterator[TelegramChannel]:
    async with opened(telegram.url) as channel:
        yield channel


@asynccontextmanager
async def opened(url: str, token: str = TOKEN) -> AsyncIterator[TelegramChannel]:
    accounts = {"bot": TelegramAccount.model_validate({"token": token})}
    async with telegram_channel(load_settings(telegram_api_url=url), accounts, KNOWN) as channel:
        yield channel


async def error_of(channel: TelegramChannel, reply: Reply = HELLO) -> ChannelError:
    with pytest.raises(ChannelError) as raised:
        await channel.send(TO_ROSA, reply, message_id=12)
    return raised.value


@pytest.mark.parametrize("row", TABLE, ids=[row["name"] for row in TABLE])
async def test_a_reply_is_these_calls(telegram: FakeTelegram, channel: TelegramChannel, row: dict[str, Any]) -> None:
    options = tuple(Option(**option) for option in row["reply"].get("options", ()))
    sent = await channel.send(TO_ROSA, Reply(row["reply"]["text"], options), message_id=12)

    usual = {"chat_id": "111", "link_preview_options": {"is_disabled": True}, "reply_markup": {"remove_keyboard": True}}
    assert telegram.called("sendMessage") == [{**usual, **call} for call in row["calls"]]
    assert sent == f"{len(row['calls'])}"


async def test_a_long_text_is_cut_at_its_sentences_and_the_buttons_are_below_the_end(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    sentence = "Per la domanda serve la dichiarazione sostitutiva unica. "
    await channel.send(TO_ROSA, Reply(sentence * 150, (Option("Costi", "x"),)), message_id=12)

    said = telegram.said["111"]
    assert len(said) == 3
    assert all(len(part) <= 4096 and part.endswith("unica.") for part in said)
    assert " ".join(said) == (sentence * 150).strip()
    has_buttons = ["inline_keyboard" in call["reply_markup"] for call in telegram.called("sendMessage")]
    assert has_buttons == [False, False, True]


@pytest.mark.parametrize(
    ("trouble", "kind", "code"),
    [
        (7, ChannelUnavailable, "429"),
        ((403, "Forbidden: bot was blocked by the user"), CitizenUnreachable, "blocked"),
        ((403, "Forbidden: user is deactivated"), CitizenUnreachable, "blocked"),
        ((400, "Bad Request: chat not found"), ChannelRefused, "400"),
        ((401, "Unauthorized"), ChannelRefused, "token_refused"),
        ((404, "Not Found"), ChannelRefused, "token_refused"),
        ((409, "Conflict"), ChannelUnavailable, "409"),
        ((429, "Too Many Requests"), ChannelUnavailable, "429"),
        ((502, "Bad Gateway"), OutcomeUnknown, "server_error"),
        ("500 after accepting", OutcomeUnknown, "server_error"),
        ("cuts after accepting", OutcomeUnknown, "cut_off"),
        ("cuts before accepting", OutcomeUnknown, "cut_off"),
    ],
)
async def test_what_telegram_does_not_take_is_told_in_our_words(
    telegram: FakeTelegram, channel: TelegramChannel, trouble: Trouble, kind: type[ChannelError], code: str
) -> None:
    telegram.troubles = [trouble]
    error = await error_of(channel)

    assert (type(error), str(error)) == (kind, code)
    assert len(telegram.called("sendMessage")) == 1


async def test_telegram_says_how_long_to_wait_and_until_then_the_chat_is_left_alone(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    telegram.troubles = [7]
    first, second = await error_of(channel), await error_of(channel)
    await channel.send(TO_UGO, HELLO, message_id=13)

    assert isinstance(first, ChannelUnavailable) and first.after == timedelta(seconds=7)
    assert isinstance(second, ChannelUnavailable) and str(second) == "too_fast"
    assert second.after and timedelta(seconds=6) < second.after <= timedelta(seconds=7)
    assert [call["chat_id"] for call in telegram.called("sendMessage")] == ["111", "222"]


async def test_a_call_that_takes_too_long_may_have_been_taken(
    telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "ANSWER", timedelta(seconds=0.1))
    async with opened(telegram.url) as channel:
        telegram.troubles = ["hangs"]
        error = await error_of(channel)

    assert (type(error), str(error)) == (OutcomeUnknown, "cut_off")


async def test_a_telegram_that_cannot_be_reached_has_surely_taken_nothing() -> None:
    async with opened("http://127.0.0.1:9") as channel:
        error = await error_of(channel)

    assert (type(error), str(error)) == (ChannelUnavailable, "no_connection")


@pytest.mark.parametrize("trouble", [(400, "Bad Request: message is too long"), "500 after accepting"])
async def test_a_reply_of_which_half_is_there_is_not_sent_again(
    telegram: FakeTelegram, channel: TelegramChannel, trouble: Trouble
) -> None:
    telegram.trouble_by = lambda text: trouble if text.startswith("due") else None
    error = await error_of(channel, Reply("uno " * 1000 + "\ndue " * 1000))

    assert (type(error), str(error)) == (OutcomeUnknown, "half_sent")


async def test_the_second_half_waits_where_telegram_asks_for_it(
    telegram: FakeTelegram, channel: TelegramChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.channel.LONGEST_PAUSE", timedelta(0))
    refusals = [3]
    telegram.trouble_by = lambda text: refusals.pop() if text.startswith("due") and refusals else None
    await channel.send(TO_ROSA, Reply("uno " * 1000 + "\n" + "due " * 1000), message_id=12)

    assert [text[:3] for text in telegram.said["111"]] == ["uno", "due"]


async def test_a_wrong_token_is_told_with_the_account_and_never_with_the_token(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = "987654:AAnot-the-token"
    async with opened(telegram.url, wrong) as channel:
        await error_of(channel)

    assert "telegram_token_refused account=telegram:bot" in caplog.text
    assert wrong not in caplog.text


@pytest.mark.parametrize(
    "trouble", [None, 7, (403, f"Forbidden: {SECRET}"), "500 after accepting", "cuts after accepting"]
)
async def test_neither_the_token_nor_a_text_is_ever_logged(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture, trouble: Trouble | None
) -> None:
    caplog.set_level(logging.DEBUG)
    telegram.troubles = [trouble] if trouble else []
    async with opened(telegram.url) as channel:
        told = ""
        try:
            await channel.send(TO_ROSA, Reply(SECRET), message_id=12)
        except ChannelError as error:
            told = "".join(traceback.format_exception(error))

    assert all(secret not in caplog.text + told for secret in (TOKEN, TOKEN[-12:], SECRET))


async def test_an_account_that_is_not_set_up_any_more_refuses(channel: TelegramChannel) -> None:
    with pytest.raises(ChannelRefused, match="no_account"):
        await channel.send(Recipient("telegram:altro", "111"), HELLO, message_id=12)
