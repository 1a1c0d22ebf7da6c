"""Getting in: name, password, and a code where one is asked for; slow for whoever guesses, and silent about who exists."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import KeyLost, StaffError
from bot.staff import codes
from bot.staff.accounts import find, has_kept
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


async def stored_of(session: AsyncSession, given: Given) -> str | None:
    """What the password is compared with: after the transaction, because it takes long."""
    row = await find(session, given.username)
    return row.password_hash if row else None


async def let_in(session: AsyncSession, given: Given, stored: str, keys: KeyRing, now: datetime) -> Staff | None:
    """Who enters: the password was right, and the account and the code are too.

    Raises `StaffError` where no code can be compared any more.
    """
    row = await find(session, given.username)
    # Locked: the same code twice at once enters once.
    if row is None or not await has_kept(session, row.id, stored):
        return None
    await session.refresh(row)
    if row.has_codes and not await _takes_code(session, row, given.code, now):
        return None
    await session.execute(delete(EntryTry).where(EntryTry.who == _account(given, keys)))
    return row


async def _takes_code(session: AsyncSession, row: Staff, code: str, now: datetime) -> bool:
    """Whether the code opens, and opens no second time."""
    try:
        secret = await session.scalar(select(Staff.totp_secret).where(Staff.id == row.id))
    except KeyLost as error:
        raise StaffError("codes_lost") from error
    step = codes.step_of(code, secret, now, row.totp_last) if secret else None
    if step is None:
        return False
    row.totp_last = step
    return True


def _account(given: Given, keys: KeyRing) -> bytes:
    return keys.fingerprints("account " + given.username.strip().casefold())[0]


def _address(given: Given, keys: KeyRing) -> bytes:
    return keys.fingerprints("address " + given.address)[0]
