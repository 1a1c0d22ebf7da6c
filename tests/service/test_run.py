"""`sportello run` as a newcomer starts it: the whole service with a live brain, its clean end, and its clear words."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import httpx
import pytest

from bot.brain.process import LOOPBACK, free_port
from bot.brain.training import current_model
from bot.errors import BrainCannotStart
from bot.settings import PROJECT, load_settings
from tests.integration.test_brain_process import brains_of, is_gone, until
from tests.storage.conftest import open_folder
from tests.webchat.page import Page

SPORTELLO = Path(sys.executable).parent / "sportello"
Process = asyncio.subprocess.Process


@pytest.fixture
def environment() -> dict[str, str]:
    """A free port, no pause to wait for; no bytecode would mean seconds of compiling."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "SPORTELLO_PORT": str(free_port()), "SPORTELLO_PAUSE_SECONDS": "0"}


@asynccontextmanager
async def running(environment: dict[str, str]) -> AsyncIterator[tuple[Process, httpx.AsyncClient]]:
    """The process once it has said that it runs, and a client of its web chat; ended by SIGTERM, with exit code 0."""
    process = await asyncio.create_subprocess_exec(
        str(SPORTELLO), "run", cwd=PROJECT, env=environment, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        said = await asyncio.wait_for(process.stdout.readuntil(b"Ctrl-C"), 120)
        address = re.search(rb"http://\S+", said)
        assert address
        async with httpx.AsyncClient(base_url=address[0].decode(), trust_env=False) as client:
            yield process, client
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 60) == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.fixture
def state(environment: dict[str, str]) -> Iterator[Path]:
    """A state folder of its own, with the trained model; skipped where there is none."""
    try:
        model = current_model(load_settings())
    except BrainCannotStart as error:
        pytest.skip(str(error))
    with open_folder() as folder:
        (folder / "models").mkdir()
        (folder / "models" / model.name).symlink_to(model)
        environment["SPORTELLO_STATE_FOLDER"] = str(folder)
        yield folder


async def test_a_talk_goes_on_after_the_brain_was_killed_and_after_a_new_start(
    environment: dict[str, str], state: Path
) -> None:
    async with running(environment) as (process, client):
        page = await Page(client, comune="cesano-boscone").opens()
        await page.writes("vorrei informazioni su Ti ascolto")
        async with page.listens() as ear:
            said = [await ear.next_text() for _ in range(3)]
        assert "assistente automatico dei servizi sociali di Cesano Boscone" in said[1]
        assert "supporto psicologico" in said[2]
        for brain in brains_of(process.pid):
            os.kill(brain, signal.SIGKILL)
            await until(partial(is_gone, brain))
    async with running(environment) as (_, client):
        page.client = client
        await page.writes("e quanto costa?")
        async with page.listens(after=4) as ear:
            assert "gratuito" in await ear.next_text()


async def test_what_comes_while_the_brain_starts_is_kept_and_answered(
    environment: dict[str, str], state: Path, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    slow = tmp_path / "python"
    slow.write_text(f'#!/bin/sh\nwhile [ ! -e {gate} ]; do sleep 0.1; done\nexec {load_settings().brain_python} "$@"\n')
    slow.chmod(0o755)
    process = await asyncio.create_subprocess_exec(
        str(SPORTELLO), "run", cwd=PROJECT, env={**environment, "SPORTELLO_BRAIN_PYTHON": str(slow)}
    )
    try:
        async with httpx.AsyncClient(base_url=f"http://{LOOPBACK}:{environment['SPORTELLO_PORT']}") as client:
            await _until_it_says_yes(client, "/healthz")
            assert (await client.get("/readyz")).json() == {"database": True, "brain": False}
            page = await Page(client, comune="cesano-boscone").opens()
            assert (await page.writes("vorrei informazioni su Ti ascolto")).is_success
            gate.touch()
            await _until_it_says_yes(client, "/readyz")
            async with page.listens() as ear:
                assert "supporto psicologico" in [await ear.next_text() for _ in range(3)][2]
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), 60)


async def _until_it_says_yes(client: httpx.AsyncClient, path: str) -> None:
    async with asyncio.timeout(120):
        while True:
            with suppress(httpx.TransportError):
                if (await client.get(path)).is_success:
                    return
            await asyncio.sleep(0.1)


async def test_a_port_that_is_in_use_is_told_with_what_to_do(environment: dict[str, str]) -> None:
    with socket.create_server((LOOPBACK, int(environment["SPORTELLO_PORT"]))):
        code, said = await _says(environment)

    assert (code, "in use" in said, "SPORTELLO_PORT" in said, "Traceback" in said) == (1, True, True, False)


async def test_a_state_folder_that_cannot_be_made_is_told(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    code, said = await _says({**environment, "SPORTELLO_STATE_FOLDER": str(tmp_path / "file" / "state")})

    assert (code, str(tmp_path) in said, "Traceback" in said) == (1, True, False)


async def _says(environment: dict[str, str]) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        str(SPORTELLO), "run", cwd=PROJECT, env=environment, stderr=asyncio.subprocess.PIPE
    )
    _, said = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode, said.decode()
