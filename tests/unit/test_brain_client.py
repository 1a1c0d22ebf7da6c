"""The brain as the service sees it: what goes over the wire, and which error a failure becomes."""

import functools
import json
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import httpx
import pytest

from bot.brain.client import Brain, BrainReply, Message
from bot.errors import BrainError, BrainFailed, BrainUnavailable
from tests.cast import WEDNESDAY

TEXT = Message("m1", "c1", "telegram", WEDNESDAY, "borgo", text="quanto costa?")
GOOD = {
    "replies": [
        {"text": "Gratis.", "options": [], "decision": {"action": "answer"}},
        {"text": "Altro?", "options": [{"label": "Orari", "payload": "ask:x:orari"}]},
    ],
    "understood": {"intent": "ask", "confidence": 0.9},
}
Wire = Callable[[Callable[[httpx.Request], httpx.Response]], Brain]


@pytest.fixture
async def brain_behind(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Wire]:
    """A brain whose gateway is a function from a request to a response."""
    brains: list[Brain] = []
    client = httpx.AsyncClient

    def wired(gateway: Callable[[httpx.Request], httpx.Response]) -> Brain:
        transport = httpx.MockTransport(gateway)
        monkeypatch.setattr(httpx, "AsyncClient", functools.partial(client, transport=transport))
        brains.append(Brain("http://brain", "secret", timedelta(seconds=1)))
        return brains[-1]

    yield wired
    for brain in brains:
        async with brain:
            pass


async def sent(message: Message, brain_behind: Wire) -> httpx.Request:
    requests: list[httpx.Request] = []

    def gateway(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(200, json=GOOD)

    await brain_behind(gateway).turn(message)
    return requests[0]


async def test_a_text_goes_to_the_gateway_with_token_clock_and_municipality(brain_behind: Wire) -> None:
    request = await sent(TEXT, brain_behind)

    assert (request.method, str(request.url)) == ("POST", "http://brain/webhooks/gateway/turn")
    assert request.headers["authorization"] == "Bearer secret"
    assert json.loads(request.content) == {
        "message_id": "m1",
        "conversation": "c1",
        "text": "quanto costa?",
        "metadata": {"comune": "borgo", "channel": "telegram", "now": "2026-11-25T10:30:00+01:00"},
    }


async def test_a_pressed_option_goes_as_payload_and_not_as_text(brain_behind: Wire) -> None:
    request = await sent(Message("m1", "c1", "web", WEDNESDAY, payload="ask:sad"), brain_behind)

    body = json.loads(request.content)
    assert body["payload"] == "ask:sad"
    assert "text" not in body


async def test_the_reply_holds_the_replies_apart_from_the_decision(brain_behind: Wire) -> None:
    reply = await brain_behind(lambda _: httpx.Response(200, json=GOOD)).turn(TEXT)

    assert reply == BrainReply(
        replies=[
            {"text": "Gratis.", "options": []},
            {"text": "Altro?", "options": [{"label": "Orari", "payload": "ask:x:orari"}]},
        ],
        decision={"action": "answer"},
        understood={"intent": "ask", "confidence": 0.9},
    )


@pytest.mark.parametrize("failure", [httpx.ConnectError, httpx.ReadTimeout, httpx.ConnectTimeout, httpx.ReadError])
async def test_whoever_does_not_answer_is_away_for_now(failure: type[httpx.HTTPError], brain_behind: Wire) -> None:
    def gateway(request: httpx.Request) -> httpx.Response:
        raise failure("no")

    with pytest.raises(BrainUnavailable, match=failure.__name__):
        await brain_behind(gateway).turn(TEXT)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (503, BrainUnavailable),  # starting: try again
        (500, BrainFailed),
        (502, BrainFailed),
        (400, BrainFailed),
        (401, BrainFailed),
        (302, BrainFailed),
    ],
)
async def test_a_status_becomes_the_error_that_says_whether_to_try_again(
    status: int, error: type[BrainError], brain_behind: Wire
) -> None:
    with pytest.raises(BrainError) as raised:
        await brain_behind(lambda _: httpx.Response(status, text="oh")).turn(TEXT)

    assert type(raised.value) is error


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>",
        "[]",
        "null",
        "{}",
        '{"replies": []}',
        '{"replies": null, "understood": {}}',
        '{"replies": [null], "understood": {}}',
        '{"replies": [{"text": "a", "options": []}], "understood": {}}',  # no decision
        '{"replies": [{"options": [], "decision": {}}], "understood": {}}',  # no text
        '{"replies": [{"text": "a", "options": [], "decision": {}}]}',  # nothing understood
        "\xff",
    ],
)
async def test_garbage_is_a_turn_that_failed(body: str, brain_behind: Wire) -> None:
    with pytest.raises(BrainFailed):
        await brain_behind(lambda _: httpx.Response(200, content=body.encode("latin-1"))).turn(TEXT)


async def test_before_the_gateway_listens_it_is_not_ready(brain_behind: Wire) -> None:
    def gateway(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody there")

    assert not await brain_behind(gateway).is_ready()


@pytest.mark.parametrize(("status", "is_ready"), [(200, True), (503, False), (404, False)])
async def test_it_is_ready_once_the_gateway_answers(status: int, is_ready: bool, brain_behind: Wire) -> None:
    assert await brain_behind(lambda _: httpx.Response(status)).is_ready() == is_ready
