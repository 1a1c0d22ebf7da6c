"""`sportello ask`: messages in, decisions and replies out, as JSON Lines; the path of a real message, minus the network."""

import json
import time
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from bot.brain.client import Answering, BrainReply
from bot.errors import BrainError
from bot.talk import Talk
from bot.times import local, now


class Line(BaseModel):
    """One line of input."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    text: str | None = None
    payload: str | None = None
    comune: str | None = None
    conversation: str | None = None
    at: datetime | None = None

    @field_validator("*")
    @classmethod
    def _is_whole(cls, value: Any) -> Any:
        """Half a character (a lone surrogate, a byte that is not UTF-8) could be neither sent nor printed."""
        if isinstance(value, str) and not _can_be_printed(value):
            raise ValueError("not a text: it holds half a character")
        return value

    @model_validator(mode="after")
    def _has_text_or_payload(self) -> "Line":
        if (self.text is None) == (self.payload is None):
            raise ValueError("give either text or payload")
        return self


class Asking:
    """Answers lines one after the other: those of one `conversation` in one talk, a line without one in a talk of its own."""

    def __init__(self, assistant: Answering, comuni: Iterable[str], comune: str | None = None) -> None:
        self._assistant = assistant
        self._comuni = set(comuni)
        self._comune = comune
        self._talks: dict[str, Talk] = {}

    async def answer_all(self, lines: AsyncIterator[str]) -> AsyncIterator[dict[str, Any]]:
        """One answer a line, in order; a line that is not valid gets an error and the rest goes on."""
        number = 0
        async for raw in lines:
            if raw.strip():
                number += 1
                yield await self._answer(raw, number)

    async def _answer(self, raw: str, number: int) -> dict[str, Any]:
        data = _parsed(raw)
        if isinstance(data, str):
            return {"id": None, "error": data}
        try:
            line = Line.model_validate(data)
            return await self._reply(line, number)
        except ValidationError as error:
            return {"id": _id(data), "error": _mistakes(error)}
        except (BrainError, UnknownComune, OverflowError) as error:
            return {"id": _id(data), "error": str(error)}

    async def _reply(self, line: Line, number: int) -> dict[str, Any]:
        talk = self._talk(line, number)
        at = local(line.at) if line.at else now()
        started = time.perf_counter()
        said = (
            talk.say(self._assistant, line.text, at)
            if line.text is not None
            else talk.press(self._assistant, line.payload or "", at)
        )
        reply = await said
        return _as_json(line, f"line-{number}", reply, (time.perf_counter() - started) * 1000)

    def _talk(self, line: Line, number: int) -> Talk:
        comune = line.comune or self._comune
        if comune is not None and comune not in self._comuni:
            raise UnknownComune(f"no municipality {comune!r}; there are: {', '.join(sorted(self._comuni))}")
        if line.conversation is None:
            return Talk(f"line-{number}-{uuid4().hex}", "ask", comune)
        talk = self._talks.setdefault(line.conversation, Talk(uuid4().hex, "ask", comune))
        talk.comune = comune or talk.comune
        return talk


class UnknownComune(Exception):
    """A line names a municipality that the knowledge base does not have."""


def _parsed(raw: str) -> dict[str, Any] | str:
    try:
        data = json.loads(raw)
    except (json.JSONDecodeError, RecursionError) as error:
        return f"not JSON: {error}"
    return data if isinstance(data, dict) else "a line must be a JSON object"


def _id(data: dict[str, Any]) -> Any:
    """The id as it came, none where it cannot be printed."""
    return data.get("id") if _can_be_printed(data.get("id")) else None


def _can_be_printed(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _mistakes(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg'].removeprefix('Value error, ')}" for e in error.errors()
    )


def _as_json(line: Line, name: str, reply: BrainReply, latency_ms: float) -> dict[str, Any]:
    decision = reply.decision
    return {
        "id": line.id,
        "conversation": line.conversation or name,
        "comune": decision["comune"],
        "action": decision["action"],
        "service": decision["service"],
        "aspects": decision["aspects"],
        "candidates": decision["candidates"],
        "crisis": decision.get("crisis"),
        "confidence": round(reply.understood["confidence"], 3),
        "replies": reply.replies,
        "sources": decision["sources"],
        "latency_ms": round(latency_ms, 1),
    }
