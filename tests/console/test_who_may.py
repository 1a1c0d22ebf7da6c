"""Role × route, another municipality's talk by every way, and forms from strangers' pages."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi.routing import APIRoute

from bot.console.app import PAGES
from bot.staff import accounts, passwords
from bot.staff.accounts import Account
from bot.staff.person import Role
from bot.storage.database import Database
from tests.console.citizens import writes
from tests.console.conftest import Enters
from tests.console.person import PASSWORD, Person
from tests.storage.desk import Desk

OPEN = {("GET", "/login"), ("POST", "/login")}
ALL: tuple[Role, ...] = ("operator", "psychologist", "admin")
OF_ALL = {("GET", "/"), ("GET", "/today/part"), ("GET", "/stream"), ("POST", "/here"), ("POST", "/logout")}
OF_AGENDA = {("GET", f"/agenda{rest}") for rest in ("", "/{comune}/{service}", "/{comune}/{service}/part")}
"""Operators see there that a slot is taken."""
OF_ADMIN = {
    *(("POST", f"/answers{rest}") for rest in ("", "/{answer_id}", "/{answer_id}/remove")),
    ("GET", "/questions/export"),
}
NAMES = {"operator": "anna", "psychologist": "dora", "admin": "carla"}
FORM = {
    **{"epoch": 0, "key": "k" * 32, "seen": 1, "text": "…", "colleague": "bruno", "to": "bruno"},
    **{"name": "operatore", "kind": "violence", "verdict": "ignored", "active": "true"},
    **{"what": "came"},
}
"""What every form of a talk takes, all in one."""


def routes() -> list[tuple[str, str]]:
    """All of the console's, from the routers themselves: a new one has to be thought of here."""
    found = [route for page in PAGES for route in page.routes]
    assert all(isinstance(route, APIRoute) for route in found)
    return sorted(
        (method, route.path) for route in found if isinstance(route, APIRoute) for method in route.methods or ()
    )


def may(method: str, path: str) -> set[str]:
    """Who may use a route."""
    if (method, path) in OF_ALL or path.startswith("/account"):
        return set(ALL)
    if path.startswith("/users") or (method, path) in OF_ADMIN:
        return {"admin"}
    if path.startswith("/answers"):
        return {"operator", "admin"}
    if path.startswith("/agenda"):
        return set(ALL) if (method, path) in OF_AGENDA else {"psychologist", "admin"}
    return {"operator"}


async def asks(person: Person, method: str, path: str, **ids: Any) -> httpx.Response:
    unknown = dict.fromkeys(("staff_id", "answer_id", "closure_id", "question_id"), 999)
    there = dict.fromkeys(("appointment_id", "block_id", "series_id", "feed_id"), UUID(int=999))
    place = path.format(**{"comune": "borgo", "service": "ti-ascolto", **unknown, **there, "number": 1, **ids})
    if method == "POST":
        return await person.sends(place, **FORM)
    async with person.client.stream("GET", f"/console{place}") as response:
        if response.headers.get("content-type", "").startswith("text/event-stream"):
            return httpx.Response(response.status_code)
        await response.aread()
    return response


@pytest.mark.parametrize("role", ALL)
async def test_each_role_gets_its_own_pages_and_no_others(role: Role, enters: Enters, talk: int) -> None:
    wrong = []
    async with enters(NAMES[role]) as person:
        for method, path in routes():
            if (method, path) in OPEN or path in ("/logout", "/account/password"):
                continue
            response = await asks(person, method, path, talk_id=talk)
            if (response.status_code == 403) == (role in may(method, path)):
                wrong.append((method, path, response.status_code))

    assert wrong == []


async def test_nobody_gets_anything_without_having_entered(stranger: Person, talk: int) -> None:
    given = {}
    for method, path in routes():
        if (method, path) not in OPEN:
            given[method, path] = (await asks(stranger, method, path, talk_id=talk)).status_code

    assert set(given.values()) == {303, 401}
    assert all((status == 303) == (method == "GET") for (method, _), status in given.items())


async def test_another_municipalitys_talk_is_as_if_it_were_not_there(franco: Person, anna: Person, talk: int) -> None:
    """By page, part, news, entry, stream and every press; the same answer as for a talk that there is not."""
    of_talks = [(method, path) for method, path in routes() if "{talk_id}" in path]
    foreign = {route: (await asks(franco, *route, talk_id=talk)).status_code for route in of_talks}
    missing = {route: (await asks(franco, *route, talk_id=98765)).status_code for route in of_talks}
    stream = await asks(franco, "GET", f"/stream?chat={talk}")

    assert len(of_talks) >= 15
    assert set(foreign.values()) == set(missing.values()) == {404}
    assert stream.status_code == 404
    assert (await anna.opens(f"/chats/{talk}")).status_code == 200


async def test_another_municipalitys_agenda_is_as_if_it_were_not_there(
    carla: Person, franco: Person, enters: Enters, staffed: Database
) -> None:
    """By every page and press, for whoever keeps the agenda of another municipality."""
    async with staffed.transaction() as session:
        who = Account("vera", "Vera Blu", ["psychologist"], ["valle"])
        person = await accounts.add(session, who, await passwords.hashed(PASSWORD))
        await accounts.set_password(session, person.id, await passwords.hashed(PASSWORD), is_temporary=False)
    of_agenda = [(method, path) for method, path in routes() if path.startswith("/agenda/")]
    async with enters("vera") as vera:
        foreign = {route: (await asks(vera, *route)).status_code for route in of_agenda}
        missing = {route: (await asks(vera, *route, service="mensa")).status_code for route in of_agenda}

    assert len(of_agenda) >= 15
    assert set(foreign.values()) == set(missing.values()) == {404}
    assert (await franco.opens("/agenda/borgo/ti-ascolto")).status_code == 404
    assert (await carla.opens("/agenda/borgo/ti-ascolto")).status_code == 200


async def test_another_municipalitys_talks_are_in_no_list_no_search_and_no_figure(
    franco: Person, desk: Desk, talk: int
) -> None:
    for path in ("/", "/chats", "/chats/part", "/chats?q=persona", "/chats?room=bot"):
        page = (await franco.opens(path)).text
        assert f"/chats/{talk}" not in page and "vorrei una persona" not in page
    async with franco.listens() as ear:
        assert '"waits": []' in await ear.hears("counts")


async def test_a_talk_without_a_municipality_yet_is_everybodys(franco: Person, staffed: object, desk: Desk) -> None:
    talk = await writes(desk, "aiuto", comune=None, account="telegram:main", waits=True)

    assert f"/chats/{talk}" in (await franco.opens("/chats")).text


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1.evil.example"}],
)
async def test_a_form_from_another_page_does_nothing(anna: Person, talk: int, headers: dict[str, str]) -> None:
    form: dict[str, Any] = {"csrf": anna.csrf, "epoch": 0}
    response = await anna.client.post(f"/console/chats/{talk}/take", data=form, headers=headers)

    assert response.status_code == 403
    assert await anna.sees_epoch(talk) == 0


@pytest.mark.parametrize("csrf", ["", "0" * 64])
async def test_nor_does_a_form_without_the_sessions_word(anna: Person, bruno: Person, talk: int, csrf: str) -> None:
    for word in (csrf, bruno.csrf):
        form = {"csrf": word, "epoch": 0}
        response = await anna.client.post(f"/console/chats/{talk}/take", data=form, headers=anna.origin)
        assert response.status_code == 403
    assert await anna.sees_epoch(talk) == 0


async def test_nobody_is_made_to_enter_from_another_page(stranger: Person) -> None:
    assert (await stranger.logs_in("anna", Origin="https://evil.example")).status_code == 403


async def test_the_admin_lets_somebody_in_and_out_again(carla: Person, stranger: Person) -> None:
    page = await carla.sends("/users", username="Gina", name="Gina Blu", roles="operator", comuni="borgo")
    password = page.text.split('<code class="secret">')[1].split("</code>")[0]
    assert (await stranger.logs_in("gina", password)).status_code == 303
    assert (await stranger.opens("/chats")).headers["location"] == "/console/account"

    listed = (await carla.opens("/users")).text
    id = listed.split("Gina Blu")[0].rsplit("/console/users/", 1)[1].split('"')[0]
    assert (await carla.sends(f"/users/{id}/active", active="false")).status_code == 303
    assert (await stranger.opens("/account")).status_code == 303


async def test_the_last_admin_stays(carla: Person) -> None:
    listed = (await carla.opens("/users")).text
    own = listed.split('">Carla Gallo')[0].rsplit("/", 1)[1]
    refused = await carla.sends(f"/users/{own}/active", active="false")
    demoted = await carla.sends(f"/users/{own}", name="Carla Gallo", roles="operator", comuni="all")

    assert (refused.status_code, demoted.status_code) == (422, 422)
    assert "Deve restare almeno un amministratore" in refused.text
