"""The accounts from where they stand: the YAML file of SPORTELLO_ACCOUNTS_FILE, or single settings where there is one bot or one number."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError

from bot.channels.accounts import TELEGRAM, WHATSAPP, Accounts
from bot.errors import KnowledgeError, SettingsError
from bot.knowledge.files import read
from bot.settings import Settings

ONLY = "main"
"""The name of the account that single settings describe."""
OF_KNOWLEDGE, OF_CHANNELS = "docs/knowledge.md lists them", "docs/canali.md lists them"
SETTINGS = {
    TELEGRAM: {"token": "TELEGRAM_TOKEN", "webhook_secret": "TELEGRAM_WEBHOOK_SECRET", "comuni": "TELEGRAM_COMUNI"},
    WHATSAPP: {
        "account_sid": "TWILIO_ACCOUNT_SID",
        "auth_token": "TWILIO_AUTH_TOKEN",
        "number": "WHATSAPP_NUMBER",
        "comuni": "WHATSAPP_COMUNI",
    },
}
"""The single settings by channel and field, without SPORTELLO_."""


def load_accounts(settings: Settings) -> Accounts:
    """The accounts of the file and of the single settings; raises `SettingsError` with what to do."""
    named = _of_file(settings.accounts_file) if settings.accounts_file else Accounts()
    single = _of_settings(settings)
    for channel in SETTINGS:
        if ONLY in getattr(named, channel) and ONLY in getattr(single, channel):
            raise SettingsError(
                f"{settings.accounts_file}: {channel}.{ONLY} is also described by single settings. Take one of them away."
            )
    if (named.whatsapp or single.whatsapp) and not settings.public_url:
        raise SettingsError(
            "SPORTELLO_PUBLIC_URL is missing: the https address at which Twilio reaches this service. See docs/canali.md."
        )
    return Accounts(telegram={**named.telegram, **single.telegram}, whatsapp={**named.whatsapp, **single.whatsapp})


def _of_file(file: Path) -> Accounts:
    try:
        return read(file, Accounts)
    except KnowledgeError as error:
        told = str(error).replace(OF_KNOWLEDGE, OF_CHANNELS)
        raise SettingsError(f"SPORTELLO_ACCOUNTS_FILE is wrong.\n{told}") from None


def _of_settings(settings: Settings) -> Accounts:
    given = {channel: dict(_given(settings, fields)) for channel, fields in SETTINGS.items()}
    try:
        return Accounts.model_validate({channel: {ONLY: fields} for channel, fields in given.items() if fields})
    except ValidationError as error:
        # Not the error's own words: they repeat what was given, and it may be a token.
        wrong = "\n".join(f"{_setting(e['loc'])}: {e['msg'].removeprefix('Value error, ')}" for e in error.errors())
        raise SettingsError(f"A channel is not set up completely; see .env.example.\n{wrong}") from None


def _given(settings: Settings, fields: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for field, setting in fields.items():
        name = setting.lower()
        value = getattr(settings, name) or getattr(settings, f"{name}_file", None)
        if field == "comuni" and value:
            value = [part.strip() for part in value.split(",") if part.strip()]
        if value:
            yield field, value.get_secret_value() if isinstance(value, SecretStr) else value


def _setting(location: tuple[int | str, ...]) -> str:
    channel, _, *rest = location
    field = str(rest[0]) if rest else next(name for name in SETTINGS[str(channel)] if "token" in name)
    return f"SPORTELLO_{SETTINGS[str(channel)].get(field, field.upper())}"
