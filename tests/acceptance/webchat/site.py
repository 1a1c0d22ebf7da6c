"""The web chat as a browser meets it: the real app and database, and in the worker's place a loop that answers by a list."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import text

from bot.brain.process import free_port
from bot.dialogue.turn import Option, Reply
from bot.errors import LeaseLost
from bot.knowledge.live import LiveKnowledge
from bot.local_assistant import serving
from bot.queue import delivery, departures, finishing, handover, turns
from bot.queue.departures import Delivery
from bot.queue.pace import Pace
from bot.queue.turns import ClaimedTurn
from bot.settings import load_settings
from bot.storage.database import Database
from bot.times import now
from bot.web import create_app, stop_streams

PATIENCE_SECONDS = 20
"""For what is to come: a machine with other work to do is slow, and no test is about that."""
HASTY = Pace(pause=timedelta(0))
"""Each message is a turn of its own."""
QUESTION = "mia madre da sola non riesce più a lavarsi"
COST = Option("Quanto costa", "ask:sad:costi")
ANSWERS = {
    QUESTION: (
        Reply(
            "Assistenza domiciliare anziani.\nUn'ausiliaria viene a casa e aiuta la persona anziana.\n\n"
            "Per informazioni:\n• telefono 02 48 694 677 (Welfare)\n• e-mail aiuto@comune.example.it\n"
            "• sito https://www.comune.example.it/servizi",
            (Option("Come si fa", "ask:sad:come-accedere"), COST, Option("Giorni e orari", "ask:sad:orari")),
        ),
    ),
    COST.payload: (Reply("Il costo si calcola in base al reddito. L'assistenza può essere data anche gratis."),),
    "<b>ciao</b>": (Reply("<img src=x onerror=alert(1)>"),),
}


@dataclass
class Site:
    """`answers` may be changed; while `is_answering` is false the citizen waits."""

    url: str
    database: Database
    answers: dict[str, Sequence[Reply]] = field(default_factory=lambda: dict(ANSWERS))
    is_answering: bool = True
    heard: list[str] = field(default_factory=list)

    @property
    def chat(self) -> str:
        return f"{self.url}/?comune=borgo"

    async def works(self) -> None:
        """What the worker does, until it is cancelled."""
        while True:
            # As for a worker: a talk may be forgotten, or taken away for the next test, while it is answered.
            with suppress(LeaseLost):
                if not await self._does_something():
                    await asyncio.sleep(0.02)

    async def calls_a_person(self) -> int:
        """The newest talk waits for a person from now on."""
        async with self.database.transaction() as session:
            id: int = await session.scalar(text("SELECT max(id) FROM conversation"))
            await handover.call_person(session, id, "asked", now())
        return id

    async def says_as_operator(self, conversation: int, words: str) -> None:
        async with self.database.transaction() as session:
            epoch = await handover.take_over(session, conversation, "anna", 0)
        assert epoch is not None
        async with self.database.transaction() as session:
            await handover.answer(session, conversation, "anna", epoch, [Reply(words)])

    async def _does_something(self) -> bool:
        async with self.database.transaction() as session:
            sent = await departures.claim(session, HASTY)
        if sent:
            await self._sent(sent)
        elif turn := await self._claims() if self.is_answering else None:
            await self._answers(turn)
        else:
            return False
        return True

    async def _claims(self) -> ClaimedTurn | None:
        async with self.database.transaction() as session:
            return await turns.claim(session, HASTY)

    async def _answers(self, turn: ClaimedTurn) -> None:
        said = turn.text or str(turn.messages[0].payload)
        self.heard.append(said)
        replies = self.answers.get(said, (Reply(f"Ha scritto: {said}"),))
        async with self.database.transaction() as session:
            await finishing.complete(session, turn, replies if turn.holder != "operator" else ())

    async def _sent(self, taken: Delivery) -> None:
        async with self.database.transaction() as session:
            await delivery.sent(session, taken, None, now())


@asynccontextmanager
async def open_site(database: Database, knowledge: LiveKnowledge, origin: str) -> AsyncIterator[Site]:
    settings = load_settings(
        pause_seconds=0, web_origins=origin, web_messages_a_minute=1000, web_messages_a_minute_from_an_address=1000
    )
    app, port = create_app(database, knowledge, settings), free_port()
    async with serving(app, port):
        site = Site(f"http://127.0.0.1:{port}", database)
        working = asyncio.create_task(site.works())
        yield site
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
        stop_streams(app)


async def until(condition: Callable[[], bool]) -> None:
    """Waits for something that no page shows."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():
            await asyncio.sleep(0.02)
