"""Talks of citizens, as they stand in the database when an operator comes."""

from itertools import count

from bot.queue import handover
from bot.queue.messages import Inbound
from bot.times import now
from tests.storage.desk import Desk

ROSA = "+39 333 1111111"
_ids = count(1)


async def writes(
    desk: Desk,
    words: str,
    *,
    comune: str | None = "borgo",
    account: str = "web:borgo",
    address: str = ROSA,
    waits: bool = False,
    priority: int = 0,
) -> int:
    """The talk's number; the citizen waits for a person from then on, where told so."""
    message = Inbound(account, f"c{next(_ids)}", address, now(), text=words, comune=comune)
    conversation = (await desk.receives(message)).conversation_id
    if waits:
        async with desk.database.transaction() as session:
            await handover.call_person(session, conversation, "asked", now(), priority=priority)
    return conversation
