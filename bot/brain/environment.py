"""Environment variables for every process that runs Rasa."""

import os

from bot.settings import PROJECT


def brain_environment() -> dict[str, str]:
    """The environment for anything that runs Rasa: no telemetry, no cache of its own, our packages importable, quiet TensorFlow."""
    return {
        **os.environ,
        "PYTHONPATH": str(PROJECT),
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_MAX_CACHE_SIZE": "0",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "LOG_LEVEL": "WARNING",
    }
