"""A page of the web chat without a browser: its calls, and the events that it hears."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

PATIENCE_SECONDS = 60
"""For an event; longer than a heartbeat, and than a brain takes to start on a busy machine."""
_ids = count(1)


def new_id() -> str:
    return f"{next(_ids):032x}"


@dataclass
class Page:
    """Of one visitor, on one municipality's chat."""

    client: httpx.AsyncClient
    token: str = ""
    comune: str = "borgo"
    headers: Mapping[str, str] = field(default_factory=dict)

    async def opens(self) -> "Page":
        response = await self.client.post("/api/chat/visitors", headers=self.headers)
        self.token = response.json()["token"]
        return self

    async def posts(self, path: str, **body: Any) -> httpx.Response:
        return await self.client.post(
            f"/api/chat/{path}", json={"comune": self.comune, **body}, headers=self._headers()
        )

    async def writes(self, text: str, id: str | None = None) -> httpx.Response:
        return await self.posts("messages", id=id or new_id(), text=text)

    async def presses(self, payload: str) -> httpx.Response:
        return await self.posts("presses", id=new_id(), payload=payload)

    @asynccontextmanager
    async def listens(self, after: int = 0) -> AsyncIterator["Ear"]:
        headers = {**self._headers(), "Last-Event-ID": str(after)}
        address = f"/api/chat/events?comune={self.comune}"
        async with self.client.stream("GET", address, headers=headers, timeout=PATIENCE_SECONDS) as response:
            yield Ear(response.status_code, response.aiter_lines())

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **self.headers}


@dataclass
class Ear:
    """What comes on a stream: (kind, id, data)."""

    status: int
    _lines: AsyncIterator[str]

    async def next(self) -> tuple[str, int | None, dict[str, Any]]:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self._next()

    async def _next(self) -> tuple[str, int | None, dict[str, Any]]:
        fields: dict[str, str] = {}
        async for line in self._lines:
            name, _, value = line.partition(": ")
            if name:
                fields[name] = value
            elif "event" in fields:
                id = int(fields["id"]) if "id" in fields else None
                return fields["event"], id, json.loads(fields["data"])
        raise AssertionError("The stream is over.")

    async def next_message(self) -> tuple[int | None, dict[str, Any]]:
        while True:
            kind, id, data = await self.next()
            if kind == "message":
                return id, data

    async def next_text(self) -> str:
        _, data = await self.next_message()
        return str(data.get("text") or data["parts"][0]["text"])

    async def next_state(self) -> dict[str, Any]:
        while True:
            kind, _, data = await self.next()
            if kind == "state":
                return data
