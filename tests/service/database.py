"""The server's processes, to be stopped and killed."""

import os
import signal
import subprocess
from contextlib import suppress

from sqlalchemy import URL

from tests.storage.conftest import execute


def postmaster(server: URL) -> int:
    ((found,),) = execute(server, "SELECT pg_read_file('postmaster.pid')")
    return int(str(found).splitlines()[0])


def processes_of(postmaster: int) -> list[int]:
    """The server and its children."""
    listed = subprocess.run(["pgrep", "-P", str(postmaster)], capture_output=True, text=True, check=False).stdout
    return [postmaster, *map(int, listed.split())]


def signal_all(processes: list[int], number: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):  # whoever served a connection that was closed since is gone
            os.kill(process, number)
