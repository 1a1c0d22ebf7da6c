"""What the doctor says of desks that the knowledge base has no more."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL, update
from sqlalchemy.dialects.postgresql import Range

from bot.desk_findings import desk_findings
from bot.findings import Finding
from bot.settings import load_settings
from bot.storage.database import Database
from bot.storage.models import AppointmentRow
from bot.times import now
from tests.agenda.conftest import Comes
from tests.agenda.people import DESK, FRIDAY_AT_4
from tests.console.desks import give_appointments
from tests.folder import write_knowledge


async def looked_at(url: URL, folder: Path) -> list[Finding]:
    settings = load_settings(database_url=url.render_as_string(hide_password=False), knowledge_folder=folder)
    return await asyncio.to_thread(lambda: list(desk_findings(settings)))


@pytest.fixture
async def booked(comes: Comes, database: Database) -> None:
    """Rosa comes tomorrow, by whatever clock the doctor has."""
    await (await comes("Rosa")).books(FRIDAY_AT_4)
    tomorrow = Range(now() + timedelta(days=1), now() + timedelta(days=1, hours=1))
    async with database.transaction() as session:
        await session.execute(update(AppointmentRow).values(during=tomorrow))


@pytest.mark.usefixtures("booked")
async def test_appointments_at_a_desk_that_is_no_more_are_told(database: Database, tmp_path: Path) -> None:
    [found] = await looked_at(database.url, write_knowledge(tmp_path))

    assert found.state == f"at desks that the knowledge base has no more: {DESK.id} (1)"
    assert found.mend


@pytest.mark.usefixtures("booked")
async def test_where_the_desk_is_there_nothing_is_told(database: Database, tmp_path: Path) -> None:
    assert await looked_at(database.url, give_appointments(write_knowledge(tmp_path))) == []


async def test_a_database_without_tables_has_no_appointments(empty: URL, tmp_path: Path) -> None:
    assert await looked_at(empty, write_knowledge(tmp_path)) == []


async def test_a_database_that_does_not_answer_is_told(database: Database, tmp_path: Path) -> None:
    nowhere = URL.create("postgresql+psycopg", "nobody", host="127.0.0.1", port=9, database="nothing")
    [found] = await looked_at(nowhere, write_knowledge(tmp_path))

    assert found.state == "not looked at: the database does not answer (OperationalError)"
