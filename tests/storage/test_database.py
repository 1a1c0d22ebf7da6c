"""The database as the program opens it."""

import pytest
from sqlalchemy import URL, select, text, update
from sqlalchemy.exc import DBAPIError

from bot.errors import KeyLost, SettingsError
from bot.settings import Settings, load_settings
from bot.storage.database import Database, database_url, ready_database
from bot.storage.keys import KeyRing, new_secret
from bot.storage.models import Conversation
from tests.storage.conftest import open_folder

ROSA = {"channel_account": "web", "address": "rosa", "address_fingerprint": b"rosa"}


async def test_without_settings_there_is_a_database_with_a_key_of_its_own() -> None:
    with open_folder() as folder:
        await see_that_it_is_there_again(load_settings(state_folder=folder))


async def see_that_it_is_there_again(settings: Settings) -> None:
    for expected in ([], ["rosa"]):
        async with ready_database(settings) as database, database.transaction() as session:
            assert list(await session.scalars(select(Conversation.address))) == expected
            session.add(Conversation(**ROSA))
            await (session.rollback() if expected else session.flush())


async def test_a_database_of_ones_own_needs_keys_of_ones_own() -> None:
    settings = load_settings(database_url="postgresql://sportello@db/sportello")

    with pytest.raises(SettingsError, match="SPORTELLO_ENCRYPTION_KEYS is missing"):
        async with ready_database(settings):
            pass


async def test_another_database_is_taken_where_one_is_set(server: URL) -> None:
    address = server.set(drivername="postgres").render_as_string(hide_password=False)
    settings = load_settings(database_url=address, encryption_keys=new_secret())

    async with ready_database(settings) as database, database.transaction() as session:
        assert await session.scalar(text("SELECT current_database()")) == server.database


@pytest.mark.parametrize("wrong", ["rosa:secret", "mysql://rosa:secret@db/x"])
def test_an_address_that_is_none_is_told_without_its_password(wrong: str) -> None:
    with pytest.raises(SettingsError, match="SPORTELLO_DATABASE_URL") as error:
        database_url(wrong)

    assert "secret" not in str(error.value)


async def test_what_is_stored_is_ciphertext_and_bound_to_its_column(database: Database) -> None:
    async with database.transaction() as session:
        session.add(Conversation(**ROSA))
    async with database.transaction() as session:
        stored = await session.scalar(text("SELECT address FROM conversation"))

        assert isinstance(stored, bytes)
        assert b"rosa" not in stored
        assert database.keys.decrypt(stored, "conversation.address") == "rosa"


async def test_with_the_wrong_keys_nothing_is_read(database: Database) -> None:
    async with database.transaction() as session:
        session.add(Conversation(**ROSA))
    stranger = Database(database.url, KeyRing.from_text(new_secret()))

    with pytest.raises(KeyLost, match=r"conversation\.address was encrypted with key"):
        async with stranger.transaction() as session:
            await session.scalars(select(Conversation.address))
    await stranger.close()


async def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.transaction() as session:
            session.add(Conversation(**ROSA))
            await session.flush()
            await session.execute(update(Conversation).values(comune="borgo"))
            raise RuntimeError

    async with database.transaction() as session:
        assert await session.scalar(select(Conversation)) is None


async def test_an_error_does_not_show_what_was_written(database: Database) -> None:
    with pytest.raises(DBAPIError) as error:
        async with database.transaction() as session:
            await session.execute(
                text("INSERT INTO alert (kind, conversation_id) VALUES (:kind, -1)"), {"kind": "Rosa"}
            )

    assert "Rosa" not in str(error.value).replace(str(error.value.orig), "")
