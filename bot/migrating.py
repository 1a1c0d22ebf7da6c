"""`sportello migrate`: the database at the present schema, before the first process of a new version starts."""

from collections.abc import AsyncIterator

from bot.production import refuse_unsafe
from bot.settings import Settings
from bot.storage.database import ready_database
from bot.storage.rights import BRAIN, let_brain_keep_its_talks


async def migrated(settings: Settings) -> AsyncIterator[str]:
    """What was done, line by line; may be repeated. Raises `SportelloError`."""
    refuse_unsafe(settings)
    async with ready_database(settings) as database:
        yield "The database is at the present schema."
        async with database.transaction() as session:
            if await let_brain_keep_its_talks(session):
                yield f"{BRAIN} may read and write its own table there, and no other."
