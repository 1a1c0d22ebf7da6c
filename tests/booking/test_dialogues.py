"""Whole dialogues, as small scripts (see script.py), over the diary in memory; the clock stands at Wednesday 25 November 2026, 10:30."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.booking.desk import desks_of
from bot.booking.memory import MemoryAppointments
from bot.knowledge.base import load
from bot.knowledge.closures import Closure
from tests.booking.script import play
from tests.cast import ROOT

KNOWLEDGE = load(ROOT / "knowledge")
SCRIPTS = sorted((Path(__file__).parent / "dialogues").glob("*.txt"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
async def test_the_dialogue_goes_as_written(script: Path) -> None:
    await play(script.read_text(encoding="utf-8"), KNOWLEDGE, MemoryAppointments(lambda: desks_of(KNOWLEDGE)))


async def test_who_wishes_a_day_on_which_the_operators_have_closed_the_desk_is_told_so() -> None:
    saturday = date(2026, 12, 5)
    closed = replace(KNOWLEDGE, closures=(Closure("cesano-boscone", saturday, saturday, service="ti-ascolto"),))
    script = """
C: c'è posto sabato 5 dicembre? {book ti-ascolto}
A: sabato 5 dicembre lo sportello è chiuso
A- [sab 5 dic"""

    await play(script, closed, MemoryAppointments(lambda: desks_of(closed)))


async def test_who_wishes_the_patron_saints_day_is_told_that_it_is_a_feast() -> None:
    cesano = KNOWLEDGE.municipalities["cesano-boscone"]
    feast = replace(cesano, comune=cesano.comune.model_copy(update={"patron_saint": "12-09"}))
    known = replace(KNOWLEDGE, municipalities={**KNOWLEDGE.municipalities, "cesano-boscone": feast})
    script = """
C: c'è posto mercoledì 9 dicembre? {book ti-ascolto}
A: mercoledì 9 dicembre è festa e lo sportello è chiuso
A- [mer 9 dic"""

    await play(script, known, MemoryAppointments(lambda: desks_of(known)))
