"""Brings a database to the present schema; one process at a time, all or nothing."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, NullPool, create_engine, text

from bot.errors import DatabaseTooNew

MIGRATIONS = Path(__file__).with_name("migrations")
LOCK = 5_077_315
"""Whoever migrates holds this advisory lock; any number means the same, as long as it never changes."""


def migrate(url: URL) -> None:
    """Raises `DatabaseTooNew` where a later version has been here. A kill in between leaves the schema as it was."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        _upgrade(connection)


def newest() -> str | None:
    """The schema that this Sportello brings."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def versions() -> set[str]:
    """All schemas that it knows."""
    return {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def _upgrade(connection: Connection) -> None:
    config = Config(attributes={"connection": connection})
    # A "%" in the path would be taken for a variable.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise DatabaseTooNew(
            f"The database belongs to a newer Sportello ({error}). Install that one, or take another database."
        ) from error
