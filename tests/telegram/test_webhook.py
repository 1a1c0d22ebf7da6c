"""The webhook: who is listened to, what is stored, and what Telegram is asked for in return."""

import asyncio
import json
import random
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import LargeBinary, make_url, text, type_coerce, update
from sqlalchemy.orm import InstrumentedAttribute

from bot.dialogue.turn import Option
from bot.errors import SettingsError
from bot.storage.database import Database
from bot.storage.keys import KeyRing, new_secret
from bot.storage.models import InboundMessage, OutboundMessage
from tests.storage.conftest import KEYS
from tests.storage.desk import Desk
from tests.telegram.citizens import ROSA, UGO
from tests.telegram.conftest import Opens
from tests.telegram.door import SECRET, Door

COSTS, HOURS = Option("Quanto costa", "ask:nido:costi"), Option("Orari", "ask:nido:orari")


async def test_an_update_is_stored_before_it_is_acknowledged(door: Door) -> None:
    response = await door.knock(ROSA.says("quanto costa il nido?"))

    assert (response.status_code, response.content) == (200, b"")
    assert await door.written(ROSA) == ["quanto costa il nido?"]


async def test_the_same_update_fifty_times_at_once_is_stored_once(door: Door) -> None:
    update = ROSA.says("quanto costa?")
    responses = await asyncio.gather(*(door.knock(update) for _ in range(50)))

    assert {response.status_code for response in responses} == {200}
    assert await door.written() == ["quanto costa?"]


async def test_two_first_messages_at_once_are_one_talk(door: Door) -> None:
    await asyncio.gather(*(door.knock(ROSA.says(text)) for text in ("buongiorno", "quanto costa?")))

    assert len(await door.talks()) == 1
    assert sorted(filter(None, await door.written())) == ["buongiorno", "quanto costa?"]


async def test_updates_that_come_in_another_order_are_put_right(door: Door) -> None:
    words = [f"parola {number}" for number in range(12)]
    updates = [ROSA.says(text, after=second) for second, text in enumerate(words)]
    await door.brings(*reversed(updates[:6]))
    shuffled = updates[6:]
    random.Random(7).shuffle(shuffled)
    await asyncio.gather(*(door.knock(update) for update in shuffled))

    assert await door.written(ROSA) == words


async def test_what_is_being_answered_keeps_its_place(door: Door, desk: Desk) -> None:
    first, second, third = (ROSA.says(text, after=n) for n, text in enumerate(("uno", "due", "tre")))
    await door.brings(second)
    await desk.must_claim()
    await door.brings(third, first)

    assert await door.written(ROSA) == ["due", "uno", "tre"]


@pytest.mark.parametrize("secret", ["", "x", SECRET[:-1], SECRET + "x", SECRET.upper(), "chiave-è-no"])
async def test_who_does_not_know_the_secret_is_not_listened_to(door: Door, secret: str) -> None:
    response = await door.client.post(
        "/webhooks/telegram/main",
        content=json.dumps(ROSA.says("ciao")),
        headers={b"X-Telegram-Bot-Api-Secret-Token": secret.encode()},
    )

    assert response.status_code == 401
    assert await door.written() == []


async def test_a_secret_of_ones_own_takes_the_place_of_the_one_from_the_token(
    opened: Opens, database: Database
) -> None:
    async with opened(database, telegram_webhook_secret="uno_tutto-nostro") as door:
        old, own = await door.knock(ROSA.says("no")), await door.knock(ROSA.says("sì"), "uno_tutto-nostro")

        assert (old.status_code, own.status_code) == (401, 200)
        assert await door.written() == ["sì"]


async def test_a_secret_that_telegram_would_not_take_is_told_at_the_start(opened: Opens, database: Database) -> None:
    with pytest.raises(SettingsError, match="webhook_secret of Telegram"):
        async with opened(database, telegram_webhook_secret="con spazi"):
            pass


async def test_no_header_of_a_proxy_stands_for_the_secret(door: Door) -> None:
    telegrams = "149.154.167.220"
    spoofed = {"X-Forwarded-For": telegrams, "X-Real-IP": telegrams, "Forwarded": f"for={telegrams}"}
    response = await door.client.post("/webhooks/telegram/main", json=ROSA.says("ciao"), headers=spoofed)

    assert response.status_code == 401
    assert await door.written() == []


async def test_who_does_not_know_the_secret_is_answered_before_the_body_is_there(door: Door) -> None:
    """A body of a megabyte is announced, and never comes."""
    url = door.client.base_url
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(b"POST /webhooks/telegram/main HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{")
    await writer.drain()
    status = await reader.readline()
    writer.close()

    assert b"401" in status


@pytest.mark.parametrize("path", ["/webhooks/telegram/other", "/webhooks/telegram/", "/webhooks/telegram/main/x"])
async def test_an_account_that_is_not_there_is_not_found(door: Door, path: str) -> None:
    assert (await door.knock(ROSA.says("ciao"), path=path)).status_code in (404, 405)
    assert await door.written() == []


async def test_a_body_of_a_megabyte_is_refused(door: Door) -> None:
    response = await door.knock(ROSA.says("a" * 1_000_000))

    assert response.status_code == 413
    assert await door.written() == []


async def test_the_longest_message_that_telegram_brings_is_taken(door: Door) -> None:
    quoted = {"message_id": 1, "chat": ROSA.home, "date": 1, "text": "😢" * 4096}
    response = await door.knock(ROSA.says("😢" * 4096, reply_to_message=quoted))

    assert response.status_code == 200
    assert await door.written() == ["😢" * 4096]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"update_id": "x"}', b'{"update_id": 1, "message": 5}',
     b'{"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": "a", "type": "private"}, "text": "x"}}',
     b'{"update_id": 1, "message": {"message_id": 1, "date": -1, "chat": {"id": 1, "type": "private"}, "text": "x"}}',
     b'{"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "\\ud800"}}',
     b'{"update_id": 1' + b"0" * 400 + b', "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}}',
     b"[" * 100_000],
)  # fmt: skip
async def test_an_update_that_cannot_be_used_is_passed_over(door: Door, body: bytes) -> None:
    """Anything but 200 would stop the queue behind it."""
    assert (await door.knock(body)).status_code == 200
    assert await door.written() == []


async def test_without_a_database_telegram_is_to_come_again(opened: Opens) -> None:
    nowhere = Database(make_url("postgresql+psycopg://nobody@127.0.0.1:9/nothing"), KEYS)
    async with opened(nowhere) as door:
        said, pressed = await door.knock(ROSA.says("ciao")), await door.knock(ROSA.presses("1:0"))
    await nowhere.close()

    assert (said.status_code, pressed.status_code) == (503, 503)


async def test_what_a_slow_database_could_not_store_in_time_is_brought_again_and_stored_once(
    door: Door, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = ROSA.says("uno"), ROSA.says("due", after=1)
    async with database.transaction() as session:
        await session.execute(text("LOCK TABLE inbound_message"))
        with monkeypatch.context() as hasty:
            hasty.setattr("bot.webhooks.telegram_intake.PATIENCE", timedelta(seconds=0.3))
            refused = await door.knock(first)
    await door.brings(second, first, first)

    assert refused.status_code == 503
    assert await door.written(ROSA) == ["uno", "due"]


async def test_who_blocks_the_bot_is_not_reached_until_they_let_it_in_again(door: Door) -> None:
    await door.brings(ROSA.says("ciao"), ROSA.blocks())
    [blocked] = await door.talks()
    await door.brings(ROSA.blocks("member"))
    [reachable] = await door.talks()
    await door.brings(ROSA.blocks(), ROSA.says("rieccomi"))
    [back] = await door.talks()

    assert blocked.unreachable_at and not reachable.unreachable_at and not back.unreachable_at


async def test_a_stranger_who_blocks_the_bot_leaves_no_trace(door: Door) -> None:
    await door.brings(UGO.blocks(), UGO.blocks("member"))

    assert await door.talks() == []


async def test_the_bot_leaves_a_group_that_it_was_put_into_and_stores_nothing(door: Door) -> None:
    group = {"id": -100123, "type": "supergroup", "title": "Famiglia"}
    change = {"chat": group, "from": ROSA.user, "date": 1, "new_chat_member": {"status": "member"}}
    said = {"message_id": 1, "from": ROSA.user, "chat": group, "date": 1, "text": "ciao"}
    asked = await door.brings({"update_id": 1, "my_chat_member": change}, {"update_id": 2, "message": said})

    assert asked == [{"method": "leaveChat", "chat_id": "-100123"}, {}]
    assert await door.talks() == []


async def test_a_button_whose_message_nobody_can_read_any_more_is_stale(door: Door) -> None:
    await door.brings(ROSA.says("ciao"))
    press = ROSA.presses(f"{await door.shows(COSTS)}:0")
    await is_lost(door, OutboundMessage.body)
    [asked] = await door.brings(press)

    assert asked.keys() == {"method", "callback_query_id"}
    assert await door.written(ROSA) == ["ciao", "stale:"]


async def test_a_correction_of_what_nobody_can_read_any_more_stands_in_its_place(door: Door) -> None:
    said = ROSA.says("quanto csta?")
    await door.brings(said)
    await is_lost(door, InboundMessage.text)
    await door.brings(ROSA.edits(said, "quanto costa?"))

    assert await door.written(ROSA) == ["quanto costa?"]


async def is_lost(door: Door, column: InstrumentedAttribute[Any]) -> None:
    """What stands there was encrypted with a key that is gone."""
    place = f"{column.class_.__tablename__}.{column.key}"
    lost = KeyRing.from_text(new_secret()).encrypt("…", place)
    async with door.database.transaction() as session:
        await session.execute(update(column.class_).values({column: type_coerce(lost, LargeBinary)}))
