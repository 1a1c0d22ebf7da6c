"""What every request meets first: no body larger than a message needs, and headers that keep strangers' code out of the page."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 32 * 1024
"""Of a body: the longest message in UTF-8, escaped as JSON."""
FROM_PROVIDERS, MOST_BYTES_FROM_PROVIDERS = "/webhooks/", 256 * 1024
"""A message of 4096 characters, escaped, with the one that it answers."""
CALLER_FIRST = "/webhooks/telegram/"
"""Where a header says who calls, and nothing is taken in from anybody else."""


SLOWEST = timedelta(seconds=10)
"""For a body to come in."""


@dataclass(frozen=True)
class BodyLimit:
    """Takes a body in before anybody works on it, and refuses one that is too large or does not come."""

    app: ASGIApp
    refusal: Response

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(CALLER_FIRST):
            return await self.app(scope, receive, send)
        body = await read_body(receive, _most(scope))
        if body is None:
            return await self.refusal(scope, receive, send)
        await self.app(scope, _replayed(body, receive), send)


def _most(scope: Scope) -> int:
    return MOST_BYTES_FROM_PROVIDERS if scope["path"].startswith(FROM_PROVIDERS) else MOST_BYTES


async def read_body(receive: Receive, most: int) -> bytes | None:
    """The whole body; none where it is refused. A page that has left gets what there is: nobody reads the answer."""
    body, more = b"", True
    with suppress(TimeoutError):
        async with asyncio.timeout(SLOWEST.total_seconds()):
            while more and len(body) <= most:
                message = await receive()
                body += message.get("body", b"")
                more = message.get("more_body", False)
    return None if more or len(body) > most else body


def _replayed(body: bytes, receive: Receive) -> Receive:
    first: Iterator[Message] = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def replayed() -> Message:
        return next(first, None) or await receive()

    return replayed


@dataclass(frozen=True)
class SafeHeaders:
    """Adds the headers that a response does not set itself."""

    app: ASGIApp
    headers: Mapping[str, str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    sent.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def safe_headers(embedding_origins: list[str]) -> dict[str, str]:
    """Nothing from elsewhere, nothing inline, and a frame only on our own pages and the municipalities'."""
    policy = {
        "default-src": "'none'",
        **dict.fromkeys(("script-src", "style-src", "img-src", "font-src", "connect-src"), "'self'"),
        **dict.fromkeys(("base-uri", "form-action"), "'none'"),
        "frame-ancestors": " ".join(["'self'", *embedding_origins]),
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
