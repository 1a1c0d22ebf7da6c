"""Telegram's Bot API on loopback, written from its documentation: takes calls, remembers them, answers as Telegram does or as the test wants.

It knows nothing of our code. What it refuses, Telegram refuses: a text of 4097 characters, 65 bytes behind a button, a query answered twice.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal

from aiohttp import web

TOKEN = "123456:AAfake_token-of-the-tests"
Trouble = (
    Literal["500 after accepting", "hangs", "cuts after accepting", "cuts before accepting"] | tuple[int, str] | int
)
"""What happens to a sendMessage: a 429 with so many seconds, a refusal with its description, or worse."""
Fields = dict[str, Any]


@dataclass(frozen=True)
class Called:
    method: str
    fields: Fields


class Wrong(Exception):
    """Refused as the Bot API does it."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        self.code, self.description, self.parameters = code, description, parameters


@dataclass
class FakeTelegram:
    url: str = ""
    calls: list[Called] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By chat, what the citizen sees, in order."""
    shown: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """By chat, the buttons seen: label and callback_data, oldest first."""
    keys: dict[str, list[Fields]] = field(default_factory=lambda: defaultdict(list))
    """By chat, the keys that stand where the citizen writes."""
    troubles: list[Trouble] = field(default_factory=list)
    """Of the next messages to be sent, one each; then all goes well."""
    troubles_of: dict[str, Trouble] = field(default_factory=dict)
    """Of all messages to a chat."""
    trouble_by: Callable[[str], Trouble | None] | None = None
    """Of a message, by its text."""
    when_taken: Callable[[str], None] | None = None
    """Called with the text of a message that is taken, before that is answered."""
    open_queries: set[str] = field(default_factory=set)
    updates: list[Fields] = field(default_factory=list)
    """Kept until they are confirmed by an offset."""
    webhook: Fields = field(default_factory=dict)
    polls: int = 0
    has_news: asyncio.Event = field(default_factory=asyncio.Event)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def called(self, method: str) -> list[Fields]:
        return [call.fields for call in self.calls if call.method == method]

    def brings(self, *updates: Fields) -> None:
        """For getUpdates."""
        self.updates += updates
        self.has_news.set()

    def asked_by_webhook(self, answer: Fields) -> None:
        """What a webhook's answer asks for is done, its outcome told to nobody."""
        method = answer.get("method", "")
        fields = {name: value for name, value in answer.items() if name != "method"}
        self.calls.append(Called(method, fields))
        try:
            getattr(self, f"_{method}")(fields)
        except Wrong:
            return

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != TOKEN:
            return _told(Wrong(401, "Unauthorized"))
        method = request.match_info["method"]
        fields = await _fields(request)
        self.calls.append(Called(method, fields))
        try:
            if method == "getUpdates":
                return _done(await self._updates(fields))
            if method == "sendMessage":
                return await self._send(request, fields)
            do = getattr(self, f"_{method}", None)
            if do is None:
                raise Wrong(404, "Not Found")
            return _done(do(fields))
        except Wrong as wrong:
            return _told(wrong)

    async def _send(self, request: web.Request, fields: Fields) -> web.StreamResponse:
        trouble = self._trouble(fields)
        match trouble:
            case int():
                raise Wrong(429, f"Too Many Requests: retry after {trouble}", retry_after=trouble)
            case (code, description):
                raise Wrong(code, description)
            case "cuts before accepting":
                _cut(request)
        sent = self._sendMessage(fields)
        if self.when_taken:
            self.when_taken(fields["text"])
        match trouble:
            case "500 after accepting":
                raise Wrong(500, "Internal Server Error")
            case "hangs":
                await asyncio.sleep(3600)
            case "cuts after accepting":
                _cut(request)
        return _done(sent)

    def _trouble(self, fields: Fields) -> Trouble | None:
        if trouble := self.troubles_of.get(str(fields["chat_id"])):
            return trouble
        if self.troubles:
            return self.troubles.pop(0)
        return self.trouble_by(fields["text"]) if self.trouble_by else None

    def _sendMessage(self, fields: Fields) -> Fields:
        chat, text = str(fields["chat_id"]), fields.get("text", "")
        if not text.strip():
            raise Wrong(400, "Bad Request: message text is empty")
        if len(text) > 4096:
            raise Wrong(400, "Bad Request: message is too long")
        if fields.get("parse_mode"):
            raise Wrong(400, "Bad Request: can't parse entities")
        self._show(chat, fields.get("reply_markup", {}))
        self.said[chat].append(text)
        return {
            "message_id": next(self._numbers),
            "date": 1,
            "chat": {"id": int(chat), "type": "private"},
            "text": text,
        }

    def _show(self, chat: str, markup: Fields) -> None:
        """Buttons stay with their message; keys until others come, or are taken away."""
        if len({"inline_keyboard", "keyboard", "remove_keyboard"} & markup.keys()) > 1:
            raise Wrong(400, "Bad Request: object expected as reply markup")
        for row in markup.get("inline_keyboard", []):
            for button in row:
                if not 1 <= len(button["callback_data"].encode()) <= 64:
                    raise Wrong(400, "Bad Request: BUTTON_DATA_INVALID")
                self.shown[chat].append((button["text"], button["callback_data"]))
        if "keyboard" in markup:
            self.keys[chat] = [key for row in markup["keyboard"] for key in row]
        elif markup.get("remove_keyboard"):
            self.keys[chat] = []

    def _answerCallbackQuery(self, fields: Fields) -> bool:
        if fields["callback_query_id"] not in self.open_queries:
            raise Wrong(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        if len(fields.get("text") or "") > 200:
            raise Wrong(400, "Bad Request: MESSAGE_TOO_LONG")
        self.open_queries.discard(fields["callback_query_id"])
        return True

    async def _updates(self, fields: Fields) -> list[Fields]:
        if self.webhook.get("url"):
            raise Wrong(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
        self.polls += 1
        offset = int(fields.get("offset") or 0)
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        if not self.updates and int(fields.get("timeout") or 0):
            self.has_news.clear()
            await asyncio.wait_for(self.has_news.wait(), None)
        allowed = fields.get("allowed_updates") or []
        return [update for update in self.updates if not allowed or set(allowed) & set(update)][:100]

    def _getMe(self, fields: Fields) -> Fields:
        return {"id": 123456, "is_bot": True, "first_name": "Sportello", "username": "sportello_prova_bot"}

    def _setWebhook(self, fields: Fields) -> bool:
        if not fields["url"].startswith("https://"):
            raise Wrong(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = fields
        return True

    def _deleteWebhook(self, fields: Fields) -> bool:
        self.webhook = {}
        return True

    def _getWebhookInfo(self, fields: Fields) -> Fields:
        info = {"url": "", "has_custom_certificate": False, "pending_update_count": len(self.updates), **self.webhook}
        return {name: value for name, value in info.items() if name != "secret_token"}

    def _setMyCommands(self, fields: Fields) -> bool:
        return True

    def _leaveChat(self, fields: Fields) -> bool:
        return True

    def _sendChatAction(self, fields: Fields) -> bool:
        return True


@asynccontextmanager
async def telegram_on_loopback() -> AsyncIterator[FakeTelegram]:
    fake = FakeTelegram()
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", fake.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0]
    fake.url = f"http://{host}:{port}"
    try:
        yield fake
    finally:
        fake.has_news.set()
        await runner.cleanup()


async def _fields(request: web.Request) -> Fields:
    """Parameters come in the query, in a form or as JSON; in the first two, objects are JSON again."""
    if request.content_type == "application/json":
        return dict(await request.json())
    given = {**request.query, **await request.post()}
    return {name: _value(name, str(value)) for name, value in given.items()}


def _value(name: str, value: str) -> Any:
    return (
        json.loads(value) if name in ("reply_markup", "allowed_updates", "link_preview_options", "commands") else value
    )


def _done(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _told(wrong: Wrong) -> web.Response:
    told: Fields = {"ok": False, "error_code": wrong.code, "description": wrong.description}
    if wrong.parameters:
        told["parameters"] = wrong.parameters
    return web.json_response(told, status=wrong.code)


def _cut(request: web.Request) -> None:
    assert request.transport
    request.transport.abort()
    raise asyncio.CancelledError
