"""The brain at its HTTP edge: answers as the test says, hangs, fails, breaks off, and remembers what it was told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.brain.client import TURN

TOKEN = "of-the-brain"
Body = dict[str, Any]


@dataclass
class Gateway:
    """By what stands in a text: "aspetta" waits until `may_go_on` is set, "veleno" fails, "mezza" is half an answer."""

    url: str = ""
    heard: list[Body] = field(default_factory=list)
    may_go_on: asyncio.Event = field(default_factory=asyncio.Event)
    is_away: bool = False
    decision: Body = field(default_factory=dict)
    """What the decision holds besides "answer"."""
    options: list[dict[str, str]] = field(default_factory=lambda: [{"label": "Costi", "payload": "ask:x:costi"}])
    """What stands under each answer."""
    acts: Callable[[Body], Awaitable[str]] | None = None
    """What an action of the service does in the turn, and says; before the gateway waits for anything."""

    async def turn(self, request: web.Request) -> web.StreamResponse:
        assert request.headers["authorization"] == f"Bearer {TOKEN}"
        body: Body = await request.json()
        self.heard.append(body)
        said = body.get("text") or body["payload"]
        says = await self.acts(body) if self.acts else "su " + said.replace("\n", " / ")
        if "aspetta" in said:
            await self.may_go_on.wait()
        if self.is_away:
            assert request.transport
            request.transport.abort()
        if "veleno" in said:
            return web.json_response({"error": "no reply"}, status=500)
        if "mezza" in said:
            return web.Response(text='{"replies": [')
        return web.json_response(self.reply(body, says))

    def reply(self, body: Body, says: str) -> Body:
        empty: Body = dict.fromkeys(("service", "crisis")) | {"aspects": [], "candidates": [], "sources": []}
        decision = {**empty, "action": "answer", "comune": body["metadata"]["comune"], **self.decision}
        reply = {"text": says, "options": self.options, "decision": decision}
        return {"replies": [reply], "understood": {"intent": "ask", "confidence": 0.9}}

    def heard_texts(self) -> list[str]:
        return [body.get("text") or body["payload"] for body in self.heard]


@asynccontextmanager
async def gateway_on_loopback(port: int = 0) -> AsyncIterator[Gateway]:
    gateway = Gateway()
    app = web.Application()
    app.router.add_post(TURN, gateway.turn)
    # What still hangs when the test is over is not waited for.
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    host, port = runner.addresses[0]
    gateway.url = f"http://{host}:{port}"
    try:
        yield gateway
    finally:
        gateway.may_go_on.set()
        await runner.cleanup()
