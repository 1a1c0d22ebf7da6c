"""In and out."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from bot.console.entrance import Anybody, came_by_https, give_token, maybe, take_token, takes_plain, token_of
from bot.console.looks import safe_next
from bot.console.office import Here, Office
from bot.errors import Refused, StaffError
from bot.staff import entering, passwords, sessions
from bot.staff.entering import Given
from bot.webchat.buckets import sender_of
from bot.webchat.proxies import client_address

page = APIRouter()
Typed = Annotated[str, Form(max_length=200)]
STATUSES = {
    "too_many_tries": HTTPStatus.TOO_MANY_REQUESTS,
    "too_busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "https_needed": HTTPStatus.FORBIDDEN,
}
"""Of a try that was not even compared."""


@page.get("/login")
async def login(request: Request, office: Here, next: str = "") -> Response:
    if await maybe(request, office):
        return RedirectResponse(safe_next(next), HTTPStatus.SEE_OTHER)
    return office.looks.page("login.html", next=safe_next(next), username="", fault=None, person=None)


@page.post("/login")
async def enter(
    request: Request, office: Here, username: Typed = "", password: Typed = "", code: Typed = "", next: Typed = ""
) -> Response:
    """The same words whatever was wrong: nobody learns here which accounts there are."""
    given = Given(username, password, code, sender_of(client_address(request, office.proxies)))
    if not came_by_https(request) and not takes_plain(request, office):
        return _again(office, next, username, "https_needed")
    try:
        with passwords.in_line():
            token, fault = await _tried(office, given, token_of(request, office))
    except (StaffError, Refused) as error:
        token, fault = "", error.reason
    if not token:
        return _again(office, next, username, fault)
    response = RedirectResponse(safe_next(next), HTTPStatus.SEE_OTHER)
    give_token(request, response, token)
    return response


@page.post("/logout")
async def leave(office: Here, entered: Anybody) -> Response:
    async with office.database.transaction() as session:
        await sessions.leave(session, entered.token)
    response = office.looks.page("left.html", person=None)
    # The next person at this computer is another. Of the drafts, too, nothing is left: static/drafts.js sees to them.
    response.headers["Clear-Site-Data"] = '"cache"'
    take_token(response)
    return response


def _again(office: Office, next: str, username: str, fault: str) -> Response:
    values = {"next": safe_next(next), "username": username, "fault": fault, "person": None}
    return office.looks.page("login.html", STATUSES.get(fault, HTTPStatus.UNAUTHORIZED), **values)


async def _tried(office: Office, given: Given, old_token: str) -> tuple[str, str]:
    """A new session's token, or why there is none. No transaction is open while the password is compared. Raises `StaffError`."""
    now, keys = office.clock(), office.database.keys
    async with office.database.transaction() as session:
        may_try = await entering.count_try(session, given, keys, now)
        stored = await entering.stored_of(session, given)
    if not may_try:
        return "", "too_many_tries"
    if not await passwords.is_right(given.password, stored) or stored is None:
        return "", "wrong_entry"
    async with office.database.transaction() as session:
        row = await entering.let_in(session, given, stored, keys, now)
        if row is None:
            return "", "wrong_entry"
        return await sessions.enter(session, row.id, now, old_token=old_token), ""
