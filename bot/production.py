"""What a service that citizens use must not start without; asked for by SPORTELLO_ENVIRONMENT=production."""

import ipaddress
from collections.abc import Iterator

from bot.errors import SettingsError
from bot.settings import Settings
from bot.storage.database import database_url
from bot.storage.keys import secrets_in

SHORTEST_TOKEN = 24
SHORTEST_PASSWORD = 16
FEWEST_DIFFERENT_BYTES = 12
"""Of the 32 of a key; 32 random ones have fewer once in a billion billion times."""
SAMPLES = (
    "password",
    "secret",
    "segreto",
    "changeme",
    "cambiami",
    "example",
    "esempio",
    "sportello",
    "postgres",
    "12345678",
)
"""What stands in examples and is left there."""
HOW = "scripts/secrets makes them; docs/running.md tells where they go."


def refuse_unsafe(settings: Settings) -> None:
    """Raises `SettingsError` with everything that is missing or could be guessed; a trial may do without."""
    if settings.environment == "production" and (wrong := unsafe(settings)):
        raise SettingsError("\n".join(["Not started: SPORTELLO_ENVIRONMENT is production, and", *wrong, HOW]))


def unsafe(settings: Settings) -> list[str]:
    """What production lacks, one sentence each; never a secret's own words."""
    return [*_database(settings), *_keys(settings), *_tokens(settings)]


def is_open_trial(settings: Settings) -> bool:
    """Whether others than this machine reach a service that nobody has looked at with `unsafe`."""
    return settings.environment != "production" and not _is_loopback(settings.host)


def _database(settings: Settings) -> Iterator[str]:
    if settings.database is None:
        yield "SPORTELLO_DATABASE_URL is missing: the embedded database is for trials, nobody makes copies of it."
        return
    url = database_url(settings.database.get_secret_value())
    # A socket's folder in place of a host: PostgreSQL knows its user by the system's (peer).
    is_socket = not url.host or url.host.startswith("/")
    password = str(url.password or "")
    if not (is_socket and not password) and _could_be_guessed(password, SHORTEST_PASSWORD):
        yield f"the password in SPORTELLO_DATABASE_URL could be guessed: at least {SHORTEST_PASSWORD} characters, no common word."


def _keys(settings: Settings) -> Iterator[str]:
    if settings.keys is None:
        yield "SPORTELLO_ENCRYPTION_KEYS is missing: what citizens write is encrypted with keys of yours."
    elif any(len(set(key)) < FEWEST_DIFFERENT_BYTES for key in secrets_in(settings.keys.get_secret_value())):
        yield "a key in SPORTELLO_ENCRYPTION_KEYS is made up, not drawn: `openssl rand -base64 32`."


def _tokens(settings: Settings) -> Iterator[str]:
    needed = {
        "SPORTELLO_BRAIN_TOKEN": (settings.brain_url, settings.secret_of_brain),
        "SPORTELLO_ACTIONS_TOKEN": (settings.actions_port, settings.secret_of_actions),
    }
    for name, (is_used, token) in needed.items():
        if is_used and _could_be_guessed(token, SHORTEST_TOKEN):
            yield f"{name} is missing or could be guessed: at least {SHORTEST_TOKEN} characters, drawn by chance."


def _could_be_guessed(secret: str, shortest: int) -> bool:
    plain = secret.lower()
    return len(secret) < shortest or len(set(plain)) < shortest // 3 or any(sample in plain for sample in SAMPLES)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
