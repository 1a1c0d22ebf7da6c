"""The log while the database is away: few lines, and none of them hides another mistake."""

from dataclasses import dataclass

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.worker.away import Away

GONE = OperationalError("SELECT 1", {}, psycopg.OperationalError("connection refused"))


@dataclass
class Clock:
    at: float = 0.0

    def __call__(self) -> float:
        return self.at


def log_of(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "bot.worker.away"]


def test_ten_minutes_of_a_database_that_is_away_are_a_line_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    away = Away(clock)
    for half_second in range(10 * 60 * 2):
        clock.at = half_second / 2
        # Six loops meet it at the same time.
        assert all(away.failed(GONE) for _ in range(6))
    clock.at = 600
    away.answers()
    away.answers()

    still = [f"database_still_away seconds={60 * minute}" for minute in range(1, 10)]
    assert log_of(caplog) == ["database_away error=OperationalError", *still, "database_back seconds=600"]


def test_gone_again_is_told_again(caplog: pytest.LogCaptureFixture) -> None:
    away = Away(Clock())
    for _ in range(2):
        away.failed(psycopg.OperationalError("the connection is lost"))
        away.answers()

    assert [line.split()[0] for line in log_of(caplog)] == ["database_away", "database_back"] * 2


def test_while_it_answers_nothing_is_said(caplog: pytest.LogCaptureFixture) -> None:
    Away(Clock()).answers()

    assert log_of(caplog) == []


@pytest.mark.parametrize(
    "error",
    [
        ValueError("a mistake of ours"),
        DBAPIError.instance(None, None, errors.UniqueViolation(), psycopg.Error),
        DBAPIError.instance(None, None, errors.DeadlockDetected(), psycopg.Error),
        DBAPIError.instance(None, None, errors.QueryCanceled(), psycopg.Error),
    ],
)
def test_any_other_mistake_is_told_by_whoever_meets_it(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    assert not Away(Clock()).failed(error)
    assert log_of(caplog) == []


@pytest.mark.parametrize("error", [errors.AdminShutdown(), errors.CannotConnectNow(), errors.TooManyConnections()])
def test_a_server_that_stops_starts_or_is_full_is_away(error: psycopg.Error) -> None:
    assert Away(Clock()).failed(DBAPIError.instance(None, None, error, psycopg.Error))
