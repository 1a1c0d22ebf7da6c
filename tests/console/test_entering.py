"""Who gets in, and who does not learn anything by trying."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.settings import load_settings
from bot.staff import accounts, passwords
from bot.staff.entering import MOST_OF_ACCOUNT, Given, count_try
from bot.storage.database import Database
from bot.storage.models import Staff
from bot.times import ROME
from bot.users import ADD, first_admin
from tests.console.conftest import Clock, Enters, Opens
from tests.console.person import PASSWORD, Person
from tests.storage.conftest import KEYS

NEW = "un'altra frase tutta mia"


async def test_who_has_not_entered_is_shown_the_way_in(stranger: Person) -> None:
    response = await stranger.opens("/chats")

    assert (response.status_code, response.headers["location"]) == (303, "/console/login?next=/console/chats")


async def test_whoever_guesses_waits_also_in_the_night_when_the_clocks_go_forward(staffed: Database) -> None:
    given, at = Given("anna", "sbagliata", "", "198.51.100.1"), datetime(2027, 3, 28, 3, 2, tzinfo=ROME)
    async with staffed.transaction() as session:
        tries = [await count_try(session, given, KEYS, at) for _ in range(MOST_OF_ACCOUNT + 1)]

    assert tries == [True] * MOST_OF_ACCOUNT + [False]


async def test_whoever_enters_is_led_to_the_page_that_was_wanted(stranger: Person) -> None:
    form = {"username": "anna", "password": PASSWORD, "next": "/console/chats"}
    response = await stranger.client.post("/console/login", data=form, headers=stranger.origin)

    assert response.headers["location"] == "/console/chats"


@pytest.mark.parametrize(
    "place", ["//evil.example", "https://evil.example/console", "/console/../x", "javascript:alert(1)"]
)
async def test_nobody_is_led_elsewhere(stranger: Person, place: str) -> None:
    form = {"username": "anna", "password": PASSWORD, "next": place}
    response = await stranger.client.post("/console/login", data=form, headers=stranger.origin)

    assert response.headers["location"] == "/console"


async def test_a_wrong_password_and_an_unknown_name_get_the_same_words(stranger: Person) -> None:
    wrong = await stranger.logs_in("anna", "sbagliata")
    unknown = await stranger.logs_in("nessuno", "sbagliata")

    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.text.replace("anna", "…") == unknown.text.replace("nessuno", "…")


async def test_an_unknown_name_is_compared_too(stranger: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str | None] = []
    is_right = passwords.is_right

    async def noted(password: str, stored: str | None) -> bool:
        compared.append(stored)
        return await is_right(password, stored)

    monkeypatch.setattr(passwords, "is_right", noted)
    await stranger.logs_in("nessuno", "sbagliata")

    assert compared == [None]


@pytest.mark.parametrize("username", ["anna", "nessuno"])
async def test_whoever_guesses_has_to_wait_whether_or_not_the_name_exists(stranger: Person, username: str) -> None:
    statuses = [(await stranger.logs_in(username, "sbagliata")).status_code for _ in range(MOST_OF_ACCOUNT + 1)]

    assert statuses == [401] * MOST_OF_ACCOUNT + [429]
    assert (await stranger.logs_in(username)).status_code == 429


async def test_after_a_while_one_may_try_again(stranger: Person, clock: Clock) -> None:
    for _ in range(MOST_OF_ACCOUNT + 1):
        await stranger.logs_in("anna", "sbagliata")
    clock.ahead = timedelta(minutes=16)

    assert (await stranger.logs_in("anna")).status_code == 303


async def test_an_address_that_guesses_at_many_names_has_to_wait(
    opened: Opens, staffed: Database, stranger: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.staff.entering.MOST_OF_ADDRESS", 3)
    statuses = [(await stranger.logs_in(f"nome{n}", "sbagliata")).status_code for n in range(4)]

    assert statuses == [401, 401, 401, 429]


async def test_a_claimed_address_is_not_believed(stranger: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.staff.entering.MOST_OF_ADDRESS", 1)
    await stranger.logs_in("uno", "sbagliata", **{"X-Forwarded-For": "198.51.100.1"})
    second = await stranger.logs_in("due", "sbagliata", **{"X-Forwarded-For": "198.51.100.2"})

    assert second.status_code == 429


async def test_a_session_that_somebody_else_has_put_into_the_browser_is_not_used(
    stranger: Person, staffed: Database
) -> None:
    stranger.client.cookies.set("console", "given-by-a-stranger")
    await stranger.logs_in("anna")
    token = next(c.value for c in stranger.client.cookies.jar if c.name == "console" and c.domain != "")

    assert token and token != "given-by-a-stranger"


async def test_another_password_ends_the_other_sessions(anna: Person, enters: Enters) -> None:
    async with enters("anna") as elsewhere:
        changed = await anna.sends("/account/password", old=PASSWORD, new=NEW, again=NEW)

        assert changed.headers["location"] == "/console/account?done=password"
        assert (await anna.opens("/chats")).status_code == 200
        assert (await elsewhere.opens("/chats")).status_code == 303
        assert (await elsewhere.logs_in("anna")).status_code == 401
        assert (await elsewhere.logs_in("anna", NEW)).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("sbagliata", NEW, NEW),
        (PASSWORD, "corta", "corta"),
        (PASSWORD, NEW, NEW + "!"),
        (PASSWORD, "anna anna anna", "anna anna anna"),
        (PASSWORD, PASSWORD, PASSWORD),
    ],
)
async def test_a_password_that_will_not_do_changes_nothing(anna: Person, old: str, new: str, again: str) -> None:
    assert (await anna.sends("/account/password", old=old, new=new, again=again)).status_code == 422
    assert (await anna.logs_in("anna")).status_code == 303


async def test_with_a_password_given_by_somebody_else_one_first_chooses_another(
    stranger: Person, staffed: Database
) -> None:
    async with staffed.transaction() as session:
        row = await accounts.find(session, "anna")
        assert row
        await accounts.set_password(session, row.id, await passwords.hashed(PASSWORD), is_temporary=True)
    await stranger.logs_in("anna")

    assert (await stranger.opens("/chats")).headers["location"] == "/console/account"
    assert "sse-connect" not in (await stranger.opens("/account")).text  # the stream would be refused
    assert (await stranger.sends("/chats/1/take", epoch=0)).status_code == 403
    await stranger.sends("/account/password", old=PASSWORD, new=NEW, again=NEW)
    assert (await stranger.opens("/chats")).status_code == 200


async def test_the_first_start_makes_one_account_and_tells_its_password_once(database: Database) -> None:
    async with database.transaction() as session:
        password = await accounts.first_admin(session)
    async with database.transaction() as session:
        assert await accounts.first_admin(session) is None
        row = (await session.scalars(select(Staff))).one()

    assert password and await passwords.is_right(password, row.password_hash)
    assert (row.username, row.password_is_temporary) == ("admin", True)


async def test_in_production_no_password_is_printed_but_how_to_let_somebody_in(database: Database) -> None:
    production, trial = load_settings(environment="production"), load_settings(environment="trial")
    said = await first_admin(database, production)
    async with database.transaction() as session:
        nobody = (await session.scalars(select(Staff))).all()

    assert (nobody, said and said.strip()) == ([], f"nobody may enter yet: {ADD}")
    assert "first entry: admin / " in (await first_admin(database, trial) or "")
    assert await first_admin(database, production) is None
