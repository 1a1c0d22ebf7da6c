"""The brain's process: it comes back when it dies, and goes when we go, however we go."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest

from bot.brain.process import BrainProcess
from bot.brain.training import model_path
from bot.errors import BrainCannotStart
from bot.settings import PROJECT, Settings, load_settings
from tests.integration.conftest import Live
from tests.integration.test_gateway import decision, said, turn

PATIENCE_SECONDS = 300
"""More than the longest way: a brain that hangs before its watch has seen it ready is first given all the time that a start may take."""
SPORTELLO = Path(sys.executable).parent / "sportello"


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def is_gone(pid: int) -> bool:
    return not is_running(pid)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():
            await asyncio.sleep(0.1)


def brains_of(parent: int) -> list[int]:
    """The processes that the parent has started, by /proc."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(pid) for pid in children.read_text().split()] if children.exists() else []


@pytest.mark.asyncio(loop_scope="session")
async def test_a_brain_that_is_killed_is_started_again(live: Live) -> None:
    killed = live.process.pid
    assert killed
    os.kill(killed, signal.SIGKILL)
    await until(lambda: live.process.pid != killed)
    await live.process.until_ready()

    answer = await said(live, turn("quanto costa ti ascolto?"))

    assert decision(answer)["service"] == "ti-ascolto"


@pytest.mark.asyncio(loop_scope="session")
async def test_a_brain_that_hangs_is_ended_and_started_again(live: Live) -> None:
    hanging = live.process.pid
    assert hanging
    os.kill(hanging, signal.SIGSTOP)
    await until(lambda: live.process.pid != hanging)
    await live.process.until_ready()

    assert is_gone(hanging)


@pytest.fixture
async def asking() -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        str(SPORTELLO), "ask", cwd=PROJECT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    yield process
    if process.returncode is None:
        process.kill()
        await process.wait()


async def ask(process: asyncio.subprocess.Process, **line: str) -> dict[str, object]:
    assert process.stdin and process.stdout
    process.stdin.write((json.dumps(line) + "\n").encode())
    await process.stdin.drain()
    answer: dict[str, object] = json.loads(await process.stdout.readline())
    return answer


async def test_kill_9_of_ask_leaves_no_brain_behind(asking: asyncio.subprocess.Process) -> None:
    await ask(asking, id="1", text="ciao", comune="bussero")
    brains = brains_of(asking.pid)
    assert brains

    asking.kill()
    await asking.wait()

    for brain in brains:
        await until(partial(is_gone, brain))


async def test_ask_ends_its_brain_and_says_0_when_its_input_ends(asking: asyncio.subprocess.Process) -> None:
    answer = await ask(asking, id="1", text="quanto costa ti ascolto?", comune="cesano-boscone")
    brains = brains_of(asking.pid)

    assert asking.stdin
    asking.stdin.close()
    async with asyncio.timeout(PATIENCE_SECONDS):
        code = await asking.wait()

    assert (answer["service"], answer["aspects"], code) == ("ti-ascolto", ["costi"], 0)
    assert not any(map(is_running, brains))


async def test_without_the_brains_environment_it_says_what_to_do(tmp_path: Path) -> None:
    settings = load_settings(brain_python=tmp_path / "python")

    with pytest.raises(BrainCannotStart, match="make setup"):
        async with BrainProcess(settings, "http://127.0.0.1:1/actions", "token"):
            pass


async def test_without_a_model_it_says_what_to_do(tmp_path: Path) -> None:
    settings = load_settings(state_folder=tmp_path)

    with pytest.raises(BrainCannotStart, match="make train"):
        async with BrainProcess(settings, "http://127.0.0.1:1/actions", "token"):
            pass


async def test_a_brain_that_ends_while_starting_shows_its_last_words(tmp_path: Path) -> None:
    settings = _with_a_false_brain(tmp_path, "echo broken to pieces >&2; exit 3")

    with pytest.raises(BrainCannotStart, match="broken to pieces"):
        async with BrainProcess(settings, "http://127.0.0.1:1/actions", "token"):
            pass


async def test_a_brain_that_takes_too_long_is_given_up_and_ended(tmp_path: Path) -> None:
    settings = _with_a_false_brain(tmp_path, "exec sleep 600")
    settings.brain_start_seconds = 0.5
    process = BrainProcess(settings, "http://127.0.0.1:1/actions", "token")

    with pytest.raises(BrainCannotStart, match="too long"):
        async with process:
            pass

    assert process.pid is None


def _with_a_false_brain(folder: Path, script: str) -> Settings:
    """Settings whose brain is a shell script."""
    python = folder / "bin" / "python"
    python.parent.mkdir()
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)
    settings = load_settings(brain_python=python, state_folder=folder)
    settings.models_folder.mkdir()
    model_path(settings).touch()
    return settings
