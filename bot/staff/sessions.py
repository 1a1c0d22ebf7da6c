"""Sessions: a secret in the browser, its hash in the database, an end in any case."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.staff.person import Person, person_of
from bot.storage.models import Staff, StaffSession
from bot.times import before

LONGEST = timedelta(hours=12)
"""A working day; then one enters again, whatever one did."""
NOTED_EVERY = timedelta(minutes=1)
"""How exactly it is noted that somebody does something."""


@dataclass(frozen=True)
class Entered:
    """Somebody with a session."""

    person: Person
    token: str

    @property
    def csrf(self) -> str:
        """Goes with every form; nobody can tell the session from it."""
        return sha256(b"form " + self.token.encode()).hexdigest()

    def is_ours(self, csrf: str) -> bool:
        return compare_digest(self.csrf.encode(), csrf.encode())


async def enter(session: AsyncSession, staff_id: int, now: datetime, *, old_token: str | None = None) -> str:
    """The secret of a new session; one that the browser had before ends, whoever gave it to the browser."""
    if old_token:
        await leave(session, old_token)
    await session.execute(delete(StaffSession).where(StaffSession.created_at < before(now, LONGEST)))
    token = secrets.token_urlsafe(32)
    session.add(StaffSession(token_hash=_hash(token), staff_id=staff_id, created_at=now, seen_at=now))
    await session.flush()
    return token


async def who(
    session: AsyncSession, token: str, idle: timedelta, now: datetime, *, is_doing: bool = True
) -> Entered | None:
    """Whose session it is; none where it is over, or the account is closed. `is_doing` = the person did something."""
    is_not_over = (StaffSession.created_at > before(now, LONGEST), StaffSession.seen_at > before(now, idle))
    lives = (*is_not_over, Staff.is_active)
    query = select(Staff, StaffSession.seen_at).join(StaffSession, StaffSession.staff_id == Staff.id)
    found = (await session.execute(query.where(StaffSession.token_hash == _hash(token), *lives))).first()
    if found is None:
        return None
    row, seen_at = found
    if is_doing and now - seen_at > NOTED_EVERY:
        mine = update(StaffSession).where(StaffSession.token_hash == _hash(token))
        await session.execute(mine.values(seen_at=now))
    return Entered(person_of(row), token)


async def leave(session: AsyncSession, token: str) -> None:
    await session.execute(delete(StaffSession).where(StaffSession.token_hash == _hash(token)))


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
