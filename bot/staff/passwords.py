"""Passwords: hashed with Argon2id, compared in a thread of its own, and good enough to begin with."""

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NewType

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.errors import Refused

Hash = NewType("Hash", str)
"""What is kept of a password. It takes a while to make: never inside a transaction, whose connection the citizens' messages need too."""

LEAST = 12
"""Characters (NIST SP 800-63B asks for eight; the console is on the internet)."""
MOST = 200
AT_ONCE = 2
"""Comparisons under way: each takes 64 MB and a core."""
MOST_IN_LINE = 20
"""Who enters at the same moment: a second or two of waiting; who comes then is told so at once."""
_SYLLABLES = [a + b for a in "bcdfglmnprstv" for b in "aeiou"]

_hasher = PasswordHasher()
_turns = asyncio.Semaphore(AT_ONCE)
_line: set[object] = set()
_nobody = _hasher.hash(secrets.token_hex())
"""Compared with where there is no such account, so that it takes as long."""


@contextmanager
def in_line() -> Iterator[None]:
    """A place in the line of those who enter; raises `Refused` where it is too long already."""
    if len(_line) >= MOST_IN_LINE:
        raise Refused("too_busy")
    place = object()
    _line.add(place)
    try:
        yield
    finally:
        _line.remove(place)


async def hashed(password: str) -> Hash:
    """Without keeping the others waiting."""
    async with _turns:
        return Hash(await asyncio.to_thread(_hasher.hash, password))


async def is_right(password: str, stored: str | None) -> bool:
    """Whether it is the password; takes as long where there is no account."""
    async with _turns:
        fits = await asyncio.to_thread(_fits, password, stored or _nobody)
    return fits and stored is not None


def new_password() -> str:
    """One that can be read out on the telephone: 50 bits in syllables, and more by a number."""
    words = ("".join(secrets.choice(_SYLLABLES) for _ in range(3)) for _ in range(3))
    return "-".join([*words, str(secrets.randbelow(90) + 10)])


def fault_of(password: str, username: str) -> str | None:
    """Why a password will not do, as a word of the console's texts; none where it will."""
    if not LEAST <= len(password) <= MOST:
        return "password_length"
    if len(set(password)) < 5 or username.casefold() in password.casefold():
        return "password_easy"
    return None


def _fits(password: str, stored: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
