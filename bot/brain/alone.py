"""`sportello brain`: this process becomes a brain that serves workers elsewhere (nlu/alone.py), where both environments are installed."""

import os
from typing import NoReturn

from bot.brain.environment import brain_environment
from bot.brain.training import current_model
from bot.errors import BrainCannotStart
from bot.settings import PROJECT, Settings


def become_brain(settings: Settings) -> NoReturn:
    """Raises `BrainCannotStart`; what the brain itself lacks it says itself, and ends."""
    if not settings.brain_python.exists():
        raise BrainCannotStart(f"The brain's environment is missing ({settings.brain_python}). Run: make setup")
    model, python = current_model(settings), str(settings.brain_python)
    os.chdir(PROJECT)
    os.execve(python, [python, "-m", "nlu.alone", str(model)], {**brain_environment(), **_shared(settings)})


def _shared(settings: Settings) -> dict[str, str]:
    """What the settings say and the environment does not say already; a secret's file that is named there the brain reads itself."""
    secrets = {
        "SPORTELLO_TALKS_URL": settings.talks_url or settings.talks_url_file or settings.database,
        "SPORTELLO_TALKS_KEYS": settings.talks_keys or settings.talks_keys_file or settings.keys,
        "SPORTELLO_BRAIN_TOKEN": settings.brain_token or settings.brain_token_file,
        "SPORTELLO_ACTIONS_TOKEN": settings.actions_token or settings.actions_token_file,
    }
    own = {name for name in secrets if os.environ.get(name) or os.environ.get(f"{name}_FILE")}
    said = {name: secret.get_secret_value() for name, secret in secrets.items() if secret and name not in own}
    address = {"SPORTELLO_BRAIN_HOST": settings.brain_host, "SPORTELLO_BRAIN_PORT": str(settings.brain_port)}
    return {**said, **address, "SPORTELLO_ACTIONS_URL": settings.actions_url or ""}
