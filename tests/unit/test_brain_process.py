"""The brain's process where the machine has no room for it: it comes back once there is some. A door alone stands for the brain."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.brain.process import BrainProcess
from bot.errors import BrainCannotStart
from bot.settings import Settings, load_settings

DOOR = f"""#!{sys.executable}
import http.server, sys

class Door(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

port = int(sys.argv[sys.argv.index("--port") + 1])
http.server.HTTPServer(("127.0.0.1", port), Door).serve_forever()
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    door = tmp_path / "door"
    door.write_text(DOOR)
    door.chmod(0o755)
    return load_settings(brain_python=door, state_folder=tmp_path / "state")


def brain(settings: Settings) -> BrainProcess:
    return BrainProcess(settings, "http://127.0.0.1:9", "token", model=Path("model"))


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.02)


async def test_a_brain_that_the_machine_has_no_room_for_comes_back_when_there_is_some(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    async with brain(settings) as process:
        # A folder in the log's place: opening it fails, as it does on a disk that is full.
        process.log_file.rename(process.log_file.with_suffix(".old"))
        process.log_file.mkdir()
        killed = process.pid
        assert killed
        os.kill(killed, signal.SIGKILL)
        await until(lambda: "brain_not_started failures=1" in caplog.text)
        process.log_file.rmdir()
        await until(lambda: process.pid != killed)
        await process.until_ready()


async def test_a_machine_without_room_is_told_at_the_first_start(settings: Settings) -> None:
    settings.state_folder.mkdir()
    (settings.state_folder / "brain.log").mkdir()
    with pytest.raises(BrainCannotStart, match="cannot be started"):
        async with brain(settings):
            pass
