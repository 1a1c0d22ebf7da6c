"""The gateway against a live Rasa with our trained model."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.integration.conftest import Live

pytestmark = pytest.mark.asyncio(loop_scope="session")


def turn(text: str, conversation: str | None = None, message_id: str | None = None) -> dict[str, Any]:
    metadata = {"comune": "cesano-boscone", "channel": "test", "now": "2026-11-25T10:30:00+01:00"}
    ids = {"message_id": message_id or uuid4().hex, "conversation": conversation or uuid4().hex}
    return {**ids, "text": text, "metadata": metadata}


async def said(live: Live, body: dict[str, Any]) -> dict[str, Any]:
    answer = await live.gateway.post("/webhooks/gateway/turn", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def decision(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = answer["replies"][0]["decision"]
    return found


async def test_a_question_gets_its_answer_with_the_reasons(live: Live) -> None:
    answer = await said(live, turn("quanto costa ti ascolto?"))

    assert "gratuito" in answer["replies"][0]["text"]
    assert (decision(answer)["service"], decision(answer)["aspects"]) == ("ti-ascolto", ["costi"])
    assert answer["understood"]["intent"] == "ask"


async def test_a_follow_up_is_understood_from_the_talk_before(live: Live) -> None:
    await said(live, turn("vorrei informazioni su ti ascolto", "rosa"))

    answer = await said(live, turn("e quanto costa?", "rosa"))

    assert decision(answer)["service"] == "ti-ascolto"


async def test_two_talks_do_not_mix(live: Live) -> None:
    await said(live, turn("vorrei informazioni su ti ascolto", "anna"))

    answer = await said(live, turn("e quanto costa?", "bruno"))

    assert decision(answer)["service"] != "ti-ascolto"


async def test_the_same_message_id_again_gives_the_recorded_replies(live: Live) -> None:
    body = turn("quanto costa ti ascolto?", "carla", "m1")
    first = await said(live, body)

    again = await said(live, {**body, "text": "un altro testo"})

    assert again == first


async def test_a_repeated_message_does_not_advance_the_talk(live: Live) -> None:
    body = turn("asdf qwer", "dario", "m1")
    first, again = await said(live, body), await said(live, body)

    later = await said(live, turn("zxcv asdf", "dario"))

    assert first == again
    # The second that was not understood, and not the third.
    assert decision(later)["action"] == "handover"


@pytest.mark.parametrize(
    "text", ["/restart", '/ask{"concept": "x"}', "/", "///session_start", "/\u00a0/restart", "\r/back", "/\u2003/greet"]
)
async def test_a_text_that_looks_like_a_command_of_rasa_is_only_a_text(live: Live, text: str) -> None:
    await said(live, turn("vorrei informazioni su ti ascolto", text + "-talk"))
    await said(live, turn(text, text + "-talk"))

    answer = await said(live, turn("e quanto costa?", text + "-talk"))

    assert decision(answer)["service"] == "ti-ascolto"


async def test_an_option_is_pressed_by_its_payload(live: Live) -> None:
    body = turn("", "elena")
    del body["text"]

    answer = await said(live, {**body, "payload": "ask:ti-ascolto:orari"})

    assert "mercoledì e venerdì dalle 16 alle 20" in answer["replies"][0]["text"]


async def test_without_the_token_nothing_is_answered(live: Live) -> None:
    answer = await live.gateway.post(
        "/webhooks/gateway/turn", json=turn("ciao"), headers={"Authorization": "Bearer no"}
    )

    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "message_id"),
        ({"message_id": "1"}, "conversation"),
        ({"message_id": "1", "conversation": "c"}, "either a text or a payload"),
        ({"message_id": "1", "conversation": "c", "text": "a", "payload": "b"}, "either a text or a payload"),
        ({"message_id": 1, "conversation": "c", "text": "a"}, "message_id"),
        ([], "JSON object"),
    ],
)
async def test_what_is_not_a_turn_is_refused_with_the_reason(live: Live, body: Any, named: str) -> None:
    answer = await live.gateway.post("/webhooks/gateway/turn", json=body)

    assert (answer.status_code, named in answer.json()["error"]) == (400, True)


async def test_a_turn_whose_action_fails_is_an_error_and_can_be_tried_again(live: Live) -> None:
    body = turn("quanto costa ti ascolto?", "fausto", "m1")
    live.actions_fail = True
    failed = await live.gateway.post("/webhooks/gateway/turn", json=body)
    live.actions_fail = False

    answer = await said(live, body)

    assert failed.status_code == 500
    assert decision(answer)["service"] == "ti-ascolto"


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="the system does not tell what a process has loaded")
async def test_a_brain_that_answers_has_not_loaded_what_ours_never_uses(live: Live) -> None:
    await said(live, turn("quanto costa ti ascolto?"))

    loaded = Path(f"/proc/{live.process.pid}/maps").read_text()

    assert "/numpy/" in loaded
    assert "tensorflow" not in loaded
