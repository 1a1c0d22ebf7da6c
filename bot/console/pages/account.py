"""One's own account: another password, and the codes of the second factor."""

from http import HTTPStatus
from typing import Annotated

import segno
from fastapi import APIRouter, Form, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from bot.console.entrance import Anybody, give_token
from bot.console.office import Here, Office
from bot.errors import Refused
from bot.staff import accounts, codes, passwords, sessions
from bot.staff.sessions import Entered
from bot.storage.models import Staff

page = APIRouter()
Typed = Annotated[str, Form(max_length=200)]


@page.get("/account")
async def account(office: Here, entered: Anybody, done: str = "") -> Response:
    return _shown(office, entered, done=done)


@page.post("/account/password")
async def change_password(
    request: Request, office: Here, entered: Anybody, old: Typed = "", new: Typed = "", again: Typed = ""
) -> Response:
    """Everywhere else this person is out afterwards; here they go on with a new session."""
    person = entered.person
    fault = "password_differs" if new != again else passwords.fault_of(new, person.username)
    stored = await _stored(office, entered)
    if not fault and not await passwords.is_right(old, stored):
        fault = "password_wrong"
    if fault or new == old:
        return _shown(office, entered, HTTPStatus.UNPROCESSABLE_ENTITY, fault=fault or "password_same")
    hashed = await passwords.hashed(new)
    async with office.database.transaction() as session:
        if not await accounts.has_kept(session, person.id, stored):
            raise Refused("entry_needed")
        await accounts.set_password(session, person.id, hashed, is_temporary=False)
        token = await sessions.enter(session, person.id, office.clock())
    target = "/console/" if person.password_is_temporary else "/console/account?done=password"
    response = RedirectResponse(target, HTTPStatus.SEE_OTHER)
    give_token(request, response, token)
    return response


@page.get("/account/codes")
async def new_codes(office: Here, entered: Anybody) -> Response:
    return _picture(office, entered, codes.new_secret())


@page.post("/account/codes")
async def switch_on(office: Here, entered: Anybody, secret: Typed, code: Typed = "") -> Response:
    """Only with a code that proves that the telephone has it."""
    step = codes.step_of(code, secret, office.clock(), None) if codes.is_secret(secret) else None
    if step is None:
        kept = secret if codes.is_secret(secret) else codes.new_secret()
        return _picture(office, entered, kept, HTTPStatus.UNPROCESSABLE_ENTITY, fault="code_wrong")
    async with office.database.transaction() as session:
        await accounts.set_codes(session, entered.person.id, secret, step)
    return RedirectResponse("/console/account?done=codes_on", HTTPStatus.SEE_OTHER)


@page.post("/account/codes/off")
async def switch_off(office: Here, entered: Anybody, old: Typed = "") -> Response:
    stored = await _stored(office, entered)
    if not await passwords.is_right(old, stored):
        return _shown(office, entered, HTTPStatus.UNPROCESSABLE_ENTITY, fault="password_wrong")
    async with office.database.transaction() as session:
        if not await accounts.has_kept(session, entered.person.id, stored):
            raise Refused("entry_needed")
        await accounts.set_codes(session, entered.person.id, None)
    return RedirectResponse("/console/account?done=codes_off", HTTPStatus.SEE_OTHER)


async def _stored(office: Office, entered: Entered) -> str:
    """What a password is compared with: outside of the transaction, and `has_kept` in the next tells whether it still holds."""
    async with office.database.transaction() as session:
        return (await session.get_one(Staff, entered.person.id)).password_hash


def _shown(
    office: Office, entered: Entered, status: int = HTTPStatus.OK, fault: str | None = None, done: str = ""
) -> Response:
    values = {"person": entered.person, "entered": entered, "fault": fault, "done": done, "least": passwords.LEAST}
    return office.looks.page("account.html", status, **values)


def _picture(
    office: Office, entered: Entered, secret: str, status: int = HTTPStatus.OK, fault: str | None = None
) -> Response:
    code = segno.make(codes.address(secret, entered.person.username), error="m")
    drawn = Markup(code.svg_inline(scale=5, border=2, omitsize=True))
    values = {"person": entered.person, "entered": entered, "secret": secret, "drawn": drawn, "fault": fault}
    return office.looks.page("codes.html", status, **values)
