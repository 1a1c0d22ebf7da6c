"""Closures that operators enter: the agenda shows them at once, nobody is written down on them, and who had booked is listed."""

from collections.abc import Iterator

import pytest

from bot.booking.slots import Slot
from bot.knowledge.live import LiveKnowledge
from tests.console.citizens import writes
from tests.console.desks import PLACE, Diary, day_of, key, words_of
from tests.console.person import Person
from tests.storage.desk import Desk


@pytest.fixture
async def rosa(staffed: object, desk: Desk) -> int:
    return await writes(desk, "vorrei un appuntamento")


@pytest.fixture
async def slot(diary: Diary) -> Slot:
    return (await diary.free())[0]


@pytest.fixture(autouse=True)
def _forgotten(knowledge: LiveKnowledge) -> Iterator[None]:
    yield
    knowledge.know_closures(())


async def closes(anna: Person, slot: Slot, desk: str = "borgo/ti-ascolto", text: str = "Corso del personale") -> None:
    """As the municipality's operator, who may know nothing of the agenda."""
    answer = await anna.sends("/closures", desk=desk, first_day=day_of(slot), text=text)
    assert answer.headers["location"].endswith("done=closure")


@pytest.mark.parametrize("desk", ["borgo/ti-ascolto", "borgo"])
@pytest.mark.parametrize("view", ["week", "day"])
async def test_a_closed_day_is_shown_closed_and_nothing_on_it_free(
    anna: Person, dora: Person, slot: Slot, view: str, desk: str
) -> None:
    await closes(anna, slot, desk)
    for path in (f"{PLACE}?view={view}&day={day_of(slot)}", f"{PLACE}/part?view={view}&day={day_of(slot)}"):
        page = (await dora.opens(path)).text
        assert "Chiusura straordinaria: Corso del personale" in words_of(page)
        assert f"slot={slot.token}" not in page
    assert f'value="{slot.token}"' not in (await dora.opens(f"{PLACE}/new")).text


async def test_a_closure_of_another_desk_closes_nothing_here(anna: Person, dora: Person, slot: Slot) -> None:
    await closes(anna, slot, "borgo/segretariato-sociale")
    page = (await dora.opens(f"{PLACE}?view=day&day={day_of(slot)}")).text

    assert "Chiusura" not in words_of(page) and f"slot={slot.token}" in page


async def test_nobody_is_written_down_on_a_closed_day(anna: Person, dora: Person, diary: Diary, slot: Slot) -> None:
    await closes(anna, slot)
    form = {"name": "Ada Verdi", "key": key()}
    pressed = await dora.sends(f"{PLACE}/new", slot=slot.token, **form)
    typed = await dora.sends(f"{PLACE}/new", day=day_of(slot), hour="07:15", **form)

    for answer in (pressed, typed):
        assert answer.status_code == 422
        assert "lo sportello è chiuso" in words_of(answer.text) and "Ada Verdi" in answer.text
    assert await diary.all() == []


async def test_the_same_form_may_be_sent_again_for_another_day(
    anna: Person, dora: Person, diary: Diary, slot: Slot
) -> None:
    await closes(anna, slot)
    other = next(free for free in await diary.free() if free.day != slot.day)
    form = {"name": "Ada Verdi", "key": key()}
    for token in (slot.token, other.token):
        answer = await dora.sends(f"{PLACE}/new", slot=token, **form)

    assert answer.status_code == 303
    assert [a.slot for a in await diary.all()] == [other]


async def test_who_had_booked_on_that_day_is_listed_and_cannot_be_moved_into_it(
    anna: Person, dora: Person, diary: Diary, rosa: int, slot: Slot, desk: Desk
) -> None:
    booked = await diary.books(rosa, slot)
    ugo = await writes(desk, "anche io", address="ugo")
    later = next(free for free in await diary.free() if free.day != slot.day)
    other = await diary.books(ugo, later, "Ugo Neri")
    await closes(anna, slot)
    shown = words_of((await dora.opens(PLACE)).text)
    assert "Appuntamenti in giorni di chiusura" in shown
    assert "Rosa Bianchi" in shown.partition("giorni di chiusura")[2].partition("Lista d'attesa")[0]

    moved = await dora.sends(f"{PLACE}/appointments/{other.id}/move", day=day_of(slot), hour="07:15", key=key())
    assert moved.status_code == 422 and "lo sportello è chiuso" in words_of(moved.text)
    await dora.sends(f"{PLACE}/appointments/{booked.id}/call-off", key=key())
    assert "Appuntamenti in giorni di chiusura" not in words_of((await dora.opens(PLACE)).text)


async def test_operators_read_of_nobody(anna: Person, diary: Diary, rosa: int, slot: Slot) -> None:
    await diary.books(rosa, slot)
    await closes(anna, slot)
    page = (await anna.opens(f"{PLACE}?day={day_of(slot)}")).text

    assert "Chiusura straordinaria" in words_of(page) and "Occupato" in words_of(page)
    assert "Rosa" not in page and "Appuntamenti in giorni di chiusura" not in page


async def test_a_closure_rings_at_the_open_agenda(anna: Person, dora: Person, slot: Slot) -> None:
    async with dora.listens() as ear:
        await ear.hears("agenda")
        await ear.hears("agenda")
        await closes(anna, slot)
        await ear.hears("agenda")
