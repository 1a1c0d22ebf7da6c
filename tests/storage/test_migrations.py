"""Migrations: a fresh one equals the models, on the embedded PostgreSQL and on the system's."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import URL, NullPool, create_engine, text

from bot.errors import DatabaseTooNew
from bot.storage.base import Base
from bot.storage.embedded import cluster, server
from bot.storage.embedded.home import Home, find_home
from bot.storage.migrate import migrate
from tests.storage.conftest import execute, new_database, open_folder

SYSTEMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
EVERYTHING = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'
UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes
 WHERE schemaname = 'public' AND tablename <> 'alembic_version'
UNION ALL SELECT table_name, column_name, concat_ws(' ', data_type, udt_name, is_nullable, column_default, is_identity)
 FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'
ORDER BY 1, 2, 3
"""
"""Constraints, indexes and columns as PostgreSQL has understood them; Alembic compares no CHECK."""


@pytest.fixture(scope="session")
def system_server() -> Iterator[URL]:
    """The operating system's PostgreSQL, started by our launcher."""
    if not SYSTEMS:
        pytest.skip("no PostgreSQL of the system in /usr/lib/postgresql (apt install postgresql)")
    with open_folder() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(server, "find_home", lambda state: with_programs(find_home(state), SYSTEMS[-1].parent))
        # Older ones know no provider of their own.
        patch.setattr(cluster, "INITDB", [option for option in cluster.INITDB if "builtin" not in option])
        with server.embedded_postgres(folder) as url:
            yield url


def with_programs(home: Home, programs: Path) -> Home:
    return replace(home, programs=programs)


@pytest.fixture(params=["server", "system_server"], ids=["embedded", "system"])
def two_databases(request: pytest.FixtureRequest) -> tuple[URL, URL]:
    url: URL = request.getfixturevalue(request.param)
    return new_database(url), new_database(url)


def test_a_fresh_migration_equals_the_models(two_databases: tuple[URL, URL]) -> None:
    migrated, made = two_databases
    migrate(migrated)
    Base.metadata.create_all(create_engine(made, poolclass=NullPool))

    assert len(execute(migrated, EVERYTHING)) > 80
    assert execute(migrated, EVERYTHING) == execute(made, EVERYTHING)


def test_alembic_finds_nothing_to_add(empty: URL) -> None:
    migrate(empty)
    with create_engine(empty, poolclass=NullPool).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})

        assert compare_metadata(context, Base.metadata) == []


async def test_many_that_start_at_once_migrate_once(empty: URL) -> None:
    await asyncio.gather(*(asyncio.to_thread(migrate, empty) for _ in range(4)))

    assert len(execute(empty, "SELECT version_num FROM alembic_version")) == 1


def test_a_database_of_a_later_version_is_left_alone(empty: URL) -> None:
    migrate(empty)
    execute(empty, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseTooNew, match="9999"):
        migrate(empty)


def test_no_moment_is_without_its_time_zone(empty: URL) -> None:
    migrate(empty)
    with create_engine(empty, poolclass=NullPool).connect() as connection:
        types = connection.execute(
            text("SELECT DISTINCT data_type FROM information_schema.columns WHERE table_schema = 'public'")
        )

        assert "timestamp without time zone" not in types.scalars().all()
