"""Many who enter at once: their passwords take long to compare, and nobody else notices."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import pytest

from bot.staff import accounts, passwords
from bot.storage.database import POOL, Database
from tests.console.conftest import Opens
from tests.console.person import PASSWORD, Person

NEW = "un'altra frase tutta mia"


class Gate:
    """Every comparison waits here, until it is opened."""

    def __init__(self, is_right: Callable[..., asyncio.Future[bool]]) -> None:
        self.waiting = 0
        self.is_open = asyncio.Event()
        self._is_right = is_right

    async def is_right(self, password: str, stored: str | None) -> bool:
        self.waiting += 1
        await self.is_open.wait()
        return await self._is_right(password, stored)

    async def holds(self, many: int) -> None:
        while self.waiting < many:
            await asyncio.sleep(0.01)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    made = Gate(passwords.is_right)  # type: ignore[arg-type]
    monkeypatch.setattr(passwords, "is_right", made.is_right)
    return made


@asynccontextmanager
async def entering(address: str, names: list[str]) -> AsyncIterator[list[asyncio.Task[httpx.Response]]]:
    async with AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(httpx.AsyncClient(base_url=address, timeout=60)) for _ in names]
        yield [asyncio.create_task(Person(c).logs_in(name)) for c, name in zip(clients, names, strict=True)]


async def test_while_many_enter_the_console_and_the_citizens_messages_have_the_database(
    anna: Person, site: str, gate: Gate
) -> None:
    async with entering(site, [f"nome{n}" for n in range(POOL + 2)]) as tries:
        await gate.holds(POOL)
        page = await anna.opens("/chats")
        gate.is_open.set()
        answers = await asyncio.gather(*tries)

    assert page.status_code == 200
    assert {answer.status_code for answer in answers} == {401}


async def test_who_comes_where_too_many_enter_is_told_so_and_it_counts_as_no_try(
    site: str, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "MOST_IN_LINE", 2)
    monkeypatch.setattr("bot.staff.entering.MOST_OF_ACCOUNT", 1)
    async with entering(site, ["uno", "due"]) as tries, httpx.AsyncClient(base_url=site) as client:
        await gate.holds(2)
        turned_away = await Person(client).logs_in("anna")
        gate.is_open.set()
        await asyncio.gather(*tries)
        entered = await Person(client).logs_in("anna")

    assert (turned_away.status_code, "Aspetti qualche secondo" in turned_away.text) == (503, True)
    assert 'value="anna"' in turned_away.text
    assert entered.status_code == 303


async def test_a_password_that_was_changed_while_it_was_compared_opens_no_more(
    site: str, staffed: Database, gate: Gate
) -> None:
    new = await passwords.hashed(NEW)
    async with entering(site, ["anna"]) as (entry,):
        await gate.holds(1)
        async with staffed.transaction() as session:
            row = await accounts.find(session, "anna")
            assert row
            await accounts.set_password(session, row.id, new, is_temporary=False)
        gate.is_open.set()

        assert (await entry).status_code == 401


async def test_an_admins_new_password_is_not_overwritten_by_a_change_that_was_under_way(
    anna: Person, staffed: Database, gate: Gate
) -> None:
    new = await passwords.hashed("quella dell'admin")
    change = asyncio.create_task(anna.sends("/account/password", old=PASSWORD, new=NEW, again=NEW))
    await gate.holds(1)
    async with staffed.transaction() as session:
        row = await accounts.find(session, "anna")
        assert row
        await accounts.set_password(session, row.id, new, is_temporary=True)
    gate.is_open.set()

    assert (await change).status_code == 401
    async with staffed.transaction() as session:
        row = await accounts.find(session, "anna")
    assert row and row.password_hash == new


async def test_a_home_with_an_ipv6_network_counts_as_one_sender(
    opened: Opens, staffed: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.staff.entering.MOST_OF_ADDRESS", 1)
    addresses = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"]
    async with opened(staffed, trusted_proxies="127.0.0.1") as place, httpx.AsyncClient(base_url=place) as client:
        tries = [
            (await Person(client).logs_in(f"nome{n}", "sbagliata", **{"X-Forwarded-For": address})).status_code
            for n, address in enumerate(addresses)
        ]

    assert tries == [401, 429, 401]
