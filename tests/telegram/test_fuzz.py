"""Whatever comes in at the webhook: 200 or a refusal, never a mistake of ours, and nothing is stored that was not signed.

In the tests a few; `.venv/bin/python -m tests.telegram.test_fuzz 100000` tries that many.
"""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.settings import load_settings
from bot.storage.database import Database
from bot.storage.embedded.server import embedded_postgres
from bot.storage.migrate import migrate
from bot.storage.models import InboundMessage
from bot.web import create_app
from tests.storage.conftest import KEYS, open_folder
from tests.telegram.citizens import Phone
from tests.telegram.door import HEADER, PATH, SECRET
from tests.telegram.fake import TOKEN
from tests.telegram.known import KNOWN

FEW, AT_ONCE, TRIES = 200, 8, 3
NAMES = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post", "poll", "new_chat_member", "update_id",
         "message_id", "chat", "id", "type", "text", "caption", "date", "edit_date", "data", "photo", "voice", "location", "status")  # fmt: skip
NUMBERS = st.one_of(st.integers(-5, 5), st.integers(), st.integers(-(10**30), 10**30), st.floats())
WORDS = st.one_of(
    st.text(max_size=40), st.sampled_from(("private", "/start", "/start borgo", "/stop", "1:0", "kicked", "\0", "😢"))
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(st.sampled_from(NAMES), WORDS), inner, max_size=5)
    ),
    max_leaves=12,
)
"""Anything, often with names that the Bot API uses."""


@st.composite
def spoilt(draw: st.DrawFn) -> Any:
    """A good update, a few of its values replaced by anything."""
    update = json.loads(json.dumps(draw(st.sampled_from(_good(Phone(draw(st.integers(1, 500))))))))
    for _ in range(draw(st.integers(0, 3))):
        place = update
        while True:
            name = draw(st.sampled_from(sorted(place)))
            if isinstance(place[name], dict) and place[name] and draw(st.booleans()):
                place = place[name]
                continue
            place[name] = draw(JSON)
            break
    return update


BODIES = st.one_of(
    spoilt().map(lambda update: json.dumps(update).encode()),
    JSON.map(lambda value: json.dumps(value).encode()),
    st.binary(max_size=200),
    spoilt().map(lambda update: json.dumps(update).encode()[:-7]),
)
SECRETS = st.one_of(
    *[st.just(SECRET.encode())] * 3,
    st.just(SECRET[:-1].encode()),
    st.binary(max_size=80).map(lambda b: b.translate(None, b"\r\n")),
)


def _good(phone: Phone) -> list[dict[str, Any]]:
    said = phone.says("quanto costa?")
    return [said, phone.presses("1:0"), phone.blocks(), phone.edits(said, "quanto costano?")]


class Fuzzed:
    """An app in this process, without a network between."""

    def __init__(self, client: httpx.AsyncClient, database: Database) -> None:
        self.client, self.database = client, database
        self.answered: Counter[int] = Counter()
        self.answered_late = 0

    async def try_all(self, drawn: Sequence[tuple[bytes, bytes]]) -> None:
        """A few at a time; first those that are not signed."""
        before = await self.stored()
        unsigned = [case for case in drawn if case[1] != SECRET.encode()]
        await self._try(unsigned, 401)
        assert await self.stored() == before
        await self._try([case for case in drawn if case[1] == SECRET.encode()], 200)

    async def _try(self, drawn: Sequence[tuple[bytes, bytes]], status: int) -> None:
        for start in range(0, len(drawn), AT_ONCE):
            some = drawn[start : start + AT_ONCE]
            answers = await asyncio.gather(*(self._post(body, secret) for body, secret in some))
            wrong = [(answer, case) for case, answer in zip(some, answers, strict=True) if answer != status]
            assert wrong == [], wrong
            self.answered[status] += len(some)

    async def _post(self, body: bytes, secret: bytes) -> int:
        """A database too slow for its patience (on a busy machine) is a 503, and Telegram comes again."""
        for _ in range(TRIES):
            answer = await self.client.post(PATH, content=body, headers=[(HEADER.encode(), secret)])
            if answer.status_code != 503:
                break
            self.answered_late += 1
        return answer.status_code

    async def stored(self) -> int:
        async with self.database.transaction() as session:
            return int(await session.scalar(select(func.count(InboundMessage.id))) or 0)


@asynccontextmanager
async def fuzzed(database: Database) -> AsyncIterator[Fuzzed]:
    app = create_app(database, KNOWN, load_settings(telegram_token=TOKEN, telegram_comuni="borgo"))
    # A mistake of ours is raised here, not answered.
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x", trust_env=False) as client:
        yield Fuzzed(client, database)


def draw_many(count: int) -> list[tuple[bytes, bytes]]:
    """Drawn by hypothesis, tried afterwards: it knows no event loop."""
    drawn: list[tuple[bytes, bytes]] = []

    @settings(max_examples=count, database=None, deadline=timedelta(seconds=5), suppress_health_check=list(HealthCheck))
    @given(BODIES, SECRETS)
    def draw(body: bytes, secret: bytes) -> None:
        drawn.append((body, secret))

    draw()
    return drawn


async def test_nothing_that_comes_in_breaks_anything_and_nothing_unsigned_is_stored(database: Database) -> None:
    async with fuzzed(database) as door:
        await door.try_all(draw_many(FEW))

        assert door.answered[200] and door.answered[401]
        assert await door.stored()


@pytest.mark.parametrize("body", [b'{"update_id": NaN}', b'{"update_id": 1e400, "message": {}}', b"\0" * 100])
async def test_what_fuzzing_might_miss(database: Database, body: bytes) -> None:
    async with fuzzed(database) as door:
        await door.try_all([(body, SECRET.encode())])


async def _main(count: int) -> None:
    with open_folder() as folder, embedded_postgres(folder) as url:
        migrate(url)
        database = Database(url, KEYS)
        async with fuzzed(database) as door:
            while (left := count - door.answered.total()) > 0:
                await door.try_all(draw_many(min(left, 2000)))
                print(
                    f"{door.answered.total()} inputs: {dict(door.answered)}, {door.answered_late} late, {await door.stored()} stored",
                    flush=True,
                )
        await database.close()


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1])))
