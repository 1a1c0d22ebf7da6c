"""Sessions of the console: how long they live, what ends them, what the database and the browser know of them."""

from datetime import datetime, timedelta

import httpx
import pytest
from sqlalchemy import select, text

from bot.staff import accounts, sessions
from bot.storage.database import Database
from bot.storage.models import StaffSession
from bot.times import ROME
from tests.console.conftest import Clock, Opens
from tests.console.person import Person

HALF_AN_HOUR = timedelta(minutes=30)
NIGHTS = [
    (datetime(2027, 3, 28, 3, 2, tzinfo=ROME), datetime(2027, 3, 28, 3, 4, tzinfo=ROME), True),
    (datetime(2027, 3, 28, 1, 50, tzinfo=ROME), datetime(2027, 3, 28, 3, 10, tzinfo=ROME), True),
    (datetime(2027, 10, 31, 2, 50, tzinfo=ROME), datetime(2027, 10, 31, 2, 30, tzinfo=ROME, fold=1), False),
]
"""The clocks skip from two to three, or show the hour from two to three twice."""


@pytest.mark.parametrize(("seen", "asked", "lives"), NIGHTS)
async def test_a_session_lives_half_an_hour_also_in_the_nights_when_the_clocks_change(
    staffed: Database, seen: datetime, asked: datetime, lives: bool
) -> None:
    async with staffed.transaction() as session:
        row = await accounts.find(session, "anna")
        assert row
        token = await sessions.enter(session, row.id, seen)
        entered = await sessions.who(session, token, HALF_AN_HOUR, asked)

    assert (entered is not None) is lives


async def test_entering_again_ends_the_session_before(anna: Person, staffed: Database) -> None:
    before = anna.client.cookies["console"]
    await anna.logs_in("anna")
    after = anna.client.cookies["console"]
    async with staffed.transaction() as session:
        sessions = (await session.scalars(select(StaffSession))).all()

    assert before != after and len(sessions) == 1


async def test_the_database_knows_sessions_by_their_hash_only(anna: Person, staffed: Database) -> None:
    async with staffed.transaction() as session:
        stored = (await session.execute(text("SELECT token_hash, staff_session::text FROM staff_session"))).one()

    assert anna.client.cookies["console"] not in stored[1]
    assert len(stored[0]) == 32


async def test_the_cookie_is_for_the_server_alone(stranger: Person) -> None:
    cookie = (await stranger.logs_in("anna")).headers["set-cookie"]

    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie


async def test_by_https_the_cookie_is_bound_to_the_host_and_to_https(stranger: Person) -> None:
    https = str(stranger.client.base_url).replace("http:", "https:").rstrip("/")
    cookie = (await stranger.logs_in("anna", Origin=https)).headers["set-cookie"]

    assert cookie.startswith("__Host-console=") and "Secure" in cookie and "Path=/" in cookie


async def test_whoever_does_nothing_for_long_has_to_enter_again(anna: Person, clock: Clock) -> None:
    clock.ahead = timedelta(minutes=59)
    assert (await anna.opens("/chats")).status_code == 200
    clock.ahead += timedelta(minutes=59)
    assert (await anna.opens("/chats")).status_code == 200
    clock.ahead += timedelta(minutes=61)

    assert (await anna.opens("/chats")).status_code == 303


async def test_what_the_page_fetches_by_itself_keeps_no_session_alive(anna: Person, clock: Clock) -> None:
    for _ in range(4):
        clock.ahead += timedelta(minutes=20)
        last = await anna.opens("/chats/part", **{"HX-Request": "true"})

    assert (last.status_code, last.headers["x-refused"]) == (401, "entry_needed")


async def test_after_a_working_day_everybody_enters_again(anna: Person, clock: Clock) -> None:
    statuses = []
    for _ in range(25):
        clock.ahead += timedelta(minutes=30)
        statuses.append((await anna.opens("/chats")).status_code)

    assert statuses == [200] * 23 + [303] * 2


async def test_whoever_leaves_is_out(anna: Person) -> None:
    token = anna.client.cookies["console"]
    assert (await anna.sends("/logout")).status_code == 200
    anna.client.cookies.set("console", token)

    assert (await anna.opens("/chats")).status_code == 303


async def test_a_closed_account_is_out_at_once(anna: Person, staffed: Database) -> None:
    async with staffed.transaction() as session:
        row = await accounts.find(session, "anna")
        assert row
        await accounts.set_active(session, row.id, False)

    assert (await anna.opens("/chats")).status_code == 303
    assert (await anna.logs_in("anna")).status_code == 401


async def test_of_what_was_typed_when_the_session_ended_the_words_come_back_and_no_password_or_code(
    anna: Person, talk: int, clock: Clock
) -> None:
    clock.ahead += timedelta(minutes=61)
    words = await anna.sends(f"/chats/{talk}/notes", text="richiamare domani")
    secrets = {"old": "vecchia-1", "new": "nuova-2", "again": "nuova-2", "secret": "SEGRETO3", "code": "444444"}
    pages = [await anna.sends(f"/account/{place}", **secrets) for place in ("password", "codes", "codes/off")]

    assert "richiamare domani" in words.text and "Sessione scaduta" in words.text
    assert {page.status_code for page in pages} == {401}
    assert not [secret for page in pages for secret in secrets.values() if secret in page.text]


async def test_where_the_public_address_is_https_no_cookie_of_a_sister_site_is_taken(
    opened: Opens, staffed: Database, clock: Clock
) -> None:
    async with staffed.transaction() as session:
        row = await accounts.find(session, "anna")
        assert row
        token = await sessions.enter(session, row.id, clock.now())
    changes = {"public_url": "https://chat.borgo.example", "trusted_proxies": "127.0.0.1"}
    outside = {"X-Forwarded-For": "198.51.100.1"}
    async with opened(staffed, **changes) as site, httpx.AsyncClient(base_url=site) as client:

        async def status(cookie: str, **headers: str) -> int:
            return (await client.get("/console/chats", headers={"Cookie": f"{cookie}={token}", **headers})).status_code

        assert (await status("console", **outside), await status("__Host-console", **outside)) == (303, 200)
        # On the machine itself, without a proxy, one works without https too.
        assert await status("console") == 200
        by_http = await Person(client).logs_in("anna", Origin="http://chat.borgo.example", **outside)
        by_https = await Person(client).logs_in("anna", Origin="https://chat.borgo.example", **outside)

    assert (by_http.status_code, "https://" in by_http.text) == (403, True)
    assert by_https.headers["set-cookie"].startswith("__Host-console=")
