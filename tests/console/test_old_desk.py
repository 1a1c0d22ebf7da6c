"""The booking block of an entry is taken out while citizens are still expected: their psychologist sees them, and can call them off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.booking.slots import Slot
from bot.knowledge.live import LiveKnowledge
from tests.console.citizens import writes
from tests.console.desks import PLACE, Diary, day_of, key, words_of
from tests.console.person import Person
from tests.folder import write
from tests.storage.desk import Desk

ENTRY = Path("borgo") / "ti-ascolto.yaml"


@pytest.fixture
async def slot(diary: Diary, desk: Desk, staffed: object) -> Slot:
    """Rosa's."""
    free = await diary.free()
    await diary.books(await writes(desk, "vorrei un appuntamento"), free[0])
    return free[0]


@pytest.fixture
def without_booking(knowledge: LiveKnowledge, slot: Slot) -> Iterator[None]:
    file = knowledge.folder / ENTRY
    good = file.read_bytes()
    write(file, {name: value for name, value in yaml.safe_load(good).items() if name != "booking"})
    yield
    file.write_bytes(good)
    knowledge.know_desks(())


@pytest.mark.usefixtures("without_booking")
async def test_who_comes_is_still_seen_and_can_be_called_off(dora: Person, diary: Diary, slot: Slot) -> None:
    page = words_of((await dora.opens(f"{PLACE}?view=day&day={day_of(slot)}")).text)
    assert "Rosa Bianchi" in page and "non è più tra quelli che danno appuntamenti" in page
    [appointment] = await diary.all()
    await dora.sends(f"{PLACE}/appointments/{appointment.id}/call-off", key=key())

    assert [a.status for a in await diary.all()] == ["called_off"]


@pytest.mark.usefixtures("without_booking")
async def test_nobody_can_be_written_down_there(dora: Person) -> None:
    assert 'value="20' not in (await dora.opens(f"{PLACE}/new")).text
