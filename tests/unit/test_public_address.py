"""Whether the public address leads to this service."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.brain.process import free_port
from bot.public_address import wrong_with
from bot.settings import Settings, load_settings


@pytest.fixture
async def here() -> AsyncIterator[dict[str, Any]]:
    """Something that listens; `says` is its sign of life."""
    site: dict[str, Any] = {"says": {"alive": True}}

    async def healthz(request: web.Request) -> web.Response:
        return web.json_response(site["says"])

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    site["url"] = f"http://{host}:{port}"
    yield site
    await runner.cleanup()


def at(url: str) -> Settings:
    return load_settings().model_copy(update={"public_url": url})


async def test_an_address_that_leads_here_is_well(here: dict[str, Any]) -> None:
    assert await asyncio.to_thread(wrong_with, at(here["url"])) is None


async def test_another_site_at_the_address_is_told(here: dict[str, Any]) -> None:
    here["says"] = ["welcome to nginx"]

    assert await asyncio.to_thread(wrong_with, at(here["url"])) == "somebody else answers (HTTP 200)"


def test_an_address_at_which_nobody_answers_is_told() -> None:
    assert wrong_with(at(f"http://127.0.0.1:{free_port()}")) == "does not answer (ConnectError)"
