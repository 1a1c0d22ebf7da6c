"""scripts/secrets: drawn once, closed to others, never overwritten."""

import re
import subprocess
from pathlib import Path

import pytest

from bot.settings import PROJECT, load_settings

SCRIPT = PROJECT / "scripts" / "secrets"


def draw(folder: Path) -> str:
    return subprocess.run(["sh", SCRIPT, folder], check=True, capture_output=True, text=True).stdout


def contents(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "i segreti"
    draw(place)
    return place


def test_every_secret_of_the_compose_file_is_made(folder: Path) -> None:
    wanted = set(re.findall(r"file: \./secrets/([\w.]+)", (PROJECT / "docker-compose.yml").read_text()))

    assert set(contents(folder)) == wanted


def test_the_folder_is_closed_and_its_files_can_be_read_where_they_are_shown(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    modes = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
    assert [modes.pop(written) for written in ("accounts.yaml", "smtp_password")] == [0o644, 0o644]
    assert set(modes.values()) == {0o444}


def test_a_second_run_changes_nothing_and_makes_what_is_missing(folder: Path) -> None:
    before = contents(folder)
    (folder / "actions_token").unlink()

    said = draw(folder)

    after = contents(folder)
    assert [line for line in said.splitlines() if line.startswith("made")] == ["made  actions_token"]
    assert after.pop("actions_token") != before.pop("actions_token")
    assert after == before


def test_the_addresses_hold_the_passwords_drawn_beside_them(folder: Path) -> None:
    made = {name: text.strip() for name, text in contents(folder).items()}

    assert f":{made['database_password']}@" in made["database_url"]
    assert f":{made['brain_database_password']}@" in made["brain_database_url"]


def test_nothing_is_said_of_what_is_in_them(tmp_path: Path) -> None:
    said = draw(tmp_path / "new")

    drawn = filter(str.strip, contents(tmp_path / "new").values())
    assert not [text for text in drawn if text.strip() in said]


def test_production_takes_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.production import unsafe

    files = {
        f"{name}_file": folder / name for name in ("database_url", "encryption_keys", "brain_token", "actions_token")
    }
    settings = load_settings(environment="production", brain_url="http://brain:5005", actions_port=5055, **files)

    assert unsafe(settings) == []
