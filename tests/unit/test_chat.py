"""`sportello chat`: what stands on the terminal."""

import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import chat
from bot.errors import BrainUnavailable, SettingsError
from bot.settings import load_settings
from tests.cast import PHRASES
from tests.fakes import FakeBrain, reply, run_with
from tests.folder import write_knowledge

QUIET = timedelta(seconds=1)
"""Longer than a busy machine keeps the thread that types from the next line."""
PATIENCE_SECONDS = 20


@pytest.fixture(autouse=True)
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_knowledge(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(chat, "QUIET", QUIET)


async def talk(tmp_path: Path, brain: FakeBrain, monkeypatch: pytest.MonkeyPatch, *typed: str | None) -> None:
    """Types the lines, at each None once what was typed before has been heard; the input then ends."""

    def lines() -> Iterator[str]:
        pauses = 0
        for line in typed:
            if line is None:
                pauses += 1
                until_heard(brain, pauses)
            else:
                yield line + "\n"

    run_with(brain, monkeypatch)
    monkeypatch.setattr(sys, "stdin", lines())
    await chat.chat_until_goodbye(load_settings(knowledge_folder=tmp_path), "borgo")


def until_heard(brain: FakeBrain, messages: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(brain.heard) < messages and time.monotonic() < deadline:
        time.sleep(0.01)


async def test_a_reply_is_shown_with_numbered_options_and_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    brain = FakeBrain(reply("Gratis [davvero].", "Orari", "Dove", sources=["carta.txt"]))

    await talk(tmp_path, brain, monkeypatch, "quanto costa?")

    shown = capsys.readouterr().out
    assert "Gratis [davvero]." in shown
    assert "1  Orari" in shown and "2  Dove" in shown
    assert f"{PHRASES.terminal_source}: carta.txt" in shown


async def test_lines_in_quick_succession_are_one_message_and_empty_ones_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brain = FakeBrain()

    await talk(tmp_path, brain, monkeypatch, "buongiorno", "", "per il bonus", "luce", None, "grazie")

    assert [message.text for message in brain.heard] == ["buongiorno per il bonus luce", "grazie"]


async def test_a_number_presses_an_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brain = FakeBrain(reply("Quale?", "Ti ascolto", "SAD"))

    await talk(tmp_path, brain, monkeypatch, "aiuto", None, "2")

    assert brain.heard[1].payload == "sad"


async def test_esci_ends_the_talk_after_what_was_typed_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brain = FakeBrain()

    await talk(tmp_path, brain, monkeypatch, "ciao", "/esci", "mai letto")

    assert [message.text for message in brain.heard] == ["ciao"]


async def test_when_the_brain_is_away_that_is_said_and_the_talk_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    brain = FakeBrain(BrainUnavailable("The brain is starting."), reply("Eccomi."))

    await talk(tmp_path, brain, monkeypatch, "ciao", None, "ci sei?")

    shown = capsys.readouterr().out
    assert shown.index(PHRASES.brain_away) < shown.index("Eccomi.")


async def test_a_municipality_that_there_is_not_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"No municipality 'roma'\. There are: borgo, valle"):
        await chat.chat_until_goodbye(load_settings(knowledge_folder=tmp_path), "roma")
