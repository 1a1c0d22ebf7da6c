"""What the log says of a database that is away: one line when it goes, one a minute meanwhile, one when it is back."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import psycopg
from sqlalchemy.exc import DBAPIError

from bot.storage.insisting import AWAY

TOLD_EVERY = timedelta(minutes=1)
AT_A_STATEMENT = ("40", "55P03", "57014")
"""SQLSTATEs of a database that answers, and refuses a statement: a deadlock, a lock that is not free, too slow."""

logger = logging.getLogger(__name__)


@dataclass
class Away:
    """Shared by all that a worker does at the same time: each of them meets the same silence."""

    clock: Callable[[], float] = time.monotonic
    _since: float | None = None
    _told: float = 0.0

    def failed(self, error: Exception) -> bool:
        """Whether it was the database that is away; that is told here, any other mistake by whoever has met it."""
        if not is_away(error):
            return False
        at = self.clock()
        if self._since is None:
            self._since = self._told = at
            logger.warning("database_away error=%s", type(error).__name__)
        elif at - self._told >= TOLD_EVERY.total_seconds():
            self._told = at
            logger.warning("database_still_away seconds=%.0f", at - self._since)
        return True

    def answers(self) -> None:
        """The database has just done something."""
        if self._since is not None:
            logger.warning("database_back seconds=%.0f", self.clock() - self._since)
            self._since = None


def is_away(error: Exception) -> bool:
    """Whether there is no database to ask, rather than one that says no."""
    if not isinstance(error, (*AWAY, psycopg.OperationalError, psycopg.InterfaceError)):
        return False
    cause = error.orig if isinstance(error, DBAPIError) else error
    return not (getattr(cause, "sqlstate", None) or "").startswith(AT_A_STATEMENT)
