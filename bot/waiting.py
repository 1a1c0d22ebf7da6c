"""`sportello waiting`: the talks that wait for a person, without a word of what was said."""

from collections.abc import Iterator, Sequence

from bot.queue.handover import waiting
from bot.settings import Settings
from bot.storage.database import ready_database
from bot.storage.models import Conversation
from bot.times import local


async def who_waits(settings: Settings) -> str:
    async with ready_database(settings) as database, database.transaction() as session:
        return "\n".join(_lines(await waiting(session)))


def _lines(talks: Sequence[Conversation]) -> Iterator[str]:
    if not talks:
        yield "Nobody is waiting for a person."
        return
    yield f"{'talk':>8}  {'municipality':24}  {'since':16}  reason"
    for talk in talks:
        since = f"{local(talk.waiting_since):%Y-%m-%d %H:%M}" if talk.waiting_since else ""
        yield f"{talk.id:>8}  {talk.comune or '-':24}  {since:16}  {talk.reason or '-'}"
