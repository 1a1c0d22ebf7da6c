"""The brain as the service sees it: what goes over the wire, and which error a failure becomes."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

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


@dataclass(frozen=True)
class Request:
    """What the gateway got."""

    method: str
    path: str
    authorization: str
    body: dict[str, object]


@dataclass
class Gateway:
    """Answers every request with the same, and keeps what it was asked."""

    answer: web.Response | None = None
    """None: it hangs up without one."""
    asked: list[Request] | None = None

    async def respond(self, request: web.Request) -> web.StreamResponse:
        body = json.loads(await request.read() or b"{}")
        self.asked = [Request(request.method, request.path, request.headers.get("authorization", ""), body)]
        if self.answer is None:
            assert request.transport
            request.transport.abort()
        return self.answer or web.Response()


Wire = Callable[[Gateway], Awaitable[Brain]]


@pytest.fixture
async def brain_behind() -> AsyncIterator[Wire]:
    """A brain whose gateway is a server of the test's own, on loopback."""
    async with AsyncExitStack() as opened:

        async def wired(gateway: Gateway) -> Brain:
            app = web.Application()
            app.router.add_route("*", "/{path:.*}", gateway.respond)
            server = await opened.enter_async_context(TestServer(app))
            return await opened.enter_async_context(Brain(str(server.make_url("/")), "secret", timedelta(seconds=1)))

        yield wired


async def sent(message: Message, brain_behind: Wire) -> Request:
    gateway = Gateway(web.json_response(GOOD))
    await (await brain_behind(gateway)).turn(message)
    assert gateway.asked
    return gateway.asked[0]


async def test_a_text_goes_to_the_gateway_with_token_clock_and_municipality(brain_behind: Wire) -> None:
    request = await sent(TEXT, brain_behind)

    assert (request.method, request.path) == ("POST", "/webhooks/gateway/turn")
    assert request.authorization == "Bearer secret"
    assert request.body == {
        "message_id": "m1",
        "conversation": "c1",
        "text": "quanto costa?",
        "metadata": {"comune": "borgo", "channel": "telegram", "now": "2026-11-25T10:30:00+01:00"},
    }


async def test_a_pressed_option_goes_as_payload_and_not_as_text(brain_behind: Wire) -> None:
    request = await sent(Message("m1", "c1", "web", WEDNESDAY, payload="ask:sad"), brain_behind)

    assert request.body["payload"] == "ask:sad"
    assert "text" not in request.body


async def test_the_reply_holds_the_replies_apart_from_the_decision(brain_behind: Wire) -> None:
    reply = await (await brain_behind(Gateway(web.json_response(GOOD)))).turn(TEXT)

    assert reply == BrainReply(
        replies=[
            {"text": "Gratis.", "options": []},
            {"text": "Altro?", "options": [{"label": "Orari", "payload": "ask:x:orari"}]},
        ],
        decision={"action": "answer"},
        understood={"intent": "ask", "confidence": 0.9},
    )


async def test_whoever_hangs_up_is_away_for_now(brain_behind: Wire) -> None:
    brain = await brain_behind(Gateway(answer=None))

    with pytest.raises(BrainUnavailable, match="ServerDisconnectedError"):
        await brain.turn(TEXT)


async def test_whoever_does_not_listen_is_away_for_now() -> None:
    async with Brain(f"http://127.0.0.1:{unused_port()}", "secret", timedelta(seconds=1)) as brain:
        with pytest.raises(BrainUnavailable, match="ClientConnectorError"):
            await brain.turn(TEXT)
        assert not await brain.is_ready()


async def test_whoever_takes_too_long_is_away_for_now() -> None:
    hung_up = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        await writer.wait_closed()
        hung_up.set()

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with Brain(f"http://127.0.0.1:{port}", "secret", timedelta(milliseconds=50)) as brain:
            with pytest.raises(BrainUnavailable, match="TimeoutError"):
                await brain.turn(TEXT)
        await hung_up.wait()


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
        await (await brain_behind(Gateway(web.Response(status=status, text="oh")))).turn(TEXT)

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
        await (await brain_behind(Gateway(web.Response(body=body.encode("latin-1"))))).turn(TEXT)


@pytest.mark.parametrize(("status", "is_ready"), [(200, True), (503, False), (404, False)])
async def test_it_is_ready_once_the_gateway_answers(status: int, is_ready: bool, brain_behind: Wire) -> None:
    brain = await brain_behind(Gateway(web.Response(status=status)))

    assert await brain.is_ready() == is_ready
