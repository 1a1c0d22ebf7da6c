"""What is done in the agenda: written down, moved, called off, marked; each once, and nothing typed lost."""

from datetime import timedelta

import pytest

from bot.booking.appointment import Appointment
from bot.booking.outcomes import Held
from bot.booking.slots import Slot
from tests.console.citizens import writes
from tests.console.conftest import Clock
from tests.console.desks import PLACE, Diary, day_of, key, key_in, later, words_of
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


async def test_a_booking_taken_by_phone_is_written_down_once(dora: Person, diary: Diary, slots: list[Slot]) -> None:
    form = {"slot": slots[0].token, "name": " Ada Verdi ", "phone": "", "key": key()}
    first, again = [await dora.sends(f"{PLACE}/new", **form) for _ in range(2)]

    assert (first.status_code, again.status_code) == (303, 303)
    (kept,) = await diary.all()
    assert (kept.name, kept.phone, kept.slot, kept.by, kept.citizen) == ("Ada Verdi", "", slots[0], "dora", None)
    assert slots[0] not in await diary.free()


async def test_any_day_and_hour_may_be_typed(dora: Person, diary: Diary, slots: list[Slot]) -> None:
    form = {"day": day_of(slots[0]), "hour": "07:15", "name": "Ada Verdi", "key": key()}
    assert (await dora.sends(f"{PLACE}/new", **form)).status_code == 303

    assert [f"{a.slot.at:%H:%M}" for a in await diary.all()] == ["07:15"]


async def test_a_slot_that_was_taken_meanwhile_keeps_what_was_typed_and_offers_others(
    dora: Person, diary: Diary, rosa: int, slots: list[Slot]
) -> None:
    page = (await dora.opens(f"{PLACE}/new?slot={slots[0].token}")).text
    await diary.books(rosa, slots[0])
    form = {"slot": slots[0].token, "name": "Ada Verdi", "phone": "02 1234", "key": key_in(page)}
    refused = await dora.sends(f"{PLACE}/new", **form)

    assert refused.status_code == 409
    assert "intanto è stato preso" in refused.text
    assert 'value="Ada Verdi"' in refused.text and 'value="02 1234"' in refused.text
    assert f'name="other" value="{slots[1].token}"' in refused.text
    form["key"] = key_in(refused.text)
    assert (await dora.sends(f"{PLACE}/new", **form, other=slots[1].token)).status_code == 303
    assert sorted(a.name for a in await diary.all()) == ["Ada Verdi", "Rosa Bianchi"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Scriva il nome"),
        ({"slot": ""}, "Scelga un posto"),
        ({"slot": "ieri"}, "Scelga un posto"),
        ({"slot": "", "day": "2026-13-01", "hour": "10:00"}, "Scelga un posto"),
        ({"slot": "", "day": "2020-01-08", "hour": "16:00"}, "già passato"),
        ({"slot": "", "day": "9999-12-31", "hour": "23:00"}, "troppo lontano"),
    ],
)
async def test_what_is_missing_is_said_and_the_rest_stays(
    dora: Person, diary: Diary, slots: list[Slot], wrong: dict[str, str], said: str
) -> None:
    form = {"slot": slots[0].token, "name": "Ada Verdi", "phone": "02 1234", "key": key(), **wrong}
    refused = await dora.sends(f"{PLACE}/new", **form)

    assert refused.status_code == 422
    assert said in refused.text and 'value="02 1234"' in refused.text
    assert await diary.all() == []


async def test_an_appointment_is_moved_and_the_citizen_told(
    dora: Person, diary: Diary, rosa: int, booked: Appointment, slots: list[Slot]
) -> None:
    form = {"slot": slots[2].token, "key": key()}
    moved = [await dora.sends(f"{PLACE}/appointments/{booked.id}/move", **form) for _ in range(2)]

    assert [response.status_code for response in moved] == [303, 303]
    (kept,) = await diary.all()
    assert (kept.slot, kept.sequence) == (slots[2], booked.sequence + 1)
    assert len(await diary.told(rosa)) == 1


async def test_where_somebody_else_comes_nobody_is_moved_to(
    dora: Person, diary: Diary, booked: Appointment, slots: list[Slot], desk: Desk
) -> None:
    await diary.books(await writes(desk, "anche io", address="ugo"), slots[1], "Ugo Neri", "333 2")
    form = {"slot": slots[1].token, "key": key()}
    refused = await dora.sends(f"{PLACE}/appointments/{booked.id}/move", **form)

    assert refused.status_code == 409
    assert "intanto è stato preso" in refused.text and 'name="other"' in refused.text
    assert {a.slot for a in await diary.all()} == {slots[0], slots[1]}


async def test_who_is_called_off_is_told_once_and_offered_others(
    dora: Person, diary: Diary, rosa: int, booked: Appointment
) -> None:
    for _ in range(2):
        gone = await dora.sends(f"{PLACE}/appointments/{booked.id}/call-off", key="k" * 32)
        assert gone.status_code == 303
    again = await dora.sends(f"{PLACE}/appointments/{booked.id}/call-off", key=key())
    ((said, options),) = await diary.told(rosa)

    assert "annullato" in said and len(options) == 3
    assert again.status_code == 409 and "è cambiato" in again.text


async def test_whether_somebody_came_is_marked_and_taken_back(
    dora: Person, diary: Diary, booked: Appointment, clock: Clock
) -> None:
    place = f"{PLACE}/appointments/{booked.id}"
    assert "È venuto" not in words_of((await dora.opens(place)).text)
    # Also long after: the diary is not read that far back for anything else.
    clock.ahead = later(booked.start, days=5)
    await dora.logs_in("dora")
    assert "È venuto" in words_of((await dora.opens(place)).text)
    statuses = []
    for what in ("came", "absent", "booked"):
        assert (await dora.sends(f"{place}/mark", what=what, key=key())).status_code == 303
        statuses += [a.status for a in await diary.all()]

    assert statuses == ["came", "absent", "booked"]


async def test_an_appointment_that_there_is_not_cannot_be_touched(dora: Person, diary: Diary, rosa: int) -> None:
    hold = (await diary.free())[0]
    held = await diary.desk.hold(await diary.caller(rosa), hold)
    assert isinstance(held, Held)
    for id in ("00000000-0000-0000-0000-0000000003e7", held.hold.id):
        for what in ("", "/move"):
            assert (await dora.opens(f"{PLACE}/appointments/{id}{what}")).status_code == 404
        assert (await dora.sends(f"{PLACE}/appointments/{id}/call-off", key=key())).status_code == 404


async def test_a_form_of_the_agenda_from_another_page_does_nothing(
    dora: Person, diary: Diary, booked: Appointment
) -> None:
    place = f"/console{PLACE}/appointments/{booked.id}/call-off"
    strange = await dora.client.post(
        place, data={"csrf": dora.csrf, "key": key()}, headers={"Origin": "https://evil.example"}
    )
    without = await dora.client.post(place, data={"key": key()}, headers=dora.origin)

    assert (strange.status_code, without.status_code) == (403, 403)
    assert [a.status for a in await diary.all()] == ["booked"]


async def test_a_slot_of_the_same_hour_is_no_other_days(dora: Person, diary: Diary, slots: list[Slot]) -> None:
    """A form for a day beyond what citizens may book is taken."""
    far = slots[0].day + timedelta(days=70)
    form = {"day": far.isoformat(), "hour": "16:00", "name": "Ada Verdi", "key": key()}
    assert (await dora.sends(f"{PLACE}/new", **form)).status_code == 303
    assert [a.slot.day for a in await diary.all()] == [far]
