"""What the doctor finds in the diaries: desks at which somebody is expected, and that the knowledge base has no more."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import uvloop
from sqlalchemy import URL
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.agenda.expecting import expecting
from bot.booking.desk import desks_of
from bot.errors import KnowledgeError, StorageError
from bot.findings import Finding
from bot.knowledge.base import load
from bot.settings import Settings
from bot.storage.database import Database, database_url
from bot.storage.embedded.server import embedded_postgres
from bot.storage.keys import KeyRing
from bot.times import now

NAME = "Appointments"
PATIENCE = timedelta(seconds=10)


def desk_findings(settings: Settings) -> Iterator[Finding]:
    """Nothing where there is no database yet; it is looked at as it is, and not brought to the present schema."""
    try:
        desks = desks_of(load(settings.knowledge_folder))
        with ExitStack() as stack:
            url = _address(settings, stack)
            expected = uvloop.run(_expected(url)) if url else {}
    except (KnowledgeError, ProgrammingError):
        # A mistake in the knowledge base is told elsewhere; a database without tables has no appointments.
        return
    except (OperationalError, StorageError, TimeoutError) as error:
        yield Finding(NAME, f"not looked at: the database does not answer ({type(error).__name__})", "Start it.")
        return
    if lost := [f"{name} ({count})" for name, count in expected.items() if name not in desks]:
        mend = "Put the entry or its `booking` back as it was; or call them off in the console's agenda, which still shows them."
        yield Finding(NAME, f"at desks that the knowledge base has no more: {', '.join(lost)}", mend)


def _address(settings: Settings, stack: ExitStack) -> URL | None:
    if settings.database:
        return database_url(settings.database.get_secret_value())
    has_one = (settings.state_folder / "postgres").exists()
    return stack.enter_context(embedded_postgres(settings.state_folder)) if has_one else None


async def _expected(url: URL) -> dict[str, int]:
    # Without keys: no name is read.
    database = Database(url, KeyRing(()))
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()), database.transaction() as session:
            return await expecting(session, now())
    finally:
        await database.close()
