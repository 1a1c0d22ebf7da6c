"""LISTEN/NOTIFY: who waits for work is woken when a transaction that brings some is committed. A hint only: who waits looks by the clock too."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import psycopg
from psycopg import sql
from sqlalchemy import URL

from bot.storage.direct import Statement, Within

INBOX = "sportello_inbox"
OUTBOX = "sportello_outbox"
TALKS = "sportello_talks"
ALERTS = "sportello_alerts"
CLOSURES = "sportello_closures"
"""Told with the closure's number; the others with the conversation's."""
AGENDA = "sportello_agenda"
"""Of this channel the number is a desk's."""
NOTIFY = Statement("SELECT pg_notify(%(channel)s, %(about)s)")


async def notify(session: Within, channel: str, conversation_id: int) -> None:
    """Heard when the session commits; the same twice in a transaction is heard once."""
    await NOTIFY.all(session, channel=channel, about=str(conversation_id))


class Wakeups:
    """A connection that listens; `psycopg.OperationalError` where it is lost: open another and look for work."""

    def __init__(self, connection: psycopg.AsyncConnection) -> None:
        self._connection = connection

    async def wait(self, timeout: timedelta) -> set[tuple[str, int]]:
        """Channels and conversations that somebody spoke of; empty when the time is over."""
        first = [n async for n in self._connection.notifies(timeout=timeout.total_seconds(), stop_after=1)]
        # What came together is heard together.
        more = [n async for n in self._connection.notifies(timeout=0)] if first else []
        return {(n.channel, int(n.payload)) for n in (*first, *more)}


@asynccontextmanager
async def listening(url: URL, *channels: str) -> AsyncIterator[Wakeups]:
    """Listens on a connection of its own, outside the pool."""
    async with await psycopg.AsyncConnection.connect(conninfo(url), autocommit=True) as connection:
        for channel in channels:
            await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        yield Wakeups(connection)


def conninfo(url: URL) -> str:
    """The address as libpq writes it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
