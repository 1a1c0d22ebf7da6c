"""What a citizen may do at a desk, kept in memory and in the database alike."""

import asyncio
from datetime import time
from uuid import uuid4

from bot.booking.appointment import Appointment
from bot.booking.outcomes import (
    Booked,
    Cancelled,
    Confirmed,
    Held,
    HoldExpired,
    LateNoted,
    LimitReached,
    Moved,
    NotFound,
    Released,
    Taken,
    TooLate,
)
from bot.booking.slots import Wish
from tests.agenda.conftest import Arrives
from tests.agenda.people import DESK, FRIDAY_AT_4, FRIDAY_AT_5, SATURDAY_AT_9, Person, at, slot


async def test_the_free_slots_are_those_of_the_hours_and_meet_the_wish(rosa: Person) -> None:
    assert (await rosa.free())[:5] == [slot(27, 16), slot(27, 17), slot(27, 18), slot(27, 19), slot(28, 8)]
    early_on_saturday = Wish(weekdays=frozenset({5}), latest=time(9))
    found = await rosa.desk.free(DESK.id, rosa.clock.now, early_on_saturday)
    assert found == [slot(28, 8), slot(28, 9), slot(5, 8, month=12), slot(5, 9, month=12)]


async def test_a_slot_is_held_then_booked_and_nobody_else_is_offered_it(rosa: Person, ugo: Person) -> None:
    held = await rosa.holds(FRIDAY_AT_4)
    assert isinstance(held, Held)
    assert held.hold.held_until == at(25, 10, 40)
    assert await ugo.holds(FRIDAY_AT_4) == Taken(FRIDAY_AT_4, (slot(27, 17), slot(27, 18), slot(27, 19)))

    booked = await rosa.desk.book(rosa.asks(), held.hold.id, "Rosa Bianchi", "333 1111111")
    assert isinstance(booked, Booked)
    assert (booked.appointment.name, booked.appointment.phone) == ("Rosa Bianchi", "333 1111111")
    assert await rosa.own() == [booked.appointment]
    assert FRIDAY_AT_4 not in await ugo.free()


async def test_a_hold_ends_after_ten_minutes_and_the_slot_is_free_again(rosa: Person, ugo: Person) -> None:
    held = await rosa.holds(FRIDAY_AT_4)
    assert isinstance(held, Held)
    rosa.clock.passes(minutes=9, seconds=59)
    assert FRIDAY_AT_4 not in await ugo.free()
    rosa.clock.passes(seconds=1)
    assert FRIDAY_AT_4 in await ugo.free()

    again = await rosa.desk.book(rosa.asks(), held.hold.id, "Rosa")
    assert again == HoldExpired(FRIDAY_AT_4, (slot(27, 17), slot(27, 18), slot(27, 19)))
    await ugo.books(FRIDAY_AT_4)
    late = await rosa.desk.book(rosa.asks(), held.hold.id, "Rosa")
    assert isinstance(late, HoldExpired)
    assert late.slot is None


async def test_pressing_a_slot_again_and_again_does_not_keep_it_longer(rosa: Person, ugo: Person) -> None:
    for _ in range(3):
        held = await rosa.holds(FRIDAY_AT_4)
        assert isinstance(held, Held)
        assert held.hold.held_until == at(25, 10, 40)
        rosa.clock.passes(minutes=4)
    assert isinstance(await ugo.holds(FRIDAY_AT_4), Held)


async def test_who_asks_for_it_keeps_a_slot_as_long_again_as_if_it_were_chosen_now(rosa: Person, ugo: Person) -> None:
    await rosa.holds(FRIDAY_AT_4)
    rosa.clock.passes(minutes=8)

    longer = await rosa.desk.hold(rosa.asks(), FRIDAY_AT_4, longer=True)
    assert isinstance(longer, Held)
    assert longer.hold.held_until == at(25, 10, 48)
    rosa.clock.passes(minutes=9)
    assert FRIDAY_AT_4 not in await ugo.free()
    rosa.clock.passes(minutes=1)
    assert isinstance(await ugo.holds(FRIDAY_AT_4), Held)
    assert isinstance(await rosa.desk.hold(rosa.asks(), FRIDAY_AT_4, longer=True), Taken)


async def test_one_holds_one_slot_at_a_time(rosa: Person, ugo: Person) -> None:
    await rosa.holds(FRIDAY_AT_4)
    await rosa.holds(FRIDAY_AT_5)
    assert FRIDAY_AT_4 in await ugo.free()
    assert await rosa.desk.release(rosa.asks(), DESK.id) == Released(FRIDAY_AT_5)
    assert FRIDAY_AT_5 in await ugo.free()


async def test_the_same_message_asks_the_same_only_once(rosa: Person, ugo: Person) -> None:
    asked = rosa.asks("m1")
    first = await rosa.desk.hold(asked, FRIDAY_AT_4)
    assert isinstance(first, Held)
    assert await rosa.desk.hold(asked, FRIDAY_AT_4) == first
    booked = await rosa.desk.book(rosa.asks("m2"), first.hold.id, "Rosa")
    assert isinstance(booked, Booked)
    gone = await rosa.desk.cancel(rosa.asks("m3"), booked.appointment.id)
    assert await rosa.desk.cancel(rosa.asks("m3"), booked.appointment.id) == gone
    await ugo.books(FRIDAY_AT_4)

    # What another has since does not change what the message was answered.
    assert await rosa.desk.book(rosa.asks("m2"), first.hold.id, "Rosa") == booked
    assert await rosa.own() == []


async def test_the_same_message_id_of_two_citizens_is_two_messages(rosa: Person, ugo: Person) -> None:
    assert isinstance(await rosa.desk.hold(rosa.asks("m1"), FRIDAY_AT_4), Held)
    assert isinstance(await ugo.desk.hold(ugo.asks("m1"), FRIDAY_AT_4), Taken)


async def test_a_person_has_one_open_appointment(rosa: Person) -> None:
    first = await rosa.books(FRIDAY_AT_4)
    assert await rosa.holds(FRIDAY_AT_5) == LimitReached((first,))
    rosa.clock.now = FRIDAY_AT_4.end
    assert isinstance(await rosa.holds(slot(28, 9)), Held)


async def test_the_same_name_and_number_from_another_chat_is_the_same_person(rosa: Person, ugo: Person) -> None:
    held, other = await rosa.holds(FRIDAY_AT_4), await ugo.holds(FRIDAY_AT_5)
    assert isinstance(held, Held) and isinstance(other, Held)
    await rosa.desk.book(rosa.asks(), held.hold.id, "Rosa Bianchi", "+39 333 1111111")
    again = await ugo.desk.book(ugo.asks(), other.hold.id, "bianchi rosa", "3331111111")
    assert again == LimitReached(())
    assert FRIDAY_AT_5 in await ugo.free()


async def test_two_of_a_family_may_have_the_same_number(rosa: Person, ugo: Person) -> None:
    held, other = await rosa.holds(FRIDAY_AT_4), await ugo.holds(FRIDAY_AT_5)
    assert isinstance(held, Held) and isinstance(other, Held)
    await rosa.desk.book(rosa.asks(), held.hold.id, "Rosa", "02 123456")
    assert isinstance(await ugo.desk.book(ugo.asks(), other.hold.id, "Ugo", "02 123456"), Booked)


async def test_a_slot_that_the_desk_does_not_have_is_not_held(rosa: Person) -> None:
    for wrong in (slot(26, 16), slot(27, 15), slot(25, 16)):
        assert isinstance(await rosa.holds(wrong), Taken)


async def test_an_appointment_is_moved_with_its_id_and_code(rosa: Person, ugo: Person) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    moved = await rosa.desk.move(rosa.asks(), booked.id, SATURDAY_AT_9)
    assert isinstance(moved, Moved)
    assert moved.before == FRIDAY_AT_4
    assert (moved.appointment.id, moved.appointment.code) == (booked.id, booked.code)
    assert (moved.appointment.slot, moved.appointment.sequence) == (SATURDAY_AT_9, 1)
    assert isinstance(await ugo.holds(FRIDAY_AT_4), Held)


async def test_who_moves_may_hold_the_new_slot_while_deciding(rosa: Person, ugo: Person) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    assert isinstance(await rosa.desk.hold(rosa.asks(), SATURDAY_AT_9, moving=True), Held)
    assert isinstance(await ugo.holds(SATURDAY_AT_9), Taken)
    assert isinstance(await rosa.desk.move(rosa.asks(), booked.id, SATURDAY_AT_9), Moved)
    assert await rosa.desk.held(rosa.citizen, rosa.clock.now) is None


async def test_nobody_moves_or_cancels_what_is_anothers_but_with_its_code(rosa: Person, ugo: Person) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    assert await ugo.desk.move(ugo.asks(), booked.id, SATURDAY_AT_9) == NotFound()
    assert await ugo.desk.cancel(ugo.asks(), booked.id) == NotFound()
    assert await ugo.desk.cancel(ugo.asks(), uuid4()) == NotFound()
    assert await ugo.desk.cancel(ugo.asks(), "AAAAAAAA") == NotFound()
    assert await ugo.desk.cancel(ugo.asks(), "") == NotFound()

    by_code = booked.spoken_code.lower()
    assert await ugo.desk.find(by_code, ugo.clock.now) == booked
    assert isinstance(await ugo.desk.cancel(ugo.asks(), by_code), Cancelled)
    assert await rosa.own() == []


async def test_twelve_hours_before_it_is_too_late_to_move_or_cancel(rosa: Person) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    rosa.clock.now = at(27, 4)
    assert isinstance(await rosa.desk.confirm(rosa.asks(), booked.id), Confirmed)
    rosa.clock.passes(seconds=1)
    assert isinstance(await rosa.desk.cancel(rosa.asks(), booked.id), TooLate)
    assert isinstance(await rosa.desk.move(rosa.asks(), booked.id, SATURDAY_AT_9), TooLate)
    assert [a.id for a in await rosa.own()] == [booked.id]


async def test_to_be_late_is_noted_until_the_end(rosa: Person) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    rosa.clock.now = at(27, 15, 55)
    noted = await rosa.desk.late(rosa.asks(), booked.id, 15)
    assert isinstance(noted, LateNoted)
    assert (noted.appointment.late_minutes, noted.appointment.late_at) == (15, at(27, 15, 55))
    rosa.clock.now = at(27, 17)
    assert await rosa.desk.late(rosa.asks(), booked.id) == NotFound()


async def test_twenty_at_once_for_one_slot(arrives: Arrives) -> None:
    people = [await arrives(f"Persona {number}") for number in range(20)]
    outcomes = await asyncio.gather(*(person.holds(FRIDAY_AT_4) for person in people))
    assert sum(isinstance(outcome, Held) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Taken) for outcome in outcomes) == 19


def test_appointments_show_their_code_in_two_halves() -> None:
    appointment = Appointment(uuid4(), FRIDAY_AT_4, "booked", "ABCDEFGH")
    assert appointment.spoken_code == "ABCD-EFGH"
