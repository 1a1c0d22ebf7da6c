"""A talk as server-sent events: what is new since the page last looked, then whatever comes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.queue.transcript import Place, Transcript, read
from bot.storage.database import Database
from bot.webchat.watch import TalkWatch
from bot.webchat.wire import event, line_json, state_json

HEARTBEAT = timedelta(seconds=15)
"""Also how often a page looks by the clock: a wake-up is only a hint."""
STILL_HERE = b": \n\n"


async def stream(
    database: Database, watch: TalkWatch, conversation_id: int, place: Place, seen: int
) -> AsyncIterator[bytes]:
    """Events until the page leaves, the talk is forgotten, the database is gone or the service stops.

    An event's id is a number up to which the page has everything. A message that was on its way while a later one was shown comes
    after it, so a page that resumes may see a message twice: it knows it by its number.
    """
    shown: set[int] = set()
    state: dict[str, object] | None = None
    with watch.watching(conversation_id) as bell, suppress(SQLAlchemyError):
        while not watch.is_closing:
            bell.clear()
            news = await _read(database, conversation_id, place, seen)
            if news is None:
                yield event("forgotten", {})
                return
            for line in news.lines:
                if line.number not in shown:
                    yield event("message", line_json(line), min(line.number, news.settled))
            if state != state_json(news):
                state = state_json(news)
                yield event("state", state)
            seen, shown = news.settled, {line.number for line in news.lines}
            yield STILL_HERE
            await _rung(bell)


async def _read(database: Database, conversation_id: int, place: Place, seen: int) -> Transcript | None:
    async with database.direct() as direct:
        return await read(direct, conversation_id, place, seen)


async def _rung(bell: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(bell.wait(), HEARTBEAT.total_seconds())
