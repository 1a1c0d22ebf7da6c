"""What the assistant made of a turn is kept beside its answer: ids and shares, encrypted, once a turn."""

import json

import pytest
from sqlalchemy import select, text

from bot.queue.turns import ClaimedTurn
from bot.storage.models import TurnDecision
from bot.worker.deciding import keep_reasons, reasons_of
from tests.storage.desk import ROSA, Desk

CONCEPTS = [["sad", 0.61239], [None, 0.2], ["ti-ascolto", 0.1], ["mensa", 0.05], ["nido", 0.03]]


def test_the_likeliest_concepts_are_kept_and_rounded_and_nothing_stands_for_nothing() -> None:
    understood = {"intent": "ask", "confidence": 0.93, "understanding": {"concepts": CONCEPTS}, "text": "mia madre …"}
    reasons = reasons_of({"action": "answer", "service": "sad"}, understood)

    assert reasons == {
        **{"action": "answer", "service": "sad", "intent": "ask", "confidence": 0.93},
        "concepts": [["sad", 0.612], ["ti-ascolto", 0.1], ["mensa", 0.05]],
    }


@pytest.mark.parametrize("understood", [{}, {"understanding": None}, {"understanding": {"concepts": None}}])
def test_where_nothing_was_understood_the_decision_alone_is_kept(understood: dict[str, object]) -> None:
    reasons = reasons_of({"action": "crisis", "crisis": "violence"}, understood)

    assert reasons == {
        **{"action": "crisis", "crisis": "violence"},
        **{"intent": None, "confidence": None, "concepts": []},
    }


async def claimed(desk: Desk) -> ClaimedTurn:
    await desk.receives(ROSA.says("quanto costa?"))
    return await desk.must_claim()


async def kept(desk: Desk) -> list[dict[str, object]]:
    async with desk.database.transaction() as session:
        return [json.loads(detail) for detail in await session.scalars(select(TurnDecision.detail))]


async def test_a_turn_tried_again_leaves_what_was_decided_last(desk: Desk) -> None:
    turn = await claimed(desk)
    for service in ("sad", "perché no"):
        async with desk.database.transaction() as session:
            await keep_reasons(session, turn, {"service": service})

    assert await kept(desk) == [{"service": "perché no"}]


async def test_it_lies_encrypted(desk: Desk) -> None:
    turn = await claimed(desk)
    async with desk.database.direct() as direct:
        await keep_reasons(direct, turn, {"service": "consultorio"})
    async with desk.database.transaction() as session:
        stored = bytes(await session.scalar(text("SELECT detail FROM turn_decision")))

    assert b"consultorio" not in stored
    assert await kept(desk) == [{"service": "consultorio"}]


async def test_without_its_answer_it_is_not_there_and_it_goes_with_the_talk(desk: Desk) -> None:
    turn = await claimed(desk)
    with pytest.raises(RuntimeError):
        async with desk.database.transaction() as session:
            await keep_reasons(session, turn, {"service": "sad"})
            raise RuntimeError
    assert await kept(desk) == []

    async with desk.database.transaction() as session:
        await keep_reasons(session, turn, {"service": "sad"})
        await session.execute(text("DELETE FROM conversation"))
    assert await kept(desk) == []
