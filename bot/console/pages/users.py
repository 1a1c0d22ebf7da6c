"""Who works here, for the admin: of one's own municipalities, and with no more of them than one has."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form
from sqlalchemy.ext.asyncio import AsyncSession
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
    account = _account(office, entered, username.strip().casefold(), name, roles, comuni)
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
    try:
        async with office.database.transaction() as session:
            row = await _kept(session, entered, staff_id)
            await accounts.change(session, staff_id, _account(office, entered, row.username, name, roles, comuni))
    except StaffError as error:
        return await _one(office, entered, staff_id, HTTPStatus.UNPROCESSABLE_ENTITY, fault=error.reason)
    return RedirectResponse("/console/users?done=user", HTTPStatus.SEE_OTHER)


@page.post("/{staff_id}/password")
async def give_password(office: Here, entered: Admin, staff_id: int) -> Response:
    password = passwords.new_password()
    hashed = await passwords.hashed(password)
    async with office.database.transaction() as session:
        row = await _kept(session, entered, staff_id)
        had_codes = row.has_codes
        await accounts.set_password(session, staff_id, hashed, is_temporary=True)
    return await _shown(office, entered, told=(row.username, password), had_codes=had_codes)


@page.post("/{staff_id}/active")
async def set_active(office: Here, entered: Admin, staff_id: int, active: Annotated[bool, Form()]) -> Response:
    try:
        async with office.database.transaction() as session:
            await _kept(session, entered, staff_id)
            await accounts.set_active(session, staff_id, active)
    except StaffError as error:
        return await _one(office, entered, staff_id, HTTPStatus.UNPROCESSABLE_ENTITY, fault=error.reason)
    return RedirectResponse("/console/users?done=user", HTTPStatus.SEE_OTHER)


def _account(
    office: Office, entered: Entered, username: str, name: str, roles: list[str], comuni: list[str]
) -> Account:
    own = office.comuni(entered.person)
    chosen = None if ALL in comuni and _has_all(entered) else [id for id in comuni if id in own]
    return Account(username, name, [role for role in ROLES if role in roles], chosen)


def _has_all(entered: Entered) -> bool:
    return entered.person.clerk.comuni is None


async def _kept(session: AsyncSession, entered: Entered, staff_id: int) -> Staff:
    """Raises `Refused` where the account is not there, or not this admin's."""
    row = await accounts.keep(session, entered.person.clerk, staff_id)
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
        kept = [row for row in await accounts.everybody(session) if entered.person.clerk.may_give(row.comuni)]
    values = {**_shared(office, entered), "everybody": kept, "done": done, "told": told, "had_codes": had_codes}
    typed = typed or Account("", "", ["operator"], _usual(entered, values["comuni"]))
    return office.looks.page("users.html", status, **values, fault=fault, typed=typed)


async def _one(
    office: Office, entered: Entered, staff_id: int, status: int = HTTPStatus.OK, fault: str | None = None
) -> Response:
    async with office.database.transaction() as session:
        row = await _kept(session, entered, staff_id)
    return office.looks.page("user.html", status, **_shared(office, entered), row=row, fault=fault)


def _shared(office: Office, entered: Entered) -> dict[str, Any]:
    values = {"person": entered.person, "entered": entered, "roles": ROLES, "has_all": _has_all(entered)}
    return {**values, "comuni": office.comuni(entered.person)}


def _usual(entered: Entered, comuni: Mapping[str, str]) -> list[str] | None:
    """Where there is no choice it is made already."""
    if len(comuni) != 1:
        return []
    return None if _has_all(entered) else list(comuni)
