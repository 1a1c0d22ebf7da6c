"""The agenda as it is shown: to the psychologist with names, to operators without, and as soon as something changes."""

import pytest

from bot.queue import delivery
from bot.times import now
from tests.console.citizens import writes
from tests.console.conftest import Clock
from tests.console.desks import PLACE, Diary, day_of, key_in, later, words_of
from tests.console.person import Person
from tests.storage.desk import Desk

ROSA, PHONE = "Rosa Bianchi", "333 1111111"


@pytest.fixture
async def rosa(staffed: object, desk: Desk) -> int:
    return await writes(desk, "vorrei un appuntamento")


async def test_the_psychologist_is_led_to_the_agenda(dora: Person) -> None:
    assert (await dora.opens("/")).headers["location"] == "/console/agenda"
    assert (await dora.opens("/agenda")).headers["location"] == "/console/agenda/borgo/ti-ascolto"


async def test_who_has_no_desk_is_told_so(franco: Person) -> None:
    assert "Nessuno sportello dei suoi Comuni dà appuntamenti" in (await franco.opens("/agenda")).text


@pytest.mark.parametrize("view", ["week", "day"])
async def test_the_psychologist_sees_who_comes_and_what_is_free(
    dora: Person, diary: Diary, rosa: int, view: str
) -> None:
    taken, free, *_ = await diary.free()
    await diary.books(rosa, taken, ROSA)
    shown = (await dora.opens(f"{PLACE}?view={view}&day={day_of(taken)}")).text

    assert f"{taken.at:%H:%M} –" in words_of(shown) and ROSA in words_of(shown)
    assert (f"slot={free.token}" in shown) == (free.day == taken.day or view == "week")
    assert f"slot={taken.token}" not in shown


async def test_operators_see_that_a_slot_is_taken_and_never_by_whom(anna: Person, diary: Diary, rosa: int) -> None:
    slot = (await diary.free())[0]
    booked = await diary.books(rosa, slot, ROSA, PHONE)
    for path in (
        f"{PLACE}?day={day_of(slot)}",
        f"{PLACE}?view=day&day={day_of(slot)}",
        f"{PLACE}/part?day={day_of(slot)}",
    ):
        shown = (await anna.opens(path)).text
        assert "Occupato" in shown
        for secret in (ROSA, "Rosa", PHONE, str(booked.id), booked.code, booked.spoken_code, "Lista d'attesa"):
            assert secret not in shown, (path, secret)


async def test_a_booking_made_in_the_chat_rings_at_the_open_agenda(dora: Person, diary: Diary, rosa: int) -> None:
    slot = (await diary.free())[0]
    async with dora.listens() as ear:
        # At once, and again when the ear has begun to listen: something may have been missed until then.
        await ear.hears("agenda")
        await ear.hears("agenda")
        await diary.books(rosa, slot, ROSA)
        await ear.hears("agenda")

    assert ROSA in (await dora.opens(f"{PLACE}/part?day={day_of(slot)}")).text


async def test_who_comes_late_who_waits_and_who_has_to_be_called_are_listed(
    dora: Person, diary: Diary, rosa: int, desk: Desk
) -> None:
    slot, other, *_ = await diary.free()
    await diary.is_late(rosa, await diary.books(rosa, slot, ROSA), 20)
    ugo = await writes(desk, "anche io", address="ugo")
    called = await diary.books(ugo, other, "Ugo Neri", "333 2222222")
    ada = await writes(desk, "e io", address="ada")
    await diary.waits(ada, "Ada Verdi")
    await diary.is_mute(ugo)
    page = (await dora.opens(f"{PLACE}/appointments/{called.id}")).text
    await dora.sends(f"{PLACE}/appointments/{called.id}/call-off", key="k" * 32)
    shown = words_of((await dora.opens(f"{PLACE}?day={day_of(slot)}")).text)

    assert "In ritardo" in shown and "arriva circa 20 minuti dopo" in shown
    assert "Da chiamare" in shown and "Ugo Neri , telefono 333 2222222: annullato" in shown
    assert "Lista d'attesa" in shown and "Ada Verdi" in shown and "Lunedì" in shown
    assert "Ho telefonato" not in page
    told = await dora.sends(f"{PLACE}/appointments/{called.id}/told", key="t" * 32)
    assert told.status_code == 303
    assert "Da chiamare" not in words_of((await dora.opens(f"{PLACE}?day={day_of(slot)}")).text)


async def test_a_name_cannot_put_anything_into_the_page(dora: Person, diary: Diary, rosa: int) -> None:
    slot = (await diary.free())[0]
    booked = await diary.books(rosa, slot, "<b>Rosa</b>\u202e")
    for path in (f"?day={day_of(slot)}", f"/appointments/{booked.id}"):
        shown = (await dora.opens(PLACE + path)).text
        assert "<b>Rosa" not in shown and "&lt;b&gt;Rosa" in shown and "\u202e" not in shown


async def test_what_is_past_is_not_offered(dora: Person, diary: Diary, clock: Clock) -> None:
    first = (await diary.free())[0]
    clock.ahead = later(first.end, minutes=1)
    await dora.logs_in("dora")

    assert f"slot={first.token}" not in (await dora.opens(f"{PLACE}?view=day&day={day_of(first)}")).text


async def test_who_comes_late_is_ticked_as_seen_and_is_back_when_writing_again(
    dora: Person, diary: Diary, rosa: int
) -> None:
    slot = (await diary.free())[0]
    booked = await diary.books(rosa, slot, ROSA)
    await diary.is_late(rosa, booked, 20)
    place, tick = f"{PLACE}?day={day_of(slot)}", f"{PLACE}/appointments/{booked.id}/late-seen"
    page = (await dora.opens(place)).text
    assert f'action="/console{tick}"' in page
    answer = await dora.sends(tick, key=key_in(page), day=day_of(slot))
    assert answer.headers["location"] == f"/console{place}&done=agenda_late_seen"

    seen = words_of((await dora.opens(place)).text)
    assert "In ritardo" not in seen and "arriva circa 20 minuti dopo" in seen
    await diary.is_late(rosa, booked, 40)
    assert "In ritardo" in words_of((await dora.opens(place)).text)


async def test_an_operator_can_tick_nothing(anna: Person, diary: Diary, rosa: int) -> None:
    slot = (await diary.free())[0]
    booked = await diary.books(rosa, slot, ROSA)
    await diary.is_late(rosa, booked, 20)
    await anna.sends(f"{PLACE}/appointments/{booked.id}/late-seen", key="t" * 32)

    (kept,) = await diary.all()
    assert kept.late_seen_at is None


async def test_whose_notice_does_not_arrive_is_to_be_called_and_then_no_operators_business_any_more(
    anna: Person, dora: Person, diary: Diary, rosa: int, desk: Desk
) -> None:
    slot = (await diary.free())[0]
    booked = await diary.books(rosa, slot, ROSA)
    await dora.sends(f"{PLACE}/appointments/{booked.id}/call-off", key="c" * 32)
    notice = await desk.must_take()
    assert "annullato" in notice.reply.text
    async with dora.listens() as ear:
        await ear.hears("agenda")
        await ear.hears("agenda")
        async with desk.database.transaction() as session:
            await delivery.failed(session, notice, "63016", now())
        await ear.hears("agenda")

    assert "Da chiamare" in words_of((await dora.opens(f"{PLACE}?day={day_of(slot)}")).text)
    page = words_of((await dora.opens(f"{PLACE}/appointments/{booked.id}")).text)
    assert "è stato annullato e il messaggio che lo dice non è arrivato: la chiami lei" in page
    assert "Non consegnati" in (await anna.opens("/chats")).text

    await dora.sends(f"{PLACE}/appointments/{booked.id}/told", key="t" * 32)
    assert "Da chiamare" not in words_of((await dora.opens(f"{PLACE}?day={day_of(slot)}")).text)
    assert "Non consegnati" not in (await anna.opens("/chats")).text
