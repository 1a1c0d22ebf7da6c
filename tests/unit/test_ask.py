"""`sportello ask`: JSON Lines in, JSON Lines out, in the same order, whatever stands in a line."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.ask import Asking
from bot.errors import BrainFailed
from tests.fakes import FakeBrain, reply

COMUNI = ["borgo", "valle"]


async def answers(brain: FakeBrain, *lines: str | dict[str, Any], comune: str | None = None) -> list[dict[str, Any]]:
    async def raw() -> Any:
        for line in lines:
            yield line if isinstance(line, str) else json.dumps(line) + "\n"

    return [answer async for answer in Asking(brain, COMUNI, comune).answer_all(raw())]


async def test_a_line_is_answered_with_the_decision_and_the_replies() -> None:
    decided = reply("Gratis.", "Orari", service="ti-ascolto", aspects=["costi"], comune="borgo", sources=["carta.txt"])

    (answer,) = await answers(FakeBrain(decided), {"id": "a", "text": "costa?", "conversation": "c1"})

    assert answer.pop("latency_ms") >= 0
    assert answer == {
        "id": "a",
        "conversation": "c1",
        "comune": "borgo",
        "action": "answer",
        "service": "ti-ascolto",
        "aspects": ["costi"],
        "candidates": [],
        "crisis": None,
        "confidence": 0.9,
        "replies": [{"text": "Gratis.", "options": [{"label": "Orari", "payload": "orari"}]}],
        "sources": ["carta.txt"],
    }


@pytest.mark.parametrize(
    ("line", "id", "error"),
    [
        ("nonsense", None, "not JSON: Expecting value"),
        ("[1, 2]", None, "a line must be a JSON object"),
        ('"ciao"', None, "a line must be a JSON object"),
        ("[" * 100_000, None, "not JSON: "),
        ('{"id": 1}', 1, "line: give either text or payload"),
        ('{"id": 1, "text": "a", "payload": "b"}', 1, "line: give either text or payload"),
        ('{"id": 1, "text": 5}', 1, "text: Input should be a valid string"),
        ('{"id": 1, "text": "a", "at": "domani"}', 1, "at: Input should be a valid datetime"),
        ('{"id": 1, "text": "a", "conversation": 7}', 1, "conversation: Input should be a valid string"),
        ('{"id": 1, "text": "a", "comune": "roma"}', 1, "no municipality 'roma'; there are: borgo, valle"),
        ('{"id": 1, "text": "\\ud800"}', 1, "text: not a text: it holds half a character"),
        ('{"id": "\\ud800", "text": "a"}', None, "id: not a text: it holds half a character"),
        ('{"id": 1, "text": "a", "at": "9999-12-31T23:59:59Z"}', 1, "date value out of range"),
    ],
)
async def test_a_wrong_line_gets_an_error_and_the_rest_goes_on(line: str, id: int | None, error: str) -> None:
    wrong, right = await answers(FakeBrain(), line, {"id": 2, "text": "ciao"})

    assert set(wrong) == {"id", "error"}
    assert wrong["id"] == id
    assert wrong["error"].startswith(error)
    assert (wrong["error"].count(error), right["id"]) == (1, 2)


async def test_a_turn_that_fails_is_an_error_of_its_line_only() -> None:
    failed, right = await answers(FakeBrain(BrainFailed("The brain answered 500")), {"text": "a"}, {"text": "b"})

    assert (failed["error"], right["action"]) == ("The brain answered 500", "answer")


async def test_the_order_is_kept_and_empty_lines_are_not_lines() -> None:
    first, second, third = ({"id": id, "text": "ciao"} for id in (3, 1, 2))

    found = await answers(FakeBrain(), "\n", first, "   \n", "broken", second, "\n", third)

    assert [answer["id"] for answer in found] == [3, None, 1, 2]


async def test_lines_of_one_conversation_are_one_talk() -> None:
    brain = FakeBrain(reply("Quale?", "Ti ascolto", "SAD"))

    found = await answers(brain, {"text": "aiuto", "conversation": "c"}, {"text": "2", "conversation": "c"})

    assert [m.payload for m in brain.heard] == [None, "sad"]
    assert brain.heard[0].conversation == brain.heard[1].conversation
    assert [answer["conversation"] for answer in found] == ["c", "c"]


async def test_a_line_without_a_conversation_never_joins_one_that_is_named_like_it() -> None:
    brain = FakeBrain()

    await answers(brain, {"text": "ciao", "conversation": "line-2"}, {"text": "ciao"})

    assert brain.heard[0].conversation != brain.heard[1].conversation


async def test_lines_without_a_conversation_are_talks_of_their_own() -> None:
    brain = FakeBrain(reply("Quale?", "Ti ascolto", "SAD"))

    first, second = await answers(brain, {"text": "aiuto"}, {"text": "2"})

    assert (brain.heard[1].text, brain.heard[1].payload) == ("2", None)
    assert first["conversation"] != second["conversation"]


async def test_a_conversation_keeps_its_municipality_until_a_line_names_another() -> None:
    brain = FakeBrain()
    lines = [{"text": "a", "comune": "borgo"}, {"text": "b"}, {"text": "c", "comune": "valle"}, {"text": "d"}]

    await answers(brain, *({**line, "conversation": "c"} for line in lines))

    assert [message.comune for message in brain.heard] == ["borgo", "borgo", "valle", "valle"]


async def test_the_municipality_of_the_command_holds_where_a_line_names_none() -> None:
    brain = FakeBrain()

    await answers(brain, {"text": "a"}, {"text": "b", "comune": "valle"}, comune="borgo")

    assert [message.comune for message in brain.heard] == ["borgo", "valle"]


async def test_a_payload_presses_an_option_and_at_is_the_clock() -> None:
    brain = FakeBrain()

    await answers(brain, {"payload": "ask:sad", "at": "2026-11-25T09:30:00Z"})

    assert (brain.heard[0].text, brain.heard[0].payload) == (None, "ask:sad")
    assert brain.heard[0].at == datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
    assert brain.heard[0].at.isoformat() == "2026-11-25T10:30:00+01:00"
