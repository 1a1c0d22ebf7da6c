"""Twilio at its HTTP edge, written from its documents and apart from our channel: takes messages, keeps the list, calls webhooks.

It signs with an HMAC of its own (Twilio, "Webhooks security"), checks what it is sent as the Messages resource does, and
misbehaves as it is told.
"""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode

import httpx
from aiohttp import web

ACCOUNT_SID, TOKEN, NUMBER = "AC" + "5" * 32, "of-twilio", "whatsapp:+390200000001"
PUBLIC_URL = "https://sportello.example.it"
Pairs = Sequence[tuple[str, str]]
Fields = dict[str, str]


@dataclass(frozen=True)
class Trouble:
    """An answer in place of the usual one. `takes`: the message is sent all the same; `hangs`: no answer comes."""

    status: int = 201
    code: int = 0
    retry_after: int | None = None
    takes: bool = False
    hangs: bool = False
    cuts: bool = False


@dataclass
class FakeTwilio:
    url: str = ""
    tried: list[Fields] = field(default_factory=list)
    """Every request with the right credentials."""
    taken: list[Fields] = field(default_factory=list)
    """What citizens get to read, each with its sid."""
    troubles: list[Trouble] = field(default_factory=list)
    """For the next requests, one each."""
    inbound: list[dict[str, str]] = field(default_factory=list)
    """The list of messages, oldest first."""
    contents: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Made by the Content API, by sid."""
    page_size: int = 50
    pages_asked: int = 0
    latency: float = 0
    webhook: str = f"{PUBLIC_URL}/webhooks/twilio/bussero"
    """What is registered with the number; empty = the number is not known, as the sandbox's."""

    async def create(self, request: web.Request) -> web.StreamResponse:
        if (refused := self._credentials(request)) is not None:
            return refused
        fields = {str(name): str(value) for name, value in (await request.post()).items()}
        self.tried.append(fields)
        await asyncio.sleep(self.latency)
        if (code := wrong_in(fields)) is not None:
            return error(400, code)
        trouble = self.troubles.pop(0) if self.troubles else Trouble()
        sid = f"SM{len(self.tried):032x}"
        if trouble.takes or trouble == Trouble():
            self.taken.append({**fields, "sid": sid})
        if trouble.hangs:
            await asyncio.sleep(3600)
        if trouble.cuts:
            assert request.transport
            request.transport.abort()
        if trouble.status != 201:
            return error(trouble.status, trouble.code, trouble.retry_after)
        body = {"sid": sid, "status": "queued", "error_code": None, "to": fields["To"], "num_segments": "1"}
        return web.json_response(body, status=201)

    async def listed(self, request: web.Request) -> web.StreamResponse:
        if (refused := self._credentials(request)) is not None:
            return refused
        self.pages_asked += 1
        if self.troubles:
            return error(self.troubles.pop(0).status, 20500)
        page, size = int(request.query.get("Page", "0")), min(int(request.query["PageSize"]), self.page_size)
        since = datetime.fromisoformat(request.query["DateSent>"]).date()
        newest_first = [m for m in reversed(self.inbound) if m["to"] == request.query["To"] and _day(m) >= since]
        found = newest_first[page * size : (page + 1) * size]
        more = len(newest_first) > (page + 1) * size
        query = urlencode({**request.query, "Page": str(page + 1), "PageToken": "PASM1"})
        next_page = f"{request.path}?{query}" if more else None
        return web.json_response({"messages": found, "page": page, "page_size": size, "next_page_uri": next_page})

    async def account(self, request: web.Request) -> web.StreamResponse:
        refused = self._credentials(request)
        return refused or web.json_response({"sid": ACCOUNT_SID, "status": "active", "type": "Full"})

    async def senders(self, request: web.Request) -> web.StreamResponse:
        if (refused := self._credentials(request)) is not None:
            return refused
        hook = {"callback_url": self.webhook, "callback_method": "POST"}
        sender = {"sid": "XE" + "1" * 32, "status": "ONLINE", "sender_id": NUMBER, "webhook": hook}
        return web.json_response({"senders": [sender] if self.webhook else [], "meta": {"key": "senders"}})

    async def content(self, request: web.Request) -> web.StreamResponse:
        if (refused := self._credentials(request)) is not None:
            return refused
        body = await request.json()
        sid = f"HX{len(self.contents) + 1:032x}"
        self.contents[sid] = body
        return web.json_response({"sid": sid, **body}, status=201)

    def is_given(self, sid: str, sender: str, words: str, at: datetime, **more: str) -> None:
        """A message that a citizen has sent is in the list, whatever became of the webhook."""
        moment = format_datetime(at)
        self.inbound.append(
            {"sid": sid, "from": sender, "to": NUMBER, "body": words, "direction": "inbound", "status": "received"}
            | {"date_created": moment, "date_sent": moment, "num_media": "0", "account_sid": ACCOUNT_SID, **more}
        )

    def texts(self) -> list[str]:
        """What was taken, in order; of a content its first value."""
        return [fields.get("Body") or json.loads(fields["ContentVariables"])["1"] for fields in self.taken]

    def _credentials(self, request: web.Request) -> web.Response | None:
        given = request.headers.get("authorization", "")
        right = "Basic " + base64.b64encode(f"{ACCOUNT_SID}:{TOKEN}".encode()).decode()
        return None if given == right else error(401, 20003)


def wrong_in(fields: Fields) -> int | None:
    """The code with which the Messages resource refuses these parameters."""
    if not fields.get("To"):
        return 21604
    if bool(fields.get("From")) == bool(fields.get("MessagingServiceSid")):
        return 21603
    if not (fields.get("Body") or fields.get("ContentSid")):
        return 21619
    if len(fields.get("Body", "")) > 1600:
        return 21617
    if "ContentSid" in fields and not all(json.loads(fields["ContentVariables"]).values()):
        return 21656
    return None


def error(status: int, code: int, retry_after: int | None = None) -> web.Response:
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    body = {"code": code, "message": "…", "more_info": f"https://www.twilio.com/docs/errors/{code}", "status": status}
    return web.json_response(body, status=status, headers=headers)


def signature(url: str, pairs: Pairs, token: str = TOKEN) -> str:
    """The URL, then every parameter by name, each name with its value, under HMAC-SHA1 with the token."""
    signed = url + "".join(name + value for name, value in sorted(set(pairs)))
    return base64.b64encode(hmac.digest(token.encode(), signed.encode(), hashlib.sha1)).decode()


def message_form(sid: str, sender: str, words: str, **more: str) -> list[tuple[str, str]]:
    """A citizen's text as Twilio posts it."""
    address = sender.removeprefix("whatsapp:").removeprefix("+")
    fields = {
        "SmsMessageSid": sid, "NumMedia": "0", "ProfileName": "Rosa", "MessageType": "text", "SmsSid": sid, "WaId": address,
        "SmsStatus": "received", "Body": words, "To": NUMBER, "NumSegments": "1", "ReferralNumMedia": "0",
        "MessageSid": sid, "AccountSid": ACCOUNT_SID, "From": sender, "ApiVersion": "2010-04-01",
    }  # fmt: skip
    return list({**fields, **more}.items())


@dataclass(frozen=True)
class Caller:
    """Calls our webhooks as Twilio does."""

    client: httpx.AsyncClient
    account: str = "bussero"

    @property
    def path(self) -> str:
        return f"/webhooks/twilio/{self.account}"

    async def tells(self, pairs: Pairs, *, path: str = "", signed: str | None = None) -> int:
        """The status with which we answer; `signed` in place of the true signature."""
        # As any client: what stands after # is not called. Nor is it signed, say Twilio's documents.
        path = (path or self.path).partition("#")[0]
        headers = {"X-Twilio-Signature": signature(PUBLIC_URL + path, pairs) if signed is None else signed}
        headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        answer = await self.client.post(path, content=urlencode(pairs), headers=headers)
        return answer.status_code

    async def says(self, sid: str, sender: str, words: str, **more: str) -> int:
        return await self.tells(message_form(sid, sender, words, **more))

    async def reports(self, callback: str, sid: str, status: str, code: int | None = None) -> int:
        """To the StatusCallback that came with the message."""
        pairs = [("MessageSid", sid), ("MessageStatus", status), ("AccountSid", ACCOUNT_SID), ("SmsStatus", status)]
        if code is not None:
            pairs.append(("ErrorCode", str(code)))
        return await self.tells(pairs, path=callback.removeprefix(PUBLIC_URL))


@asynccontextmanager
async def twilio_on_loopback() -> AsyncIterator[FakeTwilio]:
    twilio = FakeTwilio()
    app = web.Application()
    messages = f"/2010-04-01/Accounts/{ACCOUNT_SID}"
    app.router.add_post(f"{messages}/Messages.json", twilio.create)
    app.router.add_get(f"{messages}/Messages.json", twilio.listed)
    app.router.add_get(f"{messages}.json", twilio.account)
    app.router.add_get("/v2/Channels/Senders", twilio.senders)
    app.router.add_post("/v1/Content", twilio.content)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    twilio.url = f"http://{host}:{port}"
    try:
        yield twilio
    finally:
        await runner.cleanup()


def _day(message: dict[str, str]) -> date:
    return parsedate_to_datetime(message["date_sent"]).date()
