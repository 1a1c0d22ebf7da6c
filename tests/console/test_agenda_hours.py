"""Hours closed and opened, weekly hours, and the calendar's secret address."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from bot.booking.appointment import Appointment
from bot.booking.slots import Slot
from bot.times import local
from tests.console.citizens import writes
from tests.console.desks import PLACE, Diary, day_of, key, key_in, words_of
from tests.console.person import Person
from tests.storage.desk import Desk


@pytest.fixture
async def rosa(staffed: object, desk: Desk) -> int:
    return await writes(desk, "vorrei un appuntamento")


@pytest.fixture
async def slots(diary: Diary) -> list[Slot]:
    return await diary.free()


@pytest.fixture
async def booked(diary: Diary, rosa: int, slots: list[Slot]) -> Appointment:
    return await diary.books(rosa, slots[0])


async def test_a_day_without_appointments_is_closed_at_once(dora: Person, diary: Diary, slots: list[Slot]) -> None:
    form = {"first": day_of(slots[0]), "key": key()}
    assert (await dora.sends(f"{PLACE}/blocks", **form)).status_code == 303

    assert slots[0].day not in {slot.day for slot in await diary.free()}
    assert "tutto il giorno" in words_of((await dora.opens(f"{PLACE}?view=day&day={day_of(slots[0])}")).text)


async def test_over_appointments_they_are_listed_first_and_then_called_off(
    dora: Person, diary: Diary, rosa: int, booked: Appointment, slots: list[Slot]
) -> None:
    form = {"first": day_of(booked.slot), "key": key()}
    asked = await dora.sends(f"{PLACE}/blocks", **form)

    assert asked.status_code == 409
    assert "Rosa Bianchi" in asked.text and f'name="agreed" value="{booked.id}"' in asked.text
    assert [a.status for a in await diary.all()] == ["booked"] and await diary.told(rosa) == []
    agreed = {**form, "key": key_in(asked.text), "agreed": str(booked.id)}
    assert [(await dora.sends(f"{PLACE}/blocks", **agreed)).status_code for _ in range(2)] == [303, 303]
    ((said, options),) = await diary.told(rosa)
    assert "annullato" in said and options
    assert len((await diary.desk.diary("borgo/ti-ascolto")).blocks) == 1


async def test_whoever_books_while_one_reads_the_list_is_listed_too(
    dora: Person, diary: Diary, booked: Appointment, slots: list[Slot], desk: Desk
) -> None:
    form = {"first": day_of(booked.slot), "last": day_of(slots[1]), "key": key()}
    await dora.sends(f"{PLACE}/blocks", **form)
    await diary.books(await writes(desk, "anche io", address="ugo"), slots[1], "Ugo Neri", "333 2")
    asked = await dora.sends(f"{PLACE}/blocks", **form, agreed=str(booked.id))

    assert asked.status_code == 409
    assert "guardi di nuovo" in asked.text and "Ugo Neri" in asked.text
    assert {a.status for a in await diary.all()} == {"booked"}


async def test_hours_are_closed_and_opened_again(dora: Person, diary: Diary, slots: list[Slot]) -> None:
    first, second = slots[0], slots[1]
    hours = {"opens": f"{first.at:%H:%M}", "closes": f"{local(first.end):%H:%M}"}
    form = {"first": day_of(first), **hours, "key": key()}
    assert (await dora.sends(f"{PLACE}/blocks", **form)).status_code == 303
    free = await diary.free()
    assert first not in free and second in free

    (block,) = (await diary.desk.diary("borgo/ti-ascolto")).blocks
    assert (await dora.sends(f"{PLACE}/blocks/{block}/remove", key=key())).status_code == 303
    assert first in await diary.free()
    assert (await dora.sends(f"{PLACE}/blocks/{block}/remove", key=key())).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"first": ""}, "Scriva il giorno"),
        ({"opens": "le otto"}, "Scriva il giorno"),
        ({"first": "2020-01-01"}, "viene prima del primo, o è già passato"),
        ({"opens": "18:00", "closes": "17:00"}, "viene prima del primo"),
    ],
)
async def test_a_block_that_cannot_be_is_explained(
    dora: Person, diary: Diary, slots: list[Slot], wrong: dict[str, str], said: str
) -> None:
    refused = await dora.sends(f"{PLACE}/blocks", **{"first": day_of(slots[0]), "key": key(), **wrong})

    assert refused.status_code == 422 and said in refused.text
    assert await diary.free() == slots


async def test_weekly_hours_are_added_and_taken_and_ended(dora: Person, diary: Diary, slots: list[Slot]) -> None:
    monday = slots[0].day + timedelta(days=7 - slots[0].day.weekday())
    form = {"how": "added", "weekday": 0, "opens": "09:00", "closes": "11:00", "first": monday.isoformat()}
    assert (await dora.sends(f"{PLACE}/hours", **form, key=key())).status_code == 303
    added = [slot for slot in await diary.free() if slot not in slots]
    assert {slot.day.weekday() for slot in added} == {0}
    assert {f"{slot.at:%H:%M}" for slot in added} == {"09:00", "10:00"}

    taken = {**form, "how": "taken", "opens": "10:00", "key": "k" * 32}
    for _ in range(2):
        assert (await dora.sends(f"{PLACE}/hours", **taken)).status_code == 303
    assert {f"{slot.at:%H:%M}" for slot in await diary.free() if slot not in slots} == {"09:00"}
    kept = (await diary.desk.diary("borgo/ti-ascolto")).series
    assert len(kept) == 2
    for id in kept:
        assert (await dora.sends(f"{PLACE}/hours/{id}/end", key=key())).status_code == 303
    assert await diary.free() == slots


@pytest.mark.parametrize("wrong", [{"opens": "12:00"}, {"first": ""}, {"last": "2020-01-01"}, {"closes": "x"}])
async def test_weekly_hours_that_cannot_be_stay_in_the_form(dora: Person, diary: Diary, wrong: dict[str, str]) -> None:
    form = {"how": "taken", "weekday": 4, "opens": "09:00", "closes": "11:00", "first": "2026-12-01", "key": key()}
    refused = await dora.sends(f"{PLACE}/hours", **{**form, **wrong})

    assert refused.status_code == 422
    assert 'value="4" selected' in refused.text and 'value="taken" checked' in refused.text
    assert (await diary.desk.diary("borgo/ti-ascolto")).series == {}


async def test_the_calendars_address_is_shown_once_and_can_be_revoked(
    dora: Person, booked: Appointment, site: str
) -> None:
    pressed = key()
    made = (await dora.sends(f"{PLACE}/calendar", key=pressed)).text
    address = made.split('<code class="secret">')[1].split("</code>")[0]
    again = (await dora.sends(f"{PLACE}/calendar", key=pressed)).text
    listed = (await dora.opens(f"{PLACE}/calendar")).text
    assert address.startswith(f"{site}/agenda/")
    assert "/agenda/" + address.split("/agenda/")[1] not in again + listed
    assert "non si può mostrare di nuovo" in again

    calendar = Calendar.from_ical((await dora.client.get(address)).content)
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == booked.start
    assert "Rosa" not in calendar.to_ical().decode()
    id = listed.split("/revoke")[0].rsplit("/", 1)[1]
    assert (await dora.sends(f"{PLACE}/calendar/{id}/revoke")).status_code == 303
    assert (await dora.client.get(address)).status_code == 404
