"""Whole dialogues, as small scripts (see script.py), over the diary in memory; the clock stands at Wednesday 25 November 2026, 10:30."""

from pathlib import Path

import pytest

from bot.booking.desk import desks_of
from bot.booking.memory import MemoryAppointments
from bot.knowledge.base import load
from tests.booking.script import play
from tests.cast import ROOT

KNOWLEDGE = load(ROOT / "knowledge")
SCRIPTS = sorted((Path(__file__).parent / "dialogues").glob("*.txt"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
async def test_the_dialogue_goes_as_written(script: Path) -> None:
    await play(script.read_text(encoding="utf-8"), KNOWLEDGE, MemoryAppointments(lambda: desks_of(KNOWLEDGE)))
