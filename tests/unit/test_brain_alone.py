"""A brain as a service of its own: its secrets from files, what it lacks, its address."""

import re
from pathlib import Path

import pytest

from bot.brain.alone import _shared
from bot.settings import ENV_FILE, PROJECT, Settings, load_settings
from nlu.alone import NEEDED, CannotStart, for_libpq, look_at, rasa_arguments, read_files

COMPLETE = dict.fromkeys(NEEDED, "x" * 24)


def test_a_secret_comes_from_its_file_unless_it_is_given_itself(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("of the file\n")
    environment = {"SPORTELLO_BRAIN_TOKEN_FILE": str(tmp_path / "token")}
    given = {**environment, "SPORTELLO_BRAIN_TOKEN": "given"}

    read_files(environment)
    read_files(given)

    assert (environment["SPORTELLO_BRAIN_TOKEN"], given["SPORTELLO_BRAIN_TOKEN"]) == ("of the file", "given")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"SPORTELLO_TALKS_KEYS_FILE: .*/none cannot be read"):
        read_files({"SPORTELLO_TALKS_KEYS_FILE": str(tmp_path / "none")})


@pytest.mark.parametrize("name", NEEDED)
def test_each_thing_that_is_missing_is_named(name: str) -> None:
    with pytest.raises(CannotStart, match=f"{name} is missing"):
        look_at({**COMPLETE, name: ""})


def test_with_everything_there_nothing_is_said() -> None:
    look_at(dict(COMPLETE))


@pytest.mark.parametrize("token", ["SPORTELLO_BRAIN_TOKEN", "SPORTELLO_ACTIONS_TOKEN"])
def test_a_short_token_is_refused(token: str) -> None:
    with pytest.raises(CannotStart, match=f"{token} is too short"):
        look_at({**COMPLETE, token: "x" * 23})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("postgresql+psycopg://a:b@db/x", "postgresql://a:b@db/x"),
        ("postgres://a:b+c@db/x", "postgres://a:b+c@db/x"),
    ],
)
def test_the_services_driver_is_nothing_to_libpq(given: str, told: str) -> None:
    assert for_libpq(given) == told


def test_it_listens_on_this_machine_alone_unless_told_otherwise() -> None:
    assert rasa_arguments("m", {})[-4:] == ["--interface", "127.0.0.1", "--port", "5005"]
    there = {"SPORTELLO_BRAIN_HOST": "0.0.0.0", "SPORTELLO_BRAIN_PORT": "5006"}
    assert rasa_arguments("m", there)[-4:] == ["--interface", "0.0.0.0", "--port", "5006"]


def test_all_that_it_needs_may_stand_in_env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = {name: f"{name} of at least 24 letters" for name in NEEDED}
    (tmp_path / "url").write_text(said.pop("SPORTELLO_TALKS_URL"))
    address = {"SPORTELLO_BRAIN_HOST": "0.0.0.0", "SPORTELLO_BRAIN_PORT": "5006"}
    lines = {**said, **address, "SPORTELLO_TALKS_URL_FILE": tmp_path / "url"}
    (tmp_path / "env").write_text("".join(f'{name}="{value}"\n' for name, value in lines.items()))
    monkeypatch.setenv(ENV_FILE, str(tmp_path / "env"))

    told = _shared(load_settings())

    look_at(told)
    assert told == {**said, **address, "SPORTELLO_TALKS_URL": "SPORTELLO_TALKS_URL of at least 24 letters"}


def test_every_line_of_env_example_is_a_setting() -> None:
    explained = re.findall(r"^#?SPORTELLO_(\w+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE)

    assert [name for name in explained if name.lower() not in Settings.model_fields] == []
