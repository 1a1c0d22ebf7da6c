"""An empty database, which is the one of the settings, and the two citizens in it."""

import pytest
from sqlalchemy import URL

from bot.storage.base import Base
from bot.storage.wakeups import conninfo
from tests.own_data.rosa import KEY, rosa_and_ugo, runs
from tests.storage.conftest import execute, server

__all__ = ["server"]


@pytest.fixture(autouse=True)
def _database(server: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty, and the one of the settings."""
    execute(server, f"TRUNCATE {', '.join(Base.metadata.tables)} RESTART IDENTITY")
    monkeypatch.setenv("SPORTELLO_DATABASE_URL", conninfo(server))
    monkeypatch.setenv("SPORTELLO_ENCRYPTION_KEYS", KEY)


@pytest.fixture
def talks(server: URL) -> None:
    """Rosa's is number 1, with something in every table; Ugo's is number 2."""
    runs(server, rosa_and_ugo)
