"""What the page and the API say to each other, as JSON."""

import json
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from bot.channels.base import WEB
from bot.channels.rendering import render
from bot.queue.transcript import Line, Transcript

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters but tab and line feed."""


def _readable(text: str) -> str:
    if not (cleaned := _UNSEEN.sub("", text.replace("\r\n", "\n")).strip()):
        raise ValueError("empty")
    return cleaned


Comune = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}$")]
ClientId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{16,64}$")]
"""Made by the page, for each message another: a repeat is recognised by it."""
Payload = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,200}$")]


class Asked(BaseModel):
    """A field that we do not know is a mistake of whoever wrote the page."""

    model_config = ConfigDict(extra="forbid", strict=True)

    comune: Comune


class Written(Asked):
    id: ClientId
    text: Annotated[str, Field(max_length=20_000), AfterValidator(_readable)]


class Pressed(Asked):
    id: ClientId
    payload: Payload


def line_json(line: Line) -> dict[str, Any]:
    """A message as the page shows it; `id` is the page's own, for a citizen's message."""
    # Who reads takes a notice for what the assistant says.
    speaker = "bot" if line.speaker == "notice" else line.speaker
    shown: dict[str, Any] = {"number": line.number, "author": speaker, "at": line.at.isoformat()}
    if line.reply:
        parts = [{"text": part.text, "options": _options(part.options)} for part in render(line.reply, WEB)]
        return {**shown, "parts": parts}
    id = (line.provider_message_id or "").partition(":")[2]
    return {**shown, "id": id, "text": line.text, "payload": line.payload}


def _options(options: Any) -> list[dict[str, str]]:
    return [{"label": option.label, "payload": option.payload} for option in options]


def state_json(transcript: Transcript) -> dict[str, Any]:
    return {"holder": transcript.holder, "answering": transcript.is_answering}


def event(kind: str, data: dict[str, Any], id: int | None = None) -> bytes:
    """A server-sent event; JSON holds no line feed."""
    number = "" if id is None else f"id: {id}\n"
    return f"event: {kind}\n{number}data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
