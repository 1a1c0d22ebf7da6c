"""What the doctor says of a database and of a mail server that it calls."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import URL

from bot.brain.process import free_port
from bot.findings import Finding
from bot.reached import database_reached, mail_reached
from bot.settings import load_settings
from bot.storage.migrate import migrate, newest, versions
from bot.storage.wakeups import conninfo
from tests.service.mail_server import mail_server
from tests.storage.conftest import empty, execute, server

__all__ = ["empty", "server"]


def test_a_database_that_is_not_there_is_told_without_its_password() -> None:
    found = database_reached("postgresql://sportello:segreto@127.0.0.1:1/sportello")

    assert found.state.startswith("does not answer")
    assert found.mend and "SPORTELLO_DATABASE_URL" in found.mend
    assert "segreto" not in found.state + found.mend


def test_what_is_no_address_is_told() -> None:
    assert database_reached("mysql://a@b/c").mend


def test_an_empty_database_is_well_and_so_is_one_of_this_version(empty: URL) -> None:
    address = conninfo(empty)
    assert database_reached(address) == Finding("Database", "answers; empty, the first start fills it")

    migrate(empty)

    assert database_reached(address) == Finding("Database", f"answers, schema {newest()}")


@pytest.mark.parametrize(("version", "mend"), [("0001", "sportello migrate"), ("9999", "Install that one")])
def test_an_older_and_a_newer_schema_are_told(empty: URL, version: str, mend: str) -> None:
    assert "0001" in versions()
    execute(empty, "CREATE TABLE alembic_version (version_num text)")
    execute(empty, f"INSERT INTO alembic_version VALUES ('{version}')")

    found = database_reached(conninfo(empty))

    assert (version in found.state, mend in (found.mend or "")) == (True, True)


async def mail(port: int, **changes: Any) -> Finding:
    given = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none", "smtp_from": "a@example.it"}
    return await asyncio.to_thread(mail_reached, load_settings(**{**given, **changes}))


async def test_a_mail_server_that_takes_us_is_well_and_gets_no_mail() -> None:
    async with mail_server() as there:
        found = await mail(there.port)

    assert (found.mend, there.tries) == (None, 0)


async def test_a_mail_server_that_is_away_or_refuses_the_login_is_told() -> None:
    async with mail_server() as there:
        refused = await mail(there.port, smtp_user="u", smtp_password="segreto")
    away = await mail(free_port())

    assert refused.mend and away.mend
    assert "does not take us" in refused.state
    assert "segreto" not in refused.state + refused.mend


async def test_without_a_mail_server_nothing_is_to_be_mended() -> None:
    assert (await mail(0, smtp_host="")).mend is None
    assert "SPORTELLO_SMTP_FROM" in str((await mail(25, smtp_from="")).mend)
