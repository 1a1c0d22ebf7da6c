"""The connection to PostgreSQL: the one from the settings, else the embedded one."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from bot.errors import DatabaseCannotStart, SettingsError
from bot.settings import Settings
from bot.storage.direct import Connections, Direct
from bot.storage.embedded.server import embedded_postgres
from bot.storage.encrypted import use_keys
from bot.storage.keys import KeyRing
from bot.storage.migrate import migrate
from bot.storage.own_key import ensure_own_key
from bot.storage.wakeups import conninfo

DRIVER = "postgresql+psycopg"
PATIENCE = timedelta(seconds=20)
"""How long a program that starts waits for its database."""
POOL = 10
"""Connections that one process keeps for sessions; PostgreSQL takes 100 in all."""


class Database:
    """An engine, its keys and its sessions; close it when the process ends."""

    def __init__(self, url: URL, keys: KeyRing) -> None:
        self.url = url
        self.keys = keys
        # Errors carry their statement into logs, and parameters are what citizens write.
        self.engine = create_async_engine(url, pool_size=POOL, max_overflow=0, hide_parameters=True)
        use_keys(self.engine.dialect, keys)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)
        self._connections = Connections(conninfo(url), keys)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session whose work is committed at the end, or not at all."""
        async with self._sessions.begin() as session:
            yield session

    @asynccontextmanager
    async def direct(self) -> AsyncIterator[Direct]:
        """The same for what is done with every message: for `Statement`s alone, and cheaper."""
        async with self._connections.transaction() as direct:
            yield direct

    async def close(self) -> None:
        await self._connections.close()
        await self.engine.dispose()


@asynccontextmanager
async def ready_database(settings: Settings) -> AsyncIterator[Database]:
    """The database at the present schema; starts and stops the embedded server where no other is set."""
    with _address(settings) as (url, keys):
        await _migrate_when_it_answers(url)
        database = Database(url, keys)
        try:
            yield database
        finally:
            await database.close()


async def _migrate_when_it_answers(url: URL) -> None:
    """Waits a little for a database that is just starting; raises `DatabaseCannotStart`."""
    started = time.monotonic()
    while True:
        try:
            return migrate(url)
        except OperationalError as error:
            if time.monotonic() - started > PATIENCE.total_seconds():
                reason = str(error.orig).strip().splitlines()[-1].strip()
                raise DatabaseCannotStart(
                    f"The database does not answer ({reason}). See SPORTELLO_DATABASE_URL."
                ) from error
        await asyncio.sleep(1)


@contextmanager
def _address(settings: Settings) -> Iterator[tuple[URL, KeyRing]]:
    given = KeyRing.from_text(settings.keys.get_secret_value()) if settings.keys else None
    if settings.database is None:
        keys = given or KeyRing.from_text(ensure_own_key(settings.state_folder))
        with embedded_postgres(settings.state_folder) as url:
            yield url, keys
    elif given is None:
        raise SettingsError("SPORTELLO_ENCRYPTION_KEYS is missing: a database of your own needs keys of your own.")
    else:
        yield database_url(settings.database.get_secret_value()), given


def database_url(text: str) -> URL:
    """The address for our driver; "postgres://" and "postgresql://" are understood. Raises `SettingsError`."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        # Not the error's own words: they repeat the address, password included.
        raise SettingsError(
            "SPORTELLO_DATABASE_URL is no address: postgresql://user:password@host/database."
        ) from error
    if url.drivername.split("+")[0] not in ("postgres", "postgresql"):
        raise SettingsError("SPORTELLO_DATABASE_URL: only PostgreSQL will do.")
    return url.set(drivername=DRIVER)
