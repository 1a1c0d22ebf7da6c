"""Somebody at the console without a browser: pages, forms with their hidden fields, the stream."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

PASSWORD = "una frase lunga e mia"
CSRF = re.compile(r'name="csrf" value="(\w+)"')
EPOCH = re.compile(r'data-epoch="(\d+)"')
KEY = re.compile(r'name="key" value="(\w+)"')


@dataclass
class Person:
    client: httpx.AsyncClient
    csrf: str = ""

    @property
    def origin(self) -> dict[str, str]:
        return {"Origin": str(self.client.base_url).rstrip("/")}

    async def logs_in(self, username: str, password: str = PASSWORD, code: str = "", **headers: str) -> httpx.Response:
        form = {"username": username, "password": password, "code": code}
        response = await self.client.post("/console/login", data=form, headers={**self.origin, **headers})
        if response.status_code == 303:
            page = await self.client.get("/console/account")
            self.csrf = found.group(1) if (found := CSRF.search(page.text)) else ""
        return response

    async def opens(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(f"/console{path}", headers=headers)

    async def sends(self, path: str, **form: Any) -> httpx.Response:
        """A form of ours, as the browser sends it."""
        return await self.client.post(f"/console{path}", data={"csrf": self.csrf, **form}, headers=self.origin)

    async def presses(self, path: str, **form: Any) -> httpx.Response:
        """The same by htmx."""
        headers = {**self.origin, "X-CSRF-Token": self.csrf, "HX-Request": "true"}
        return await self.client.post(f"/console{path}", data=form, headers=headers)

    async def sees_epoch(self, talk: int) -> int:
        found = EPOCH.search((await self.opens(f"/chats/{talk}")).text)
        assert found
        return int(found.group(1))

    async def takes(self, talk: int) -> httpx.Response:
        return await self.presses(f"/chats/{talk}/take", epoch=await self.sees_epoch(talk))

    async def replies(self, talk: int, words: str, **form: Any) -> httpx.Response:
        """From a fresh page of the talk, unless told otherwise."""
        page = (await self.opens(f"/chats/{talk}")).text
        epoch, key = EPOCH.search(page), KEY.search(page)
        assert epoch
        fields = {"epoch": epoch.group(1), "key": key.group(1) if key else "0" * 32, "seen": 99, "text": words}
        return await self.presses(f"/chats/{talk}/reply", **{**fields, **form})

    @asynccontextmanager
    async def listens(self, chat: int | None = None) -> AsyncIterator["Ear"]:
        """The stream; where nothing happens something comes every ten seconds."""
        place = "/console/stream" + (f"?chat={chat}" if chat else "")
        async with self.client.stream("GET", place, timeout=60) as response:
            yield Ear(response.status_code, response.aiter_lines())


@dataclass
class Ear:
    """What comes on a stream: (kind, data)."""

    status: int
    _lines: AsyncIterator[str]

    async def next(self) -> tuple[str, str]:
        kind = ""
        async for line in self._lines:
            name, _, value = line.partition(": ")
            if name == "event":
                kind = value
            elif name == "data":
                return kind, value
        raise AssertionError("The stream is over.")

    async def hears(self, wanted: str) -> str:
        """The data of the next event of this kind."""
        while True:
            kind, data = await self.next()
            if kind == wanted:
                return data
