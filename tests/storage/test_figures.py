"""What Prometheus is told: what waits, what was counted, and never who."""

from pathlib import Path

import httpx
import pytest
from prometheus_client import REGISTRY
from sqlalchemy import URL, text

from bot.brain.client import BrainReply, Message
from bot.brain.patient import PatientBrain
from bot.errors import BrainFailed, BrainUnavailable
from bot.figures import figures_app
from bot.knowledge.live import LiveKnowledge
from bot.queue import delivery, handover
from bot.queue.alerts import alert
from bot.queue.depth import Depth, depth
from bot.settings import PROJECT
from bot.storage.database import Database
from tests.folder import write_knowledge
from tests.storage.conftest import KEYS
from tests.storage.desk import NOON, ROSA, UGO, Desk

LIVE = LiveKnowledge(PROJECT / "knowledge")


async def found(desk: Desk) -> Depth:
    async with desk.database.transaction() as session:
        return await depth(session)


async def told(database: Database, knowledge: LiveKnowledge = LIVE) -> str:
    transport = httpx.ASGITransport(app=figures_app(database, knowledge))
    async with httpx.AsyncClient(transport=transport, base_url="http://private") as client:
        return (await client.get("/metrics")).text


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"sportello_{name}", labels) or 0.0


async def test_where_nothing_waits_everything_is_zero(desk: Desk) -> None:
    assert await found(desk) == Depth(0, 0.0, 0, 0.0)


async def test_talks_that_are_due_are_counted_once_with_the_age_of_the_oldest(desk: Desk) -> None:
    for citizen in (ROSA, ROSA, UGO):
        await desk.receives(citizen.says("…"))
    async with desk.database.transaction() as session:
        await session.execute(text("UPDATE conversation SET due_at = now() - interval '90 s' WHERE id = 1"))

    waiting = await found(desk)

    assert waiting.turns == 2
    assert 90 <= waiting.oldest_turn < 3600


async def test_replies_that_could_be_sent_are_counted_and_those_held_back_are_not(desk: Desk) -> None:
    await desk.answers(ROSA, "uno", "due", "tre")
    async with desk.database.transaction() as session:
        await session.execute(text("UPDATE outbound_message SET not_before = now() + interval '1 h' WHERE number = 4"))

    assert (await found(desk)).replies == 2


async def test_people_who_are_awaited_are_told_by_reason_and_alerts_by_kind(desk: Desk) -> None:
    for citizen, reason in ((ROSA, "set_aside"), (UGO, "asked")):
        turn = await desk.answers(citizen)
        async with desk.database.transaction() as session:
            await handover.call_person(session, turn.conversation_id, reason, NOON)
    async with desk.database.transaction() as session:
        await alert(session, "crisis", turn.conversation_id)

    waiting = await found(desk)
    page = await told(desk.database)

    assert waiting.people_awaited == {"set_aside": 1, "asked": 1}
    assert waiting.alerts == {"waiting": 2, "crisis": 1}
    assert 'sportello_talks_waiting_for_a_person{reason="set_aside"} 1.0' in page
    assert 'sportello_alerts_open{kind="crisis"} 1.0' in page
    assert ROSA.address not in page


async def test_a_database_that_is_away_is_told_and_the_counters_are_there_all_the_same() -> None:
    away = Database(URL.create("postgresql+psycopg", host="/nowhere"), KEYS)
    page = await told(away)
    await away.close()

    assert "sportello_database_answers 0.0" in page
    assert "sportello_turns_due" not in page
    assert "sportello_messages_received_total" in page


async def test_a_message_counts_once_and_its_repeat_apart(desk: Desk) -> None:
    before = counted("messages_received_total", channel="web"), counted("messages_repeated_total", channel="web")
    for _ in range(3):
        await desk.receives(ROSA.says("…", id="the-same"))
    after = counted("messages_received_total", channel="web"), counted("messages_repeated_total", channel="web")

    assert (after[0] - before[0], after[1] - before[1]) == (1, 2)


async def test_replies_count_by_what_became_of_them(desk: Desk) -> None:
    outcomes = ("sent", "delayed", "failed", "unknown")
    before = [counted("replies_total", channel="web", outcome=outcome) for outcome in outcomes]
    await desk.answers(ROSA, "uno", "due", "tre")
    await desk.has_sent(await desk.must_take())
    second = await desk.must_take()
    async with desk.database.transaction() as session:
        await delivery.try_again(session, second, "429", desk.pace.pause, desk.pace, NOON)
    second = await desk.must_take()
    async with desk.database.transaction() as session:
        await delivery.failed(session, second, "21610", NOON)
    third = await desk.must_take()
    async with desk.database.transaction() as session:
        await delivery.lost(session, third, "cut", desk.pace)

    after = [counted("replies_total", channel="web", outcome=outcome) for outcome in outcomes]
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 1, 1]


class Sulky:
    """A brain that answers with this error."""

    def __init__(self, error: Exception | None) -> None:
        self.error = error

    async def turn(self, message: Message) -> BrainReply:
        if self.error:
            raise self.error
        return BrainReply([], {}, {})


@pytest.mark.parametrize(
    ("error", "outcome"),
    [(None, "answered"), (BrainFailed("500"), "failed"), (BrainUnavailable("gone"), "unavailable")],
)
async def test_the_brains_calls_are_timed_by_how_they_end(error: Exception | None, outcome: str) -> None:
    before = counted("brain_seconds_count", outcome=outcome)
    brain, message = PatientBrain(Sulky(error)), Message("1", "c", "web", NOON, text="…")
    if error:
        with pytest.raises(type(error)):
            await brain.turn(message)
    else:
        await brain.turn(message)

    assert counted("brain_seconds_count", outcome=outcome) - before == 1


async def test_files_whose_newest_change_is_wrong_are_counted(database: Database, tmp_path: Path) -> None:
    knowledge = LiveKnowledge(write_knowledge(tmp_path))
    assert "sportello_knowledge_files_refused 0.0" in await told(database, knowledge)
    for name in ("sad", "ti-ascolto"):
        (tmp_path / "borgo" / f"{name}.yaml").write_text("title: [")

    assert "sportello_knowledge_files_refused 2.0" in await told(database, knowledge)
