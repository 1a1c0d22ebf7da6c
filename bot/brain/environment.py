"""Environment variables for every process that runs Rasa."""

import os

from bot.brain.variables import FOR_RASA
from bot.settings import PROJECT

UNWANTED = ("PYTHONDONTWRITEBYTECODE",)
"""Without bytecode on disk, importing Rasa takes 15 seconds in place of 6, at every start."""


def brain_environment() -> dict[str, str]:
    """What Rasa wants, with our packages importable."""
    kept = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    return {**kept, "PYTHONPATH": str(PROJECT), **FOR_RASA}
