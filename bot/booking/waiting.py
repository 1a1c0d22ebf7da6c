"""The waiting list of a desk: who joins, who leaves, who is offered what became free."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from bot.booking.appointment import Appointment, Caller, Place, new_code
from bot.booking.diary import Diary, Notice
from bot.booking.outcomes import Left, LimitReached, Waiting
from bot.booking.slots import Slot, Wish
from bot.times import local

A_MOMENT = timedelta(microseconds=1)


def join(diary: Diary, caller: Caller, wish: Wish, name: str = "", phone: str = "") -> Waiting | LimitReached:
    own = diary.open_of(caller.citizen, caller.now)
    if len(own) >= diary.desk.rules.open_appointments:
        return LimitReached(own)
    place = diary.place_of(caller.citizen)
    if place:
        place = replace(place, wish=wish, name=name or place.name, phone=phone or place.phone)
    else:
        # Behind whoever has joined at the same moment.
        joined_at = max([caller.now, *(other.joined_at + A_MOMENT for other in diary.places.values())])
        place = Place(uuid4(), diary.desk.id, caller.citizen, wish, joined_at, name, phone)
    diary.places[place.id] = place
    return Waiting(place, diary.queue().index(place))


def leave(diary: Diary, caller: Caller) -> Left:
    """An offer that runs goes to the next."""
    place, held = diary.place_of(caller.citizen), diary.hold_of(caller.citizen)
    if held and held.is_offered:
        diary.let_go(held, "released")
    if place:
        del diary.places[place.id]
    return Left(was_waiting=place is not None)


def offer(diary: Diary, now: datetime, but: str = "") -> None:
    """What is free is kept for the first who waits for it, and each is told; one offer at a time, and none at night.

    `but` is a citizen who is just being answered, and is offered something a little later.
    """
    _end_what_is_over(diary, now)
    if not diary.places or not diary.desk.is_decent_hour(now):
        return
    for place in diary.queue():
        if place.citizen == but or place.citizen in diary.mute or diary.hold_of(place.citizen):
            continue
        if slot := _first_for(place, diary.free(now)):
            until = min(now + diary.desk.offer, slot.start)
            hold = Appointment(uuid4(), slot, "held", new_code(), place.citizen, held_until=until, is_offered=True)
            diary.tell("offer", diary.put(hold))


def _first_for(place: Place, free: list[Slot]) -> Slot | None:
    return next((slot for slot in free if place.wish.is_met_by(slot) and slot.start not in place.passed), None)


def _end_what_is_over(diary: Diary, now: datetime) -> None:
    for place in diary.queue():
        is_over = place.wish.last is not None and place.wish.last < local(now).date()
        if is_over and not diary.hold_of(place.citizen):
            del diary.places[place.id]
            diary.notices.append(Notice("waiting_over", place.citizen, diary.desk.id))
