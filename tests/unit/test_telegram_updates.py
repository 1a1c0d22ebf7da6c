"""Bytes of Telegram's as the queue's messages: a table of every kind of update."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from bot.channels.accounts import TelegramAccount
from bot.channels.telegram.buttons import button_data, read_button
from bot.channels.telegram.commands import load_texts
from bot.channels.telegram.meanings import Blocked, Pressed, PutIntoGroup, Written
from bot.channels.telegram.updates import read_update
from bot.queue.messages import Inbound
from bot.storage.base import Kind
from bot.webhooks.telegram_intake import TelegramIntake
from tests.telegram.citizens import ROSA
from tests.telegram.known import KNOWN

TABLE = yaml.safe_load((Path(__file__).parents[1] / "payloads/telegram/updates.yaml").read_text(encoding="utf-8"))
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def in_group(status: str) -> dict[str, Any]:
    change = {"chat": {"id": -5, "type": "group"}, "new_chat_member": {"status": status}}
    return {"update_id": 1, "my_chat_member": change}


def intake(*comuni: str) -> TelegramIntake:
    """Of a bot; nothing is stored."""
    account = TelegramAccount.model_validate({"token": "1:x", "comuni": comuni})
    return TelegramIntake(cast(Any, None), cast(Any, None), KNOWN, "bot", account, load_texts(), lambda: NOON)


@pytest.mark.parametrize("row", TABLE, ids=[row["name"] for row in TABLE])
def test_an_update_is_this_message(row: dict[str, Any]) -> None:
    update = read_update(row["update"].encode())
    meaning = update.meaning if update else None

    if row["inbound"] is None:
        assert meaning is None
    else:
        assert isinstance(meaning, Written)
        usual = Inbound("telegram:bot", row["inbound"].pop("id", "100:7"), "5550001", NOON)
        assert intake().inbound(meaning) == replace(usual, **row["inbound"])


def test_the_table_has_every_kind_of_message() -> None:
    kinds: set[Kind] = {row["inbound"]["kind"] for row in TABLE if row["inbound"]}

    assert kinds == {"text", "payload", "media", "location", "other"}


@pytest.mark.parametrize(
    ("comuni", "argument", "comune"),
    [((), "valle", "valle"), (("borgo",), "valle", "borgo"), (("valle", "borgo"), "valle", "valle"), ((), "altrove", None)],
)  # fmt: skip
def test_a_link_names_only_a_municipality_that_the_bot_serves(
    comuni: tuple[str, ...], argument: str, comune: str | None
) -> None:
    message = intake(*comuni).inbound(Written(1, 2, "3", NOON, "text", f"/start {argument}"))

    assert message.comune == comune
    assert (message.payload == f"comune:{argument}") == (argument == comune)


def test_a_moment_in_the_future_is_now() -> None:
    late = NOON.replace(year=2030)

    assert intake().inbound(Written(1, 2, "3", late, "text", "ciao")).received_at == NOON


def test_a_new_version_of_a_message_says_so() -> None:
    said = ROSA.says("quanto csta?")
    new = read_update(json.dumps(ROSA.edits(said, "quanto costa?")))

    assert new and isinstance(new.meaning, Written)
    assert (new.meaning.is_edit, new.meaning.text) == (True, "quanto costa?")
    assert new.meaning.message == said["message"]["message_id"]


@pytest.mark.parametrize(
    ("update", "meaning"),
    [
        (ROSA.blocks(), Blocked("111", True)),
        (ROSA.blocks("member"), Blocked("111", False)),
        ({"update_id": 1, "callback_query": {"id": "9", "data": "12:0", "message": {"chat": ROSA.home}}}, Pressed(1, "111", "9", "12:0")),
        (in_group("member"), PutIntoGroup("-5")),
        (in_group("kicked"), None),
    ],
)  # fmt: skip
def test_what_is_no_message_has_a_meaning_too(update: dict[str, Any], meaning: object) -> None:
    read = read_update(json.dumps(update))

    assert read and read.meaning == meaning


@pytest.mark.parametrize(("message_id", "place"), [(1, 0), (9_999_999_999, 99)])
def test_a_button_holds_64_bytes_and_comes_back(message_id: int, place: int) -> None:
    data = button_data(message_id, place)

    assert len(data.encode()) <= 64
    assert read_button(data) == (message_id, place)


@pytest.mark.parametrize(
    "data", ["", "1", "1:", ":1", "0:1", "-1:0", "1:0:0", "ask:nido", "１:0", "1:0 ", "9" * 30 + ":0"]
)
def test_what_we_gave_to_no_button_is_none_of_ours(data: str) -> None:
    assert read_button(data) is None
