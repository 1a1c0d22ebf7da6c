"""An admin of one municipality: keeps its accounts, and neither touches nor gives what is another's."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.staff import accounts, passwords
from bot.staff.accounts import Account
from bot.storage.database import Database
from bot.storage.models import Staff
from tests.console.conftest import Enters
from tests.console.person import PASSWORD, Person

GINO = Account("gino", "Gino Viola", ["admin"], ["borgo"])


@pytest.fixture
async def gino(staffed: Database, enters: Enters) -> AsyncIterator[Person]:
    password = await passwords.hashed(PASSWORD)
    async with staffed.transaction() as session:
        person = await accounts.add(session, GINO, password)
        await accounts.set_password(session, person.id, password, is_temporary=False)
    async with enters("gino") as entered:
        yield entered


async def rows(database: Database) -> dict[str, Staff]:
    async with database.transaction() as session:
        return {row.username: row for row in await session.scalars(select(Staff))}


def state(row: Staff) -> tuple[object, ...]:
    return (row.name, row.roles, row.comuni, row.password_hash, row.is_active)


@pytest.mark.parametrize("comuni", ["all", "valle"])
async def test_gives_nobody_and_not_himself_what_he_has_not(gino: Person, staffed: Database, comuni: str) -> None:
    before = await rows(staffed)
    form = {"name": "Gino Viola", "roles": ["admin", "operator"], "comuni": comuni}
    himself = await gino.sends(f"/users/{before['gino'].id}", **form)
    another = await gino.sends("/users", username="nuova", **form)

    assert (himself.status_code, another.status_code) == (422, 422)
    assert (await rows(staffed)).keys() == before.keys()
    assert (await rows(staffed))["gino"].comuni == ["borgo"]


@pytest.mark.parametrize("username", ["franco", "carla"])
async def test_of_another_municipality_or_of_all_an_account_is_as_if_it_were_not_there(
    gino: Person, staffed: Database, username: str
) -> None:
    before = (await rows(staffed))[username]
    place, form = f"/users/{before.id}", {"name": "Altro", "roles": "operator", "comuni": "borgo", "active": "false"}
    statuses = [(await gino.opens(place)).status_code]
    statuses += [(await gino.sends(place + what, **form)).status_code for what in ("", "/password", "/active")]

    assert statuses == [404] * 4
    assert state((await rows(staffed))[username]) == state(before)
    assert before.name not in (await gino.opens("/users")).text


async def test_keeps_the_accounts_of_his_own(gino: Person, staffed: Database) -> None:
    anna, page = (await rows(staffed))["anna"], (await gino.opens("/users")).text
    changed = await gino.sends(f"/users/{anna.id}", name="Anna Blu", roles="operator", comuni="borgo")
    given = await gino.sends(f"/users/{anna.id}/password")
    added = await gino.sends("/users", username="nuova", name="Nuova Qui", roles="operator", comuni="borgo")

    assert "Anna Rossi" in page and 'value="borgo" checked' in page
    assert 'value="all"' not in page and 'value="valle"' not in page
    assert changed.status_code == 303 and 'class="secret"' in given.text and 'class="secret"' in added.text
    assert (await rows(staffed))["nuova"].comuni == ["borgo"]


async def test_an_admin_of_all_is_not_the_last_one_to_go_where_only_admins_of_one_are_left(
    gino: Person, carla: Person, staffed: Database
) -> None:
    id = (await rows(staffed))["carla"].id
    closed = await carla.sends(f"/users/{id}/active", active="false")
    narrowed = await carla.sends(f"/users/{id}", name="Carla Gallo", roles="admin", comuni="borgo")

    assert (closed.status_code, narrowed.status_code) == (422, 422)
    assert (await carla.opens("/users")).status_code == 200
