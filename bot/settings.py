"""Settings from the environment or `.env`, all `SPORTELLO_*`."""

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

PROJECT = Path(__file__).resolve().parent.parent
"""The folder that holds bot/, nlu/, stories/ and knowledge/."""
ENV_FILE = "SPORTELLO_ENV_FILE"
"""In the environment alone: which file is read in the place of `.env`; empty = none."""
PUBLIC_URL = re.compile(r"https://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~/-]+)?|http://(127\.0\.0\.1|localhost):\d+")
"""Providers call https only; http serves trials on one machine."""


def _content(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise ValueError(f"the file {path} cannot be read ({type(error).__name__})") from error


SecretFile = Annotated[SecretStr, BeforeValidator(_content)]
"""Given as a file's path, kept as what the file holds: a secret that no environment shows."""


def _public(url: str) -> str:
    """Without the slash at the end: paths begin with one."""
    url = url.strip().rstrip("/")
    if url and not PUBLIC_URL.fullmatch(url):
        raise ValueError(f"{url} is no address like https://sportello.comune.example.it")
    return url


class Places(BaseSettings):
    """Where on this machine things are."""

    model_config = SettingsConfigDict(env_prefix="SPORTELLO_", extra="ignore")

    state_folder: Path = PROJECT / ".sportello"
    brain_python: Path = PROJECT / ".venv-brain" / "bin" / "python"


class Settings(Places):
    """What a deployment can change; `.env.example` explains each."""

    knowledge_folder: Path = PROJECT / "knowledge"
    brain_start_seconds: float = 120
    brain_turn_seconds: float = 10
    training_seconds: float = 900
    database_url: SecretStr | None = None
    database_url_file: SecretFile | None = None
    encryption_keys: SecretStr | None = None
    encryption_keys_file: SecretFile | None = None
    pause_seconds: float = 3
    most_attempts: int = 5
    keep_days: int = Field(180, gt=0)
    web_origins: str = ""
    trusted_proxies: str = ""
    web_message_characters: int = Field(2000, gt=0, le=20_000)
    web_messages_a_minute: int = Field(20, gt=0)
    web_messages_a_minute_from_an_address: int = Field(120, gt=0)
    console_idle_minutes: int = Field(60, ge=1, le=720)
    port: int = 8080
    host: str = "127.0.0.1"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "WARNING"
    brain_url: str | None = None
    brain_token: SecretStr | None = None
    brain_token_file: SecretFile | None = None
    brain_host: str = "127.0.0.1"
    brain_port: int = 5005
    talks_url: SecretStr | None = None
    talks_url_file: SecretFile | None = None
    talks_keys: SecretStr | None = None
    talks_keys_file: SecretFile | None = None
    environment: Literal["trial", "production"] = "trial"
    actions_url: str | None = None
    actions_host: str = "127.0.0.1"
    actions_port: int | None = None
    actions_token: SecretStr | None = None
    actions_token_file: SecretFile | None = None
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = None

    public_url: Annotated[str, BeforeValidator(_public)] = ""
    accounts_file: Path | None = None
    telegram_token: SecretStr | None = None
    telegram_token_file: SecretFile | None = None
    telegram_webhook_secret: SecretStr | None = None
    telegram_webhook_secret_file: SecretFile | None = None
    telegram_comuni: str = ""
    telegram_api_url: str = "https://api.telegram.org"
    twilio_account_sid: str | None = None
    twilio_auth_token: SecretStr | None = None
    twilio_auth_token_file: SecretFile | None = None
    twilio_api_url: str = "https://api.twilio.com"
    whatsapp_number: str | None = None
    whatsapp_comuni: str = ""
    smtp_host: str = ""
    smtp_port: int | None = None
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_password_file: SecretFile | None = None
    smtp_from: str = ""
    mail_to: str = ""
    waits_too_long_minutes: int = Field(15, gt=0)

    @property
    def models_folder(self) -> Path:
        return self.state_folder / "models"

    @property
    def database(self) -> SecretStr | None:
        """The address of the database; none = the embedded one."""
        return self.database_url or self.database_url_file

    @property
    def keys(self) -> SecretStr | None:
        """The encryption keys, newest first; none = one of our own, for the embedded database only."""
        return self.encryption_keys or self.encryption_keys_file

    @property
    def secret_of_brain(self) -> str:
        """The token of a brain that runs elsewhere; empty = none is set."""
        token = self.brain_token or self.brain_token_file
        return token.get_secret_value() if token else ""

    @property
    def secret_of_actions(self) -> str:
        """The token that a brain elsewhere brings when it asks for the actions; empty = none is set."""
        token = self.actions_token or self.actions_token_file
        return token.get_secret_value() if token else ""

    @property
    def smtp_secret(self) -> str | None:
        """The mail server's password; none = it asks for none."""
        password = self.smtp_password or self.smtp_password_file
        return password.get_secret_value() or None if password else None

    @property
    def brain_turn_timeout(self) -> timedelta:
        return timedelta(seconds=self.brain_turn_seconds)


def load_settings(**changes: Any) -> Settings:
    """The settings in force; raises `SettingsError` that names each wrong one."""
    try:
        return Settings(_env_file=_env_file(), **changes)
    except ValidationError as error:
        wrong = "; ".join(f"SPORTELLO_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"Wrong settings. {wrong}. See .env.example.") from error


def leave_settings() -> None:
    """For tests and benchmarks, and the processes that they start: whatever somebody has set, in the environment or in `.env`, counts
    for nothing, so that no test speaks as the real bot or writes to the real database. Only where things are stays."""
    places = Places(_env_file=_env_file()).model_dump(exclude_unset=True)
    for name in list(os.environ):
        if name.startswith("SPORTELLO_") and not name.startswith("SPORTELLO_TEST_"):
            del os.environ[name]
    os.environ[ENV_FILE] = ""
    os.environ.update({f"SPORTELLO_{name.upper()}": str(place) for name, place in places.items()})


def _env_file() -> str | Path | None:
    """`.env` of the project, or the file of SPORTELLO_ENV_FILE; none where that is empty."""
    return os.environ.get(ENV_FILE, PROJECT / ".env") or None
