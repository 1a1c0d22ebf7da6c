"""Environment variables for every process that runs Rasa."""

import os

from bot.settings import PROJECT

UNWANTED = ("PYTHONDONTWRITEBYTECODE",)
"""Without bytecode on disk, importing Rasa takes 15 seconds in place of 6, at every start."""


def brain_environment() -> dict[str, str]:
    """No telemetry, no cache of its own, our packages importable, TensorFlow quiet."""
    return {
        **{name: value for name, value in os.environ.items() if name not in UNWANTED},
        "PYTHONPATH": str(PROJECT),
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_MAX_CACHE_SIZE": "0",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "LOG_LEVEL": "WARNING",
        "OPENBLAS_NUM_THREADS": "1",  # its threads wait by spinning, for products too small to share
    }
