"""What production must not start without, and that the words for it hold no secret."""

from typing import Any

import pytest

from bot.errors import SettingsError
from bot.production import is_open_trial, refuse_unsafe, unsafe
from bot.settings import Settings, load_settings
from bot.storage.keys import new_secret

TOKEN = "qU4-mz8Rb1_xWvN0sTfYc7LdKg2HpJ"
GOOD = {
    "environment": "production",
    "database_url": f"postgresql://sportello:{TOKEN}@db/sportello",
    "encryption_keys": new_secret(),
    "brain_url": "http://brain:5005",
    "brain_token": TOKEN,
    "actions_port": 5055,
    "actions_token": TOKEN,
}


def settings(**changes: Any) -> Settings:
    return load_settings(**{**GOOD, **changes})


def test_with_drawn_secrets_it_starts() -> None:
    assert unsafe(settings()) == []
    refuse_unsafe(settings())


@pytest.mark.parametrize(
    ("setting", "value", "named"),
    [
        ("database_url", None, "SPORTELLO_DATABASE_URL"),
        ("database_url", "postgresql://sportello@db/sportello", "SPORTELLO_DATABASE_URL"),
        ("database_url", "postgresql://sportello:Password2026!Password@db/sportello", "SPORTELLO_DATABASE_URL"),
        ("database_url", "postgresql://sportello:aaaaaaaaaaaaaaaaaaaaaaaa@db/sportello", "SPORTELLO_DATABASE_URL"),
        ("encryption_keys", None, "SPORTELLO_ENCRYPTION_KEYS"),
        ("encryption_keys", "A" * 43 + "=", "SPORTELLO_ENCRYPTION_KEYS"),
        ("encryption_keys", f"{new_secret()},{'A' * 43}=", "SPORTELLO_ENCRYPTION_KEYS"),
        ("brain_token", None, "SPORTELLO_BRAIN_TOKEN"),
        ("brain_token", TOKEN[:23], "SPORTELLO_BRAIN_TOKEN"),
        ("actions_token", "changeme-changeme-changeme-1", "SPORTELLO_ACTIONS_TOKEN"),
    ],
)
def test_what_is_missing_or_could_be_guessed_is_named(setting: str, value: str | None, named: str) -> None:
    with pytest.raises(SettingsError) as error:
        refuse_unsafe(settings(**{setting: value}))

    lines = str(error.value).splitlines()
    assert [named in line for line in lines] == [False, True, False]
    assert value is None or value not in str(error.value)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(unsafe(load_settings(environment="production", brain_url="http://brain:5005"))) == 3


def test_a_database_behind_a_socket_knows_its_user_without_a_password() -> None:
    assert unsafe(settings(database_url="postgresql://sportello@/sportello?host=/var/run/postgresql")) == []


def test_a_brain_and_actions_of_ones_own_need_no_token() -> None:
    own = {"brain_url": None, "brain_token": None, "actions_port": None, "actions_token": None}
    assert unsafe(settings(**own)) == []


def test_a_trial_is_asked_for_nothing() -> None:
    refuse_unsafe(load_settings(environment="trial"))


@pytest.mark.parametrize(
    ("environment", "host", "is_open"),
    [
        ("trial", "127.0.0.1", False),
        ("trial", "::1", False),
        ("trial", "localhost", False),
        ("trial", "0.0.0.0", True),
        ("trial", "sportello.example.org", True),
        ("production", "0.0.0.0", False),
    ],
)
def test_a_trial_that_others_reach_is_told_of(environment: str, host: str, is_open: bool) -> None:
    assert is_open_trial(load_settings(environment=environment, host=host)) is is_open
