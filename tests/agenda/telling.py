"""What the worker does to the diaries, and what citizens are told then."""

from datetime import datetime

from sqlalchemy import update

from bot.agenda.minding import mind
from bot.booking.slots import Wish
from bot.knowledge.base import Knowledge
from bot.storage.database import Database
from bot.storage.models import Conversation
from tests.agenda.people import (
    FRIDAY_AT_4,
    Person,
    knowledge_with,
    notices,
)

KNOWLEDGE = knowledge_with()
WORDS = KNOWLEDGE.phrases.notices
FRIDAY_AFTERNOON = Wish(first=FRIDAY_AT_4.day, last=FRIDAY_AT_4.day)
REMINDED = "Le ricordo il suo appuntamento: venerdì 27 novembre alle 16. Mi fa sapere se viene?"


async def passes(database: Database, moment: datetime, knowledge: Knowledge = KNOWLEDGE) -> list[str]:
    """All that has been told once the worker has looked twice."""
    for _ in range(2):
        await mind(database, knowledge, moment)
    return [said for _, said in await notices(database)]


async def set_of(database: Database, person: Person, **values: object) -> None:
    async with database.transaction() as session:
        await session.execute(update(Conversation).where(Conversation.pseudonym == person.citizen).values(**values))
