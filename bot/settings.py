"""Settings from the environment or `.env`, all `SPORTELLO_*`."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

PROJECT = Path(__file__).resolve().parent.parent
"""The folder that holds bot/, nlu/, stories/ and knowledge/."""


class Settings(BaseSettings):
    """What a deployment can change; `.env.example` explains each."""

    model_config = SettingsConfigDict(env_prefix="SPORTELLO_", env_file=PROJECT / ".env", extra="ignore")

    knowledge_folder: Path = PROJECT / "knowledge"
    state_folder: Path = PROJECT / ".sportello"
    brain_python: Path = PROJECT / ".venv-brain" / "bin" / "python"
    brain_start_seconds: float = 120
    brain_turn_seconds: float = 10
    training_seconds: float = 900

    @property
    def models_folder(self) -> Path:
        return self.state_folder / "models"

    @property
    def brain_turn_timeout(self) -> timedelta:
        return timedelta(seconds=self.brain_turn_seconds)


def load_settings(**changes: Any) -> Settings:
    """The settings in force; raises `SettingsError` that names each wrong one."""
    try:
        return Settings(**changes)
    except ValidationError as error:
        wrong = "; ".join(f"SPORTELLO_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"Wrong settings. {wrong}. See .env.example.") from error
