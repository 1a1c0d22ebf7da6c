"""Twilio's webhook: what is signed is stored once and committed before the 2xx; anything else changes nothing."""

import asyncio
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select, text

from bot.knowledge.live import LiveKnowledge
from bot.settings import Settings, load_settings
from bot.storage.database import Database
from bot.storage.models import Conversation, InboundMessage
from tests.storage.conftest import KEYS
from tests.storage.desk import Desk
from tests.whatsapp.conftest import calling
from tests.whatsapp.fake_twilio import PUBLIC_URL, Caller, message_form, signature

ROSA, UGO = "whatsapp:+393331111111", "whatsapp:IT.13491208655302741918"
URL = f"{PUBLIC_URL}/webhooks/twilio/bussero"
FORM = message_form("SM1", ROSA, "Quanto costa?")


async def stored(desk: Desk) -> list[tuple[str, str, str | None]]:
    """Sid, kind and text of each message, in order."""
    async with desk.database.transaction() as session:
        query = select(InboundMessage.provider_message_id, InboundMessage.kind, InboundMessage.text)
        rows = await session.execute(query.order_by(InboundMessage.id))
        return [(sid, kind, said) for sid, kind, said in rows]


async def test_a_message_is_stored_for_the_accounts_municipality(caller: Caller, desk: Desk) -> None:
    assert await caller.says("SM1", ROSA, "Quanto costa?") == 204

    [talk] = await desk.conversations()
    assert (talk.channel_account, talk.address, talk.comune) == ("whatsapp:bussero", ROSA, "bussero")
    assert await stored(desk) == [("SM1", "text", "Quanto costa?")]


async def test_the_address_as_it_was_written_down_at_twilio_may_be_what_is_signed(caller: Caller, desk: Desk) -> None:
    assert await caller.tells(FORM, signed=signature(f"{URL}#rc=3&rp=all", FORM)) == 204

    assert await stored(desk) == [("SM1", "text", "Quanto costa?")]


async def test_an_address_is_never_read_as_a_phone_number(caller: Caller, desk: Desk) -> None:
    assert await caller.says("SM1", UGO, "ciao") == 204

    assert (await desk.conversations())[0].address == UGO


async def test_where_an_account_serves_several_municipalities_none_is_known_yet(caller: Caller, desk: Desk) -> None:
    await Caller(caller.client, "plain").says("SM1", ROSA, "ciao")

    assert (await desk.conversations())[0].comune is None


@pytest.mark.parametrize(
    ("pairs", "signed"),
    [
        (FORM, ""),
        (FORM, "AAAA"),
        (FORM, signature(URL, FORM, "another-token")),
        (FORM, signature("https://evil.example.org/webhooks/twilio/bussero", FORM)),
        (FORM, signature("http://sportello.example.it/webhooks/twilio/bussero", FORM)),
        (FORM, signature(f"{PUBLIC_URL}/webhooks/twilio/plain", FORM)),
        (FORM, signature(f"{URL}?a=1", FORM)),
        (FORM, signature(f"{URL}#rc=5", FORM)),
        (FORM, signature(URL, [("Body", "x")])),
        ([*FORM, ("Body", "un'altra")], signature(URL, FORM)),
        ([*FORM, ("New", "")], signature(URL, FORM)),
        (message_form("SM1", ROSA, "Quanto costa? "), signature(URL, FORM)),
        (FORM, "è"),
    ],
    ids=["missing", "invented", "with another token", "for another host", "for http", "for another account",
         "for another query", "for another address written down", "of other fields", "a field repeated", "an empty field added",
         "a space added", "no ASCII"],
)  # fmt: skip
async def test_a_forged_call_stores_nothing(caller: Caller, desk: Desk, pairs: Any, signed: str) -> None:
    headers = {b"X-Twilio-Signature": signed.encode(), b"Content-Type": b"application/x-www-form-urlencoded"}
    answer = await caller.client.post(caller.path, content=urlencode(pairs), headers=headers)

    assert answer.status_code == 403 and answer.content == b""
    assert await stored(desk) == []


async def test_what_proxies_say_about_the_address_plays_no_part(caller: Caller, desk: Desk) -> None:
    evil = "https://evil.example.org/webhooks/twilio/bussero"
    headers = {
        "X-Twilio-Signature": signature(evil, FORM),
        "Content-Type": "application/x-www-form-urlencoded",
        "Host": "evil.example.org",
        "X-Forwarded-Host": "evil.example.org",
        "X-Forwarded-Proto": "https",
        "Forwarded": "host=evil.example.org;proto=https",
    }
    answer = await caller.client.post(caller.path, content=urlencode(FORM), headers=headers)

    assert answer.status_code == 403
    assert await stored(desk) == []


async def test_query_unknown_empty_and_repeated_fields_are_part_of_what_is_signed(caller: Caller, desk: Desk) -> None:
    pairs = [*FORM, ("New", ""), ("ChannelMetadata", '{"type":"whatsapp"}'), ("Twice", "b"), ("Twice", "a")]

    assert await caller.tells(pairs, path=f"{caller.path}?from=console&empty=") == 204
    assert len(await stored(desk)) == 1


@pytest.mark.parametrize(
    "body", [b"MessageSid=SM1&Body=%ff%fe", b"\xff\xfe=1", b"&".join([b"a=1"] * 1000), b"", b"%00=%00"]
)
async def test_bytes_that_are_no_form_are_refused(caller: Caller, desk: Desk, body: bytes) -> None:
    headers = {"X-Twilio-Signature": signature(URL, [("a", "1")]), "Content-Type": "application/x-www-form-urlencoded"}
    answer = await caller.client.post(caller.path, content=body, headers=headers)

    assert answer.status_code == 403
    assert await stored(desk) == []


async def test_a_body_of_a_megabyte_is_not_read(caller: Caller, desk: Desk) -> None:
    answer = await caller.client.post(caller.path, content=b"Body=" + b"a" * 1_000_000)

    assert answer.status_code == 413
    assert await stored(desk) == []


async def test_the_longest_message_of_whatsapp_is_taken(caller: Caller, desk: Desk) -> None:
    assert await caller.says("SM1", ROSA, "👵🏽" * 2048) == 204
    assert len(await stored(desk)) == 1


@pytest.mark.parametrize("sid", ["", "SM\0", "S" * 300])
async def test_a_signed_call_that_cannot_be_used_is_acknowledged(caller: Caller, desk: Desk, sid: str) -> None:
    assert await caller.says(sid, ROSA, "ciao") == 204
    assert await stored(desk) == []


@pytest.mark.parametrize("path", ["/webhooks/twilio/nobody", "/webhooks/twilio/nobody/status"])
async def test_an_account_that_there_is_not_is_as_forged_as_any(caller: Caller, path: str) -> None:
    assert await caller.tells(FORM, path=path) == 403


async def test_the_same_call_fifty_times_at_once_is_one_message(caller: Caller, desk: Desk) -> None:
    answers = await asyncio.gather(*(caller.says("SM1", ROSA, "Quanto costa?") for _ in range(50)))

    assert set(answers) == {204}
    assert await stored(desk) == [("SM1", "text", "Quanto costa?")]


async def test_two_first_messages_of_a_new_citizen_at_once_begin_one_talk(caller: Caller, desk: Desk) -> None:
    for number in range(10):
        sender = f"{ROSA}{number}"
        await asyncio.gather(*(caller.says(f"SM{number}{half}", sender, half) for half in ("a", "b")))

    async with desk.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Conversation)) == 10
        assert await session.scalar(select(func.count()).select_from(InboundMessage)) == 20


async def test_a_call_that_is_played_again_later_changes_nothing(caller: Caller, desk: Desk) -> None:
    await caller.says("SM1", ROSA, "Quanto costa?")
    turn = await desk.must_claim()
    await desk.completes(turn, "Cinque euro.")

    assert await caller.says("SM1", ROSA, "Quanto costa?") == 204
    assert await desk.claims() is None


async def test_without_a_database_the_call_is_not_acknowledged(
    database: Database, knowledge: LiveKnowledge, settings: Settings
) -> None:
    away = Database(database.url.set(port=9), KEYS)
    async with calling(away, knowledge, settings) as caller:
        assert await caller.says("SM1", ROSA, "ciao") == 503
        assert await caller.reports(f"{URL}/status?message=1", "SM1", "delivered") == 503
        # Who forges is not even told that.
        assert await caller.tells(FORM, signed="x") == 403
    await away.close()


async def test_without_accounts_there_is_no_door(database: Database, knowledge: LiveKnowledge) -> None:
    async with calling(database, knowledge, load_settings()) as caller:
        assert await caller.says("SM1", ROSA, "ciao") in (404, 405)


async def test_what_a_slow_database_could_not_store_in_time_is_told_again_and_stored_once(
    caller: Caller, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk.database.transaction() as session:
        await session.execute(text("LOCK TABLE inbound_message"))
        with monkeypatch.context() as hasty:
            hasty.setattr("bot.webhooks.twilio.PATIENCE", timedelta(seconds=0.3))
            refused = await caller.says("SM1", ROSA, "Quanto costa?")
    told = [await caller.says("SM1", ROSA, "Quanto costa?") for _ in range(2)]

    assert (refused, told) == (503, [204, 204])
    assert await stored(desk) == [("SM1", "text", "Quanto costa?")]
