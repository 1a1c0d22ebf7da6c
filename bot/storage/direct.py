"""Transactions on psycopg's own connections, for what is done with every message: a statement costs a third of what a session's costs.

The steps of the queue take either: a `Direct`, or a session, whose transaction they then are part of.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import namedtuple_row
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.encrypted import ring_of
from bot.storage.keys import KeyRing

POOL = 8
"""Connections that one process keeps for this."""
CONNECT_SECONDS = 10


@dataclass(frozen=True)
class Direct:
    """A transaction under way, and the keys to what is encrypted in it."""

    connection: psycopg.AsyncConnection[Any]
    keys: KeyRing


Within = AsyncSession | Direct
"""The transaction that a step is part of."""


async def directly(within: Within) -> Direct:
    """The transaction itself; what the session has not written yet is written before."""
    if isinstance(within, Direct):
        return within
    if within.new or within.dirty or within.deleted:
        await within.flush()
    connection = await within.connection()
    driver = (await connection.get_raw_connection()).driver_connection
    assert isinstance(driver, psycopg.AsyncConnection)
    return Direct(driver, ring_of(connection.dialect))


@dataclass(frozen=True)
class Statement:
    """SQL with `%(name)s` for values, written once. Values and columns named in `encrypted` are texts here and
    ciphertext in the database: by the name the place that the ciphertext is bound to."""

    sql: str
    encrypted: Mapping[str, str] = field(default_factory=dict)

    async def all(self, within: Within, **values: Any) -> list[Any]:
        """The rows, as named tuples; raises SQLAlchemy's errors like a session."""
        direct = await directly(within)
        for name in self.encrypted.keys() & values.keys():
            values[name] = _encrypted(values[name], self.encrypted[name], direct.keys)
        with translated():
            cursor = direct.connection.cursor(row_factory=namedtuple_row)
            await cursor.execute(self.sql.encode(), values)
            rows = await cursor.fetchall() if cursor.description else []
        return [self._readable(row, direct.keys) for row in rows] if self.encrypted else rows

    async def first(self, within: Within, **values: Any) -> Any | None:
        """The first row; none where there is none."""
        return next(iter(await self.all(within, **values)), None)

    def _readable(self, row: Any, keys: KeyRing) -> Any:
        texts = {
            name: keys.decrypt(getattr(row, name), place)
            for name, place in self.encrypted.items()
            if name in row._fields and getattr(row, name) is not None
        }
        return row._replace(**texts)


def _encrypted(value: str | Sequence[str] | None, place: str, keys: KeyRing) -> bytes | list[bytes] | None:
    if value is None or isinstance(value, str):
        return None if value is None else keys.encrypt(value, place)
    return [keys.encrypt(text, place) for text in value]


@contextmanager
def translated() -> Iterator[None]:
    """psycopg's errors as SQLAlchemy raises them, so that nobody has to know which way a statement went."""
    try:
        yield
    except psycopg.Error as error:
        raise DBAPIError.instance(None, None, error, psycopg.Error, hide_parameters=True) from error


class Connections:
    """A few connections, opened when they are wanted and kept."""

    def __init__(self, conninfo: str, keys: KeyRing) -> None:
        self._conninfo = conninfo
        self._keys = keys
        self._places = asyncio.Semaphore(POOL)
        self._idle: list[psycopg.AsyncConnection[Any]] = []

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Direct]:
        """Committed at the end, or not at all."""
        async with self._places:
            with translated():
                connection = self._idle.pop() if self._idle else await self._opened()
                try:
                    async with connection.transaction():
                        yield Direct(connection, self._keys)
                finally:
                    await self._put_back(connection)

    async def _opened(self) -> psycopg.AsyncConnection[Any]:
        return await psycopg.AsyncConnection.connect(self._conninfo, connect_timeout=CONNECT_SECONDS)

    async def close(self) -> None:
        while self._idle:
            await self._idle.pop().close()

    async def _put_back(self, connection: psycopg.AsyncConnection[Any]) -> None:
        if connection.closed:
            # The server has gone: so it has from the others.
            await self.close()
        elif connection.info.transaction_status == TransactionStatus.IDLE:
            self._idle.append(connection)
        else:
            await connection.close()
