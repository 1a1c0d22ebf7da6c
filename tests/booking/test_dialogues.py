"""Whole dialogues, as small scripts (see script.py), over the diary in memory; the clock stands at Wednesday 25 November 2026, 10:30."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.booking.desk import desks_of
from bot.booking.memory import MemoryAppointments
from bot.knowledge.base import Knowledge, load
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


def _fully_booked() -> Knowledge:
    whole_year = Closure("cesano-boscone", date(2026, 11, 25), date(2027, 12, 5), service="ti-ascolto")
    return replace(KNOWLEDGE, closures=(whole_year,))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("sì", "è in lista d'attesa"),
        ("ok, mi metta in lista", "è in lista d'attesa"),
        ("quanto costa? {ask ti-ascolto costi}", "Se vuole la metto in lista d'attesa"),
        ("no grazie", "non prenoto niente"),
    ],
)
async def test_the_waiting_list_is_offered_where_nothing_is_free_and_taken_with_a_yes(answer: str, said: str) -> None:
    full = _fully_booked()
    script = (
        f"C: vorrei un appuntamento {{book ti-ascolto}}\nA: Se vuole la metto in lista d'attesa\nC: {answer}\nA: {said}"
    )

    await play(script, full, MemoryAppointments(lambda: desks_of(full)))


async def test_nobody_who_moves_an_appointment_is_offered_a_waiting_list() -> None:
    known = [KNOWLEDGE]
    appointments = MemoryAppointments(lambda: desks_of(known[0]))
    await play("C: sabato 5 alle 9, sono Rosa Bianchi {book ti-ascolto}\nC: sì\nA: confermato", KNOWLEDGE, appointments)
    known[0] = _fully_booked()
    script = """
C: sposto {move}
A: il suo appuntamento resta sabato 5 dicembre alle 9
A- lista d'attesa"""

    await play(script, known[0], appointments)


async def test_who_wishes_the_patron_saints_day_is_told_that_it_is_a_feast() -> None:
    cesano = KNOWLEDGE.municipalities["cesano-boscone"]
    feast = replace(cesano, comune=cesano.comune.model_copy(update={"patron_saint": "12-09"}))
    known = replace(KNOWLEDGE, municipalities={**KNOWLEDGE.municipalities, "cesano-boscone": feast})
    script = """
C: c'è posto mercoledì 9 dicembre? {book ti-ascolto}
A: mercoledì 9 dicembre è festa e lo sportello è chiuso
A- [mer 9 dic"""

    await play(script, known, MemoryAppointments(lambda: desks_of(known)))


@pytest.mark.parametrize("gives_another", [False, True])
async def test_who_is_expected_at_a_desk_that_gives_no_appointments_any_more_cancels_in_words(
    gives_another: bool,
) -> None:
    known = [KNOWLEDGE]
    appointments = MemoryAppointments(lambda: desks_of(known[0]))
    await play("C: venerdì 4 alle 17, sono Elsa Riva {book ti-ascolto}\nC: sì\nA: confermato", KNOWLEDGE, appointments)
    known[0] = _with_the_desk_given_up(gives_another)
    script = """
C: quando è il mio appuntamento? {ask}
A: venerdì 4 dicembre alle 17
A: Villa Marazzi
C: disdico {cancel}
A: venerdì 4 dicembre alle 17. Lo disdico?
C: sì
A: è disdetto
C: disdico {cancel}
A: telefoni direttamente"""

    await play(script, known[0], appointments)


def _with_the_desk_given_up(gives_another: bool) -> Knowledge:
    cesano = KNOWLEDGE.municipalities["cesano-boscone"]
    given_up = cesano.services["ti-ascolto"]
    services = {**cesano.services, "ti-ascolto": given_up.model_copy(update={"booking": None})}
    if gives_another:
        another = next(id for id in services if id != "ti-ascolto")
        changed = {"booking": given_up.booking, "hours": given_up.hours}
        services[another] = services[another].model_copy(update=changed)
    municipalities = {**KNOWLEDGE.municipalities, "cesano-boscone": replace(cesano, services=services)}
    return replace(KNOWLEDGE, municipalities=municipalities, old_desks=frozenset({"cesano-boscone/ti-ascolto"}))
