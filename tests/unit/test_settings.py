"""Settings from the environment."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import ENV_FILE, PROJECT, load_settings


def test_a_setting_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SPORTELLO_STATE_FOLDER", str(tmp_path))
    monkeypatch.setenv("SPORTELLO_BRAIN_TURN_SECONDS", "2.5")

    settings = load_settings()

    assert settings.models_folder == tmp_path / "models"
    assert settings.brain_turn_timeout == timedelta(seconds=2.5)


def test_every_wrong_setting_is_named_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPORTELLO_BRAIN_TURN_SECONDS", "presto")
    monkeypatch.setenv("SPORTELLO_TRAINING_SECONDS", "")

    with pytest.raises(SettingsError) as error:
        load_settings()

    assert "SPORTELLO_BRAIN_TURN_SECONDS: Input should be a valid number" in str(error.value)
    assert "SPORTELLO_TRAINING_SECONDS: Input should be a valid number" in str(error.value)


def test_variables_of_other_programs_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRAIN_TURN_SECONDS", "99")
    monkeypatch.setenv("SPORTELLO_UNHEARD_OF", "x")

    assert load_settings().brain_turn_seconds != 99


def test_the_knowledge_is_found_from_any_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SPORTELLO_KNOWLEDGE_FOLDER", raising=False)
    monkeypatch.chdir(tmp_path)

    assert (load_settings().knowledge_folder / "phrases.yaml").exists()


def test_a_secret_may_stand_in_a_file_and_is_never_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "url"
    file.write_text("postgresql://rosa:segreto@db/sportello\n")
    monkeypatch.setenv("SPORTELLO_DATABASE_URL_FILE", str(file))

    settings = load_settings()

    assert settings.database and settings.database.get_secret_value() == "postgresql://rosa:segreto@db/sportello"
    assert "segreto" not in repr(settings)


def test_a_secrets_file_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SPORTELLO_ENCRYPTION_KEYS_FILE", str(tmp_path / "keys"))

    with pytest.raises(SettingsError, match=r"SPORTELLO_ENCRYPTION_KEYS_FILE: .* cannot be read"):
        load_settings()


def test_another_file_is_read_in_the_place_of_env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "other").write_text("SPORTELLO_PORT=8099\n")
    monkeypatch.setenv(ENV_FILE, str(tmp_path / "other"))

    assert load_settings().port == 8099


def test_tests_and_their_processes_know_nothing_of_what_is_set_here(tmp_path: Path) -> None:
    (tmp_path / "own").write_text(f"SPORTELLO_TELEGRAM_TOKEN=12:secret\nSPORTELLO_STATE_FOLDER={tmp_path}\n")
    told = "from bot.settings import load_settings as l; s = l(); print(s.telegram_token, s.smtp_host, s.state_folder)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {told!r}], check=True)"

    def says(*lines: str) -> str:
        settings = {ENV_FILE: str(tmp_path / "own"), "SPORTELLO_SMTP_HOST": "mail.example.org"}
        command, environment = [sys.executable, "-c", "\n".join(lines)], {**os.environ, **settings}
        done = subprocess.run(command, env=environment, cwd=PROJECT, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    assert says(child) == f"********** mail.example.org {tmp_path}"
    assert says("import tests.conftest", child) == f"None  {tmp_path}"
