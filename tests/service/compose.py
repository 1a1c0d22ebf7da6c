"""docker-compose.yml without Docker: its commands as processes of this machine, in its environments, with its secrets as files."""

import asyncio
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.brain.process import free_port
from bot.settings import ENV_FILE, PROJECT

FILE = PROJECT / "docker-compose.yml"
IN_CONTAINERS = "/run/secrets/"
VARIABLE = re.compile(r"\$\{(\w+)(?::?[-?]([^}]*))?\}")
SITE = {"SPORTELLO_SITE": "sportello.comune.example.it", "SPORTELLO_TLS_EMAIL": "ced@comune.example.it"}
"""What the IT office writes into `.env`."""
PORTS = {"SPORTELLO_PORT", "SPORTELLO_METRICS_PORT", "SPORTELLO_ACTIONS_PORT", "SPORTELLO_BRAIN_PORT"}
PATIENCE_SECONDS = 400
"""A brain starts in a quarter of a minute, where it has a core to itself."""
Process = asyncio.subprocess.Process


def described() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text())
    return found


def filled_in(text: str, given: Mapping[str, str] = SITE) -> str:
    """With the variables' values, else what stands behind ":-"."""
    return VARIABLE.sub(lambda found: given.get(found[1], found[2] or ""), text)


@dataclass
class Service:
    """A container of the file, as a process; its ports are free ones of loopback."""

    name: str
    secrets: Path
    addresses: Mapping[str, str] = field(default_factory=dict)
    """What stands here for the names of other containers."""
    process: Process | None = None

    def __post_init__(self) -> None:
        self.file = described()["services"][self.name]
        self.ports = {name: free_port() for name in PORTS & set(self.file["environment"])}

    def url(self, port: str) -> str:
        return f"http://127.0.0.1:{self.ports[port]}"

    @property
    def environment(self) -> dict[str, str]:
        """As the file gives it and nothing else of this machine's, but the way to its programs."""
        given = {name: filled_in(str(value)) for name, value in self.file["environment"].items()}
        here = {name: self._here(value) for name, value in given.items()}
        ports = {name: str(port) for name, port in self.ports.items()}
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "HOME", ENV_FILE) if name in os.environ}
        return {**kept, **here, **ports, "SPORTELLO_PAUSE_SECONDS": "0"}

    def _here(self, value: str) -> str:
        for there, here in self.addresses.items():
            value = value.replace(there, here)
        return value.replace(IN_CONTAINERS, f"{self.secrets}/").replace("0.0.0.0", "127.0.0.1")

    async def starts(self, *command: str) -> "Service":
        """What the file starts, or what the image starts where the file leaves it to that."""
        sportello = str(Path(sys.executable).parent / "sportello")
        run = command or (sportello, *self.file["command"])
        self.process = await asyncio.create_subprocess_exec(
            *run, cwd=PROJECT, env=self.environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        return self

    async def ends(self) -> tuple[int, str]:
        """The exit code and all that it said."""
        assert self.process
        said, _ = await asyncio.wait_for(self.process.communicate(), 60)
        assert self.process.returncode is not None
        return self.process.returncode, said.decode()

    async def stops(self) -> int:
        """The exit code after what `docker compose stop` sends."""
        assert self.process
        self.process.terminate()
        return (await self.ends())[0]

    async def is_healthy(self) -> None:
        """Waits until the file's own health check says so."""
        mode, _, *rest = self.file["healthcheck"]["test"]
        assert mode == "CMD"
        check = [re.sub(r":(\d+)/", lambda found: f":{self._port_here(found[1])}/", part) for part in rest]
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await self._fails(check):
                await asyncio.sleep(1)

    def _port_here(self, there: str) -> int:
        given = self.file["environment"]
        return next(port for name, port in self.ports.items() if given[name] == there)

    async def _fails(self, check: list[str]) -> bool:
        assert self.process
        assert self.process.returncode is None, (await self.ends())[1]
        quiet = asyncio.subprocess.DEVNULL
        asked = await asyncio.create_subprocess_exec(sys.executable, *check, stdout=quiet, stderr=quiet)
        return await asked.wait() != 0
