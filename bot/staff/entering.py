"""Getting in: name, password, and a code where one is asked for; slow for whoever guesses, and silent about who exists."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.staff import codes, passwords
from bot.staff.accounts import find
from bot.storage.keys import KeyRing
from bot.storage.models import EntryTry, Staff
from bot.times import before

WHILE = timedelta(minutes=15)
"""How long a try that failed is held against its account and its address."""
MOST_OF_ACCOUNT = 8
MOST_OF_ADDRESS = 30
"""A town hall may have one address for all."""


@dataclass(frozen=True)
class Given:
    """What somebody typed, and from where."""

    username: str
    password: str
    code: str
    address: str


async def count_try(session: AsyncSession, given: Given, keys: KeyRing, now: datetime) -> bool:
    """Whether this try may go on. It is counted before anything is compared; commit at once, so that many at once are counted too."""
    await session.execute(delete(EntryTry).where(EntryTry.at < before(now, WHILE)))
    account, address = _account(given, keys), _address(given, keys)
    session.add_all([EntryTry(who=account, at=now), EntryTry(who=address, at=now)])
    await session.flush()
    counted = select(EntryTry.who, func.count()).where(EntryTry.who.in_([account, address])).group_by(EntryTry.who)
    counts = {bytes(who): count for who, count in await session.execute(counted)}
    return counts[account] <= MOST_OF_ACCOUNT and counts[address] <= MOST_OF_ADDRESS


async def compare(session: AsyncSession, given: Given, keys: KeyRing, now: datetime) -> Staff | None:
    """Whose name, password and code they are. An account that is not there, or is closed, takes as long."""
    row = await find(session, given.username)
    is_right = await passwords.is_right(given.password, row.password_hash if row else None)
    if row is None or not is_right or not row.is_active:
        return None
    if row.totp_secret:
        # Locked and read again: the same code twice at once enters once.
        await session.refresh(row, with_for_update=True)
        step = codes.step_of(given.code, row.totp_secret or "", now, row.totp_last) if row.totp_secret else None
        if step is None:
            return None
        row.totp_last = step
    await session.execute(delete(EntryTry).where(EntryTry.who == _account(given, keys)))
    return row


def _account(given: Given, keys: KeyRing) -> bytes:
    return keys.fingerprints("account " + given.username.strip().casefold())[0]


def _address(given: Given, keys: KeyRing) -> bytes:
    return keys.fingerprints("address " + given.address)[0]
