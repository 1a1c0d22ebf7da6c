"""Who works here, for the admin."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from bot.console.entrance import Admin
from bot.console.office import Here, Office
from bot.errors import Refused, StaffError
from bot.staff import accounts, passwords
from bot.staff.accounts import Account
from bot.staff.person import ROLES
from bot.staff.sessions import Entered
from bot.storage.models import Staff

page = APIRouter(prefix="/users")
Typed = Annotated[str, Form(max_length=200)]
Ticked = Annotated[list[str], Form(max_length=200)]
ALL = "all"


@page.get("")
async def users(office: Here, entered: Admin, done: str = "") -> Response:
    return await _shown(office, entered, done=done)


@page.post("")
async def add(
    office: Here,
    entered: Admin,
    username: Typed = "",
    name: Typed = "",
    roles: Ticked = [],  # noqa: B006 - FastAPI copies it
    comuni: Ticked = [],  # noqa: B006
) -> Response:
    """The new person's first password is shown once, here."""
    account = _account(office, username.strip().casefold(), name, roles, comuni)
    password = passwords.new_password()
    hashed = await passwords.hashed(password)
    try:
        async with office.database.transaction() as session:
            await accounts.add(session, account, hashed)
    except StaffError as error:
        return await _shown(office, entered, HTTPStatus.UNPROCESSABLE_ENTITY, fault=error.reason, typed=account)
    return await _shown(office, entered, told=(account.username, password))


@page.get("/{staff_id}")
async def user(office: Here, entered: Admin, staff_id: int) -> Response:
    return await _one(office, entered, staff_id)


@page.post("/{staff_id}")
async def change(
    office: Here,
    entered: Admin,
    staff_id: int,
    name: Typed = "",
    roles: Ticked = [],  # noqa: B006
    comuni: Ticked = [],  # noqa: B006
) -> Response:
    row = await _row(office, staff_id)
    try:
        async with office.database.transaction() as session:
            await accounts.change(session, staff_id, _account(office, row.username, name, roles, comuni))
    except StaffError as error:
        return await _one(office, entered, staff_id, HTTPStatus.UNPROCESSABLE_ENTITY, fault=error.reason)
    return RedirectResponse("/console/users?done=user", HTTPStatus.SEE_OTHER)


@page.post("/{staff_id}/password")
async def give_password(office: Here, entered: Admin, staff_id: int) -> Response:
    row, password = await _row(office, staff_id), passwords.new_password()
    hashed = await passwords.hashed(password)
    async with office.database.transaction() as session:
        await accounts.set_password(session, staff_id, hashed, is_temporary=True)
    return await _shown(office, entered, told=(row.username, password), had_codes=row.has_codes)


@page.post("/{staff_id}/active")
async def set_active(office: Here, entered: Admin, staff_id: int, active: Annotated[bool, Form()]) -> Response:
    try:
        async with office.database.transaction() as session:
            await accounts.set_active(session, staff_id, active)
    except StaffError as error:
        return await _one(office, entered, staff_id, HTTPStatus.UNPROCESSABLE_ENTITY, fault=error.reason)
    return RedirectResponse("/console/users?done=user", HTTPStatus.SEE_OTHER)


def _account(office: Office, username: str, name: str, roles: list[str], comuni: list[str]) -> Account:
    known = office.known.municipalities
    chosen = None if ALL in comuni else [id for id in comuni if id in known]
    return Account(username, name, [role for role in ROLES if role in roles], chosen)


async def _row(office: Office, staff_id: int) -> Staff:
    async with office.database.transaction() as session:
        row = await session.get(Staff, staff_id)
    if row is None:
        raise Refused("not_there")
    return row


async def _shown(
    office: Office,
    entered: Entered,
    status: int = HTTPStatus.OK,
    *,
    fault: str | None = None,
    typed: Account | None = None,
    told: tuple[str, str] | None = None,
    had_codes: bool = False,
    done: str = "",
) -> Response:
    async with office.database.transaction() as session:
        everybody = await accounts.everybody(session)
    comuni = {id: m.comune.name for id, m in office.known.municipalities.items()}
    values = {"person": entered.person, "entered": entered, "everybody": everybody, "comuni": comuni, "done": done}
    typed = typed or Account("", "", ["operator"], None if len(comuni) == 1 else [])
    return office.looks.page(
        "users.html", status, **values, fault=fault, typed=typed, told=told, had_codes=had_codes, roles=ROLES
    )


async def _one(
    office: Office, entered: Entered, staff_id: int, status: int = HTTPStatus.OK, fault: str | None = None
) -> Response:
    row = await _row(office, staff_id)
    comuni = {id: m.comune.name for id, m in office.known.municipalities.items()}
    values = {"person": entered.person, "entered": entered, "comuni": comuni, "roles": ROLES}
    return office.looks.page("user.html", status, **values, row=row, fault=fault)
