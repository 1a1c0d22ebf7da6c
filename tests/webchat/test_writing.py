"""What a page sends: stored once, before it is acknowledged, or refused in plain words."""

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from sqlalchemy import URL, func, select

from bot import web
from bot.storage.database import Database
from bot.storage.models import InboundMessage
from tests.storage.conftest import KEYS
from tests.storage.desk import Desk
from tests.webchat.conftest import Opens
from tests.webchat.page import Page, new_id


async def rows(database: Database) -> int:
    async with database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(InboundMessage)) or 0


async def test_what_is_written_is_in_the_inbox_when_it_is_acknowledged(rosa: Page, desk: Desk) -> None:
    response = await rosa.writes("a che ora aprite?")
    turn = await desk.must_claim()

    assert response.status_code == 202
    assert (turn.channel_account, turn.comune, turn.text) == ("web:borgo", "borgo", "a che ora aprite?")


async def test_fifty_repeats_at_once_are_one_message(rosa: Page, database: Database) -> None:
    same = new_id()
    answers = await asyncio.gather(*(rosa.writes("buongiorno", same) for _ in range(50)))

    assert sorted(answer.status_code for answer in answers) == [200] * 49 + [202]
    assert await rows(database) == 1


async def test_two_first_messages_at_once_are_one_talk(rosa: Page, desk: Desk) -> None:
    await asyncio.gather(rosa.writes("buongiorno"), rosa.writes("aprite?"))

    assert [talk.last_number for talk in await desk.conversations()] == [2]


async def test_two_visitors_may_choose_the_same_id(rosa: Page, ugo: Page, database: Database) -> None:
    same = new_id()
    await rosa.writes("buongiorno", same)

    assert (await ugo.writes("buonasera", same)).status_code == 202
    assert await rows(database) == 2


async def test_one_visitor_has_a_talk_with_each_municipality(rosa: Page, desk: Desk) -> None:
    await rosa.writes("buongiorno")
    await Page(rosa.client, rosa.token, "valle").writes("buongiorno")

    assert [talk.channel_account for talk in await desk.conversations()] == ["web:borgo", "web:valle"]


async def test_a_pressed_option_is_told_from_a_text(rosa: Page, desk: Desk) -> None:
    await rosa.presses("ask:sad:costi")
    [message] = (await desk.must_claim()).messages

    assert (message.kind, message.text, message.payload) == ("payload", None, "ask:sad:costi")


async def test_a_cry_for_help_does_not_wait_for_the_rest_of_the_sentence(opened: Opens, desk: Desk) -> None:
    async with opened(desk.database, pause_seconds=60) as client:
        page = await Page(client).opens()
        await page.writes("a che ora aprite?")
        assert await desk.claims() is None
        await page.writes("aiuto, mio marito mi picchia")

    assert await desk.claims() is not None


async def test_the_token_itself_is_stored_nowhere(rosa: Page, desk: Desk) -> None:
    await rosa.writes("buongiorno")
    [talk] = await desk.conversations()

    assert talk.address not in rosa.token
    assert len(talk.address) == 64  # a SHA-256 in hexadecimal


@pytest.mark.parametrize("token", [".", "x", "A" * 64, "nonsense-" * 8])
async def test_an_invented_token_is_refused(rosa: Page, token: str) -> None:
    rosa.token = token
    response = await rosa.writes("buongiorno")

    assert (response.status_code, response.json()["error"]) == (401, "wrong_token")


async def test_a_changed_token_is_refused(rosa: Page) -> None:
    rosa.token = ("B" if rosa.token[0] == "A" else "A") + rosa.token[1:]

    assert (await rosa.writes("buongiorno")).status_code == 401


GOOD: dict[str, Any] = {"comune": "borgo", "id": "0" * 32, "text": "ciao"}


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        (b'{"comune": "borgo", "id": "00000000000000000000", "text": "\xff\xfe"}', 400, "invalid"),
        (b'{"comune": "borgo", "id": "00000000000000000000", "text": "\\ud800"}', 422, "invalid"),
        (b"{", 422, "invalid"),
        (b"[]", 422, "invalid"),
        ({**GOOD, "admin": True}, 422, "invalid"),
        ({**GOOD, "text": 7}, 422, "invalid"),
        ({**GOOD, "text": " \n\x00 "}, 422, "invalid"),
        ({**GOOD, "id": "short"}, 422, "invalid"),
        ({**GOOD, "id": "0" * 31 + "\n"}, 422, "invalid"),
        ({**GOOD, "comune": "altrove"}, 404, "unknown_comune"),
        ({**GOOD, "comune": "../borgo"}, 422, "invalid"),
        ({**GOOD, "text": "x" * 2001}, 422, "too_long"),
        ({**GOOD, "text": "è" * 40_000}, 413, "too_large"),
        (b'"' + b"x" * 1_000_000 + b'"', 413, "too_large"),
    ],
    ids=str,
)
async def test_what_cannot_be_a_message_is_refused_in_words(
    rosa: Page, database: Database, body: Any, status: int, error: str
) -> None:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {rosa.token}", "Content-Type": "application/json"}
    response = await rosa.client.post("/api/chat/messages", content=content, headers=headers)

    assert (response.status_code, response.json()["error"]) == (status, error)
    assert response.json()["message"].endswith(".")
    assert await rows(database) == 0


async def test_a_body_that_does_not_say_how_long_it_is_is_cut_off(rosa: Page) -> None:
    async def endless() -> Any:
        for _ in range(100):
            yield b"x" * 10_000

    headers = {"Authorization": f"Bearer {rosa.token}", "Content-Type": "application/json"}
    response = await rosa.client.post("/api/chat/messages", content=endless(), headers=headers)

    assert response.status_code == 413


async def test_control_characters_are_taken_out_and_lines_stay(rosa: Page, desk: Desk) -> None:
    await rosa.writes("uno\r\ndue\x00\x1b[2J\ttre")

    assert (await desk.must_claim()).text == "uno\ndue[2J\ttre"


async def test_without_a_database_nothing_is_acknowledged(opened: Opens) -> None:
    away = Database(URL.create("postgresql+psycopg", host="/nonexistent", database="x"), KEYS)
    async with opened(away) as client:
        page = await Page(client).opens()
        response = await page.writes("buongiorno")
        ready = await client.get("/readyz")
    await away.close()

    assert (response.status_code, response.json()["error"]) == (503, "unavailable")
    assert response.headers["Retry-After"] == "5"
    assert (ready.status_code, ready.json()) == (503, {"database": False})


@pytest.fixture
def still_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bucket fills while the requests of a minute are made, however slow the machine."""
    monkeypatch.setattr(web, "time", SimpleNamespace(monotonic=lambda: 0.0))


@pytest.mark.usefixtures("still_minute")
async def test_who_writes_too_much_is_told_when_to_go_on(opened: Opens, database: Database) -> None:
    async with opened(database, web_messages_a_minute=3) as client:
        page = await Page(client).opens()
        answers = [await page.writes("ciao") for _ in range(4)]
        other = await (await Page(client).opens()).writes("ciao")

    assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 20  # 60 s / 3
    assert other.status_code == 202


@pytest.mark.usefixtures("still_minute")
async def test_an_address_has_a_limit_over_all_its_visitors(opened: Opens, database: Database) -> None:
    async with opened(database, web_messages_a_minute_from_an_address=3) as client:
        answers = [await client.post("/api/chat/visitors") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]


@pytest.mark.usefixtures("still_minute")
@pytest.mark.parametrize(("proxies", "admitted"), [("", [201, 429]), ("127.0.0.0/8", [201, 201])])
async def test_a_forwarded_address_counts_only_from_a_trusted_proxy(
    opened: Opens, database: Database, proxies: str, admitted: list[int]
) -> None:
    limits = {"web_messages_a_minute_from_an_address": 1, "trusted_proxies": proxies}
    async with opened(database, **limits) as client:
        answers = [await visit(client, f"203.0.113.{n}") for n in (1, 2)]

    assert answers == admitted


async def visit(client: httpx.AsyncClient, forwarded_for: str) -> int:
    response = await client.post("/api/chat/visitors", headers={"X-Forwarded-For": forwarded_for})
    return response.status_code
