"""Statements on psycopg's own connections: committed or not at all, alone or within a session."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.storage.database import Database
from bot.storage.direct import Statement
from bot.storage.models import Conversation
from tests.storage.conftest import KEYS

BEGIN = Statement(
    """
    INSERT INTO conversation (channel_account, address, address_fingerprint)
    SELECT 'web', address, address FROM unnest(CAST(%(addresses)s AS bytea[])) AS address RETURNING address
    """,
    {"addresses": "conversation.address", "address": "conversation.address"},
)
COUNT = Statement("SELECT count(*) AS talks FROM conversation")
WHO = Statement("SELECT pg_backend_pid() AS pid")


async def talks(database: Database) -> int:
    async with database.direct() as direct:
        (found,) = await COUNT.all(direct)
    return int(found.talks)


async def test_what_is_written_is_committed_at_the_end(database: Database) -> None:
    async with database.direct() as direct:
        await BEGIN.all(direct, addresses=["rosa", "ugo"])

    assert await talks(database) == 2


async def test_after_a_mistake_nothing_is_written(database: Database) -> None:
    with pytest.raises(ValueError):
        async with database.direct() as direct:
            await BEGIN.all(direct, addresses=["rosa"])
            raise ValueError

    assert await talks(database) == 0


async def test_texts_are_ciphertext_in_the_database_and_texts_again_when_they_are_read(database: Database) -> None:
    async with database.direct() as direct:
        (row,) = await BEGIN.all(direct, addresses=["rosa"])
    async with database.transaction() as session:
        stored = bytes(await session.scalar(text("SELECT address FROM conversation")) or b"")

    assert row.address == "rosa"
    assert b"rosa" not in stored
    assert KEYS.decrypt(stored, "conversation.address") == "rosa"


async def test_within_a_session_a_statement_sees_what_the_session_has_written(database: Database) -> None:
    async with database.transaction() as session:
        session.add(Conversation(channel_account="web", address="rosa", address_fingerprint=b"r"))
        assert (await COUNT.all(session))[0].talks == 1
        await BEGIN.all(session, addresses=["ugo"])
        assert len(list(await session.scalars(select(Conversation)))) == 2

    assert await talks(database) == 2


async def test_mistakes_are_sqlalchemys(database: Database) -> None:
    twice = Statement("INSERT INTO searchable (comune, service, names, words, edition) VALUES ('a', 'b', '{}', '', '')")
    with pytest.raises(IntegrityError):
        async with database.direct() as direct:
            await twice.all(direct)
            await twice.all(direct)


async def test_a_connection_that_the_server_has_ended_is_replaced(database: Database) -> None:
    async with database.direct() as direct:
        (mine,) = await WHO.all(direct)
    async with database.transaction() as session:
        await session.execute(text(f"SELECT pg_terminate_backend({mine.pid})"))
    with pytest.raises(OperationalError):
        await talks(database)

    assert await talks(database) == 0
