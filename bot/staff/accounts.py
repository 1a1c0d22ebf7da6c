"""The accounts of those who work at the console."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import any_, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import StaffError
from bot.handover.clerk import Clerk
from bot.handover.leaving import put_back
from bot.staff import passwords
from bot.staff.passwords import Hash
from bot.staff.person import ROLES, Person, person_of
from bot.storage.models import Staff, StaffSession

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
FIRST = "admin"
FIRST_LOCK = 0x5741FF
"""Of PostgreSQL's advisory locks: any number that nobody else takes."""


@dataclass(frozen=True)
class Account:
    """What is told of somebody who is to work here."""

    username: str
    name: str
    roles: Sequence[str]
    comuni: Sequence[str] | None = None


async def add(session: AsyncSession, account: Account, password: Hash) -> Person:
    """A new account with a password to be changed at the first entry; raises `StaffError`."""
    check(account)
    if await find(session, account.username):
        raise StaffError("username_taken")
    row = Staff(
        username=account.username,
        name=account.name.strip(),
        roles=list(account.roles),
        comuni=None if account.comuni is None else list(account.comuni),
        password_hash=password,
        password_is_temporary=True,
    )
    session.add(row)
    await session.flush()
    await session.refresh(row)
    return person_of(row)


def check(account: Account) -> None:
    """Raises `StaffError` where something is missing or wrong."""
    if not USERNAME.fullmatch(account.username):
        raise StaffError("username_form")
    if not 2 <= len(account.name.strip()) <= 60:
        raise StaffError("name_length")
    if not account.roles or not set(account.roles) <= set(ROLES):
        raise StaffError("roles_missing")
    if account.comuni is not None and not account.comuni:
        raise StaffError("comuni_missing")


async def find(session: AsyncSession, username: str) -> Staff | None:
    found: Staff | None = await session.scalar(select(Staff).where(Staff.username == username.strip().casefold()))
    return found


async def keep(session: AsyncSession, clerk: Clerk, staff_id: int) -> Staff | None:
    """An account that this person may change, locked; none where it is not there, or has more municipalities than they."""
    row: Staff | None = await session.scalar(select(Staff).where(Staff.id == staff_id).with_for_update(key_share=True))
    return row if row and clerk.may_give(row.comuni) else None


async def everybody(session: AsyncSession) -> list[Staff]:
    """Those who may enter first, then by name."""
    return list(await session.scalars(select(Staff).order_by(Staff.is_active.desc(), func.lower(Staff.name))))


async def change(session: AsyncSession, staff_id: int, account: Account) -> None:
    """Name, roles and municipalities; holds from the next request on. Talks that they may not answer any more wait again. Raises `StaffError`."""
    check(account)
    row = await _row(session, staff_id)
    keeps_all = row.comuni is not None or account.comuni is None
    await _keep_an_admin(session, row, "admin" in account.roles and keeps_all)
    row.name, row.roles = account.name.strip(), list(account.roles)
    row.comuni = None if account.comuni is None else list(account.comuni)
    await session.flush()
    await put_back(session)


async def set_active(session: AsyncSession, staff_id: int, is_active: bool) -> None:
    """Whether they may enter; who may not is out at once, and their talks wait again. Raises `StaffError`."""
    row = await _row(session, staff_id)
    await _keep_an_admin(session, row, is_active and "admin" in row.roles)
    row.is_active = is_active
    await end_sessions(session, staff_id)
    await session.flush()
    await put_back(session)


async def set_password(session: AsyncSession, staff_id: int, password: Hash, *, is_temporary: bool) -> None:
    """A new password; whoever had entered with the old one is out. A temporary one also takes the second factor away."""
    values: dict[str, object] = {"password_hash": password, "password_is_temporary": is_temporary}
    if is_temporary:
        values |= {"totp_secret": None, "totp_last": None}
    await session.execute(update(Staff).where(Staff.id == staff_id).values(**values))
    await end_sessions(session, staff_id)


async def has_kept(session: AsyncSession, staff_id: int, stored: str) -> bool:
    """Whether the password is still the one that was compared before this transaction; it stays so until its end."""
    kept = select(Staff.id).where(Staff.id == staff_id, Staff.password_hash == stored, Staff.is_active)
    return await session.scalar(kept.with_for_update(key_share=True)) is not None


async def set_codes(session: AsyncSession, staff_id: int, secret: str | None, step: int | None = None) -> None:
    """Switches the second factor on or off; `step` is that of the code that proved it."""
    await session.execute(update(Staff).where(Staff.id == staff_id).values(totp_secret=secret, totp_last=step))


async def end_sessions(session: AsyncSession, staff_id: int) -> None:
    await session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id))


async def first_admin(session: AsyncSession) -> str | None:
    """The password of the account that is made where there is none at all; else nothing."""
    # Processes that start together make one.
    await session.execute(select(func.pg_advisory_xact_lock(FIRST_LOCK)))
    if await session.scalar(select(Staff.id).limit(1)) is not None:
        return None
    password = passwords.new_password()
    await add(session, Account(FIRST, "Amministratore", ["admin", "operator"]), await passwords.hashed(password))
    return password


async def _row(session: AsyncSession, staff_id: int) -> Staff:
    # Accounts before talks, and no more than needed: who has locked a talk may still sign a reply with the account.
    row: Staff | None = await session.scalar(select(Staff).where(Staff.id == staff_id).with_for_update(key_share=True))
    if row is None:
        raise StaffError("nobody")
    return row


async def _keep_an_admin(session: AsyncSession, row: Staff, stays_admin: bool) -> None:
    """Somebody has to be able to let the others in; and for those of all municipalities, somebody of all."""
    if stays_admin or not row.is_active or "admin" not in row.roles:
        return
    # Locked, so that two admins cannot take the right from each other at the same moment.
    others = select(Staff.id).where(Staff.is_active, literal("admin") == any_(Staff.roles), Staff.id != row.id)
    if row.comuni is None:
        others = others.where(Staff.comuni.is_(None))
    if (await session.execute(others.with_for_update(key_share=True))).first() is None:
        raise StaffError("last_admin")
