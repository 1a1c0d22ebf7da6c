"""Anything at all sent to Twilio's webhooks: never a 5xx, and nothing stored that was not signed.

A few inputs here; `FUZZ_INPUTS=100000 .venv/bin/python -m pytest tests/whatsapp/test_fuzz.py -s` tries as many and says what it saw.
"""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar
from urllib.parse import quote, quote_plus

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.knowledge.live import LiveKnowledge
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.models import InboundMessage
from bot.web import create_app
from tests.storage.conftest import KEYS
from tests.whatsapp.fake_twilio import ACCOUNT_SID, NUMBER, PUBLIC_URL, signature

INPUTS = int(os.environ.get("FUZZ_INPUTS", "150"))
MOST_DRAWN = 2000
"""By one hypothesis: it remembers what it has drawn, and the more that is the slower it draws."""
PATHS = ("/webhooks/twilio/bussero", "/webhooks/twilio/bussero/status", "/webhooks/twilio/plain", "/webhooks/twilio/x")
KNOWN = (
    "MessageSid", "SmsMessageSid", "From", "To", "Body", "NumMedia", "MessageType", "ButtonPayload", "ListId", "Latitude",
    "OptOutType", "MediaContentType0", "MessageStatus", "ErrorCode", "bodySHA256",
)  # fmt: skip
LIKELY = (
    "0",
    "1",
    "text",
    "image",
    "reaction",
    "STOP",
    "delivered",
    "failed",
    "63016",
    "21610",
    "-1",
    "½",
    "٣",
    "1e9",
    "",
)

Input = TypeVar("Input")
Fields = list[tuple[str, str]]

words = st.text(max_size=60) | st.sampled_from(LIKELY)
pairs = st.lists(st.tuples(st.sampled_from(KNOWN) | st.text(max_size=12), words), max_size=12)
queries = st.sampled_from(("", "message=1", "message=1&part=1", "message=9&template=1", "bodySHA256=00")) | st.text(
    max_size=30
).map(lambda said: quote(said, safe="=&;,+/?"))
raw = st.binary(max_size=300)
signatures = st.just(b"") | st.text("abcAB/+=1é ", max_size=30).map(lambda said: said.strip().encode())


def encoded(fields: Fields) -> bytes:
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in fields).encode()


@pytest.fixture
async def app(database: Database, knowledge: LiveKnowledge, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(database, knowledge, settings), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        yield client


@pytest.fixture
async def app_without_database(
    server: object, knowledge: LiveKnowledge, settings: Settings, database: Database
) -> AsyncIterator[httpx.AsyncClient]:
    away = Database(database.url.set(port=9), KEYS)
    transport = httpx.ASGITransport(create_app(away, knowledge, settings), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        yield client
    await away.close()


async def stored(database: Database) -> int:
    async with database.transaction() as session:
        return int(await session.scalar(select(func.count()).select_from(InboundMessage)) or 0)


async def newest(database: Database) -> int:
    """Quicker than to count, and as good: nothing is deleted."""
    async with database.transaction() as session:
        return int(await session.scalar(select(func.max(InboundMessage.id))) or 0)


async def post(app: httpx.AsyncClient, path: str, query: str, body: bytes, signed: bytes) -> int:
    headers = {b"X-Twilio-Signature": signed, b"Content-Type": b"application/x-www-form-urlencoded"}
    url = httpx.URL(f"http://here{path}", query=query.encode()) if query else httpx.URL(f"http://here{path}")
    return (await app.post(url, content=body, headers=headers)).status_code


def true_signature(path: str, query: str, fields: Fields) -> bytes:
    url = httpx.URL(f"{PUBLIC_URL}{path}", query=query.encode()) if query else httpx.URL(f"{PUBLIC_URL}{path}")
    return signature(PUBLIC_URL + url.raw_path.decode(), fields).encode()


async def on_each(
    strategy: st.SearchStrategy[Input], check: Callable[[Input], Awaitable[None]], inputs: int = INPUTS
) -> None:
    """The check on so many inputs; hypothesis, which knows no loop, stands in a thread."""
    for done in range(0, inputs, MOST_DRAWN):
        some = min(MOST_DRAWN, inputs - done)
        await asyncio.to_thread(_checked(strategy, check, some, asyncio.get_running_loop()))
        if inputs > MOST_DRAWN:
            print(f"{check.__name__}: {done + some} tried", flush=True)


def _checked(
    strategy: st.SearchStrategy[Input],
    check: Callable[[Input], Awaitable[None]],
    inputs: int,
    loop: asyncio.AbstractEventLoop,
) -> Callable[[], None]:
    @hypothesis_settings(max_examples=inputs, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def checked(given_input: Input) -> None:
        async def once() -> None:
            await check(given_input)

        asyncio.run_coroutine_threadsafe(once(), loop).result()

    return checked


async def test_nothing_forged_is_stored_or_breaks_anything(app: httpx.AsyncClient, database: Database) -> None:
    tally: Counter[str] = Counter()

    async def forged(sent: tuple[str, str, bytes, bytes]) -> None:
        path, query, body, signed = sent
        status = await post(app, path, query, body, signed)
        tally[f"forged {status}"] += 1
        assert status == 403

    await on_each(st.tuples(st.sampled_from(PATHS), queries, raw | pairs.map(encoded), signatures), forged)
    assert await stored(database) == 0
    print(dict(tally))


async def test_whatever_is_signed_is_acknowledged_and_whatever_is_spoilt_is_not(
    app: httpx.AsyncClient, database: Database
) -> None:
    tally: Counter[str] = Counter()

    async def told(sent: tuple[str, str, Fields, bool, str]) -> None:
        path, query, fields, is_spoilt, more = sent
        fields = [
            ("MessageSid", f"SM{more}"),
            ("From", "whatsapp:x"),
            ("To", NUMBER),
            ("AccountSid", ACCOUNT_SID),
            *fields,
        ]
        signed, before = true_signature(path, query, fields), await newest(database) if is_spoilt else 0
        if is_spoilt:
            fields = [*fields, ("Body", f"{more}…")]
        status = await post(app, path, query, encoded(fields), signed)
        tally[f"{'spoilt' if is_spoilt else 'signed'} {status}"] += 1
        assert status == (403 if is_spoilt else 204)
        assert not is_spoilt or await newest(database) == before

    await on_each(st.tuples(st.sampled_from(PATHS[:3]), queries, pairs, st.booleans(), words), told)
    assert 0 < await stored(database) <= tally["signed 204"]
    print(dict(tally), "stored", await stored(database))


async def test_without_a_database_a_signed_call_is_never_acknowledged(app_without_database: httpx.AsyncClient) -> None:
    async def told(sent: tuple[Fields, bool]) -> None:
        fields, is_signed = [("MessageSid", "SM1"), ("From", "whatsapp:x"), *sent[0]], sent[1]
        signed = true_signature(PATHS[0], "", fields) if is_signed else b"x"
        assert await post(app_without_database, PATHS[0], "", encoded(fields), signed) == (503 if is_signed else 403)

    await on_each(st.tuples(pairs, st.booleans()), told, min(INPUTS, 100))
