"""What the waiting list keeps of a wish: the span of all that was said, and never what was refused."""

from datetime import datetime, timedelta

import pytest

from bot.booking.appointment import Caller
from bot.booking.desk import desks_of
from bot.booking.memory import MemoryAppointments
from bot.booking.slots import Slot
from bot.booking.slots import Wish as Waited
from bot.console.agenda.wishes import wish_in_words
from bot.knowledge.base import load
from bot.times import moment_of
from tests.booking.script import play
from tests.cast import ROOT, WEDNESDAY

KNOWLEDGE = load(ROOT / "knowledge")
LISTENING = "cesano-boscone/ti-ascolto"


async def waited(words: str) -> Waited:
    """What stands on the list after these words, on a desk at which nothing is free."""
    appointments = MemoryAppointments(lambda: desks_of(KNOWLEDGE))
    await all_taken(appointments, WEDNESDAY)
    await play(
        f"C: vorrei un appuntamento, {words} {{book ti-ascolto}}\nC: {words}\nC: mi metta in lista",
        KNOWLEDGE,
        appointments,
    )
    place = await appointments.place("rosa", LISTENING)
    assert place
    return place.wish


async def all_taken(appointments: MemoryAppointments, now: datetime) -> None:
    for number, slot in enumerate(await appointments.free(LISTENING, now)):
        caller = Caller(f"other {number}", f"o{number}", now - timedelta(minutes=1))
        held = await appointments.hold(caller, slot)
        await appointments.book(Caller(caller.citizen, f"b{number}", caller.now), held.hold.id, f"Persona {number}")  # type: ignore[union-attr]


def slot(day: str, hour: str) -> Slot:
    start = moment_of(datetime.fromisoformat(day).date(), datetime.fromisoformat(f"2026-01-01T{hour}").time())
    return Slot(start, start + timedelta(hours=1), LISTENING)


@pytest.mark.parametrize(
    ("words", "suits", "suits_not", "shown"),
    [
        ("mai di mercoledì", [("2026-11-27", "16:00")], [("2026-12-02", "16:00")], "mai mercoledì"),
        ("non posso il sabato", [("2026-12-02", "16:00")], [("2026-11-28", "09:00")], "mai sabato"),
        (
            "la settimana prossima ma non il 4 dicembre",
            [("2026-12-02", "16:00"), ("2026-12-05", "09:00")],
            [("2026-12-04", "16:00"), ("2026-12-09", "16:00")],
            "mai venerdì 4 dicembre",
        ),
        ("prima delle 11", [("2026-11-28", "10:00")], [("2026-11-28", "11:00")], "entro le 10:59"),
    ],
)  # fmt: skip
async def test_what_was_refused_is_not_offered(
    words: str, suits: list[tuple[str, str]], suits_not: list[tuple[str, str]], shown: str
) -> None:
    wish = await waited(words)

    assert all(wish.is_met_by(slot(*each)) for each in suits)
    assert not any(wish.is_met_by(slot(*each)) for each in suits_not)
    assert shown in wish_in_words(wish, "qualsiasi momento")
