"""What a citizen may do with a diary: hold, book, move, cancel, confirm, be late."""

from dataclasses import replace
from uuid import UUID, uuid4

from bot.booking.appointment import Appointment, Caller, Which, digits, new_code
from bot.booking.diary import Diary
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
from bot.booking.slots import Slot


def hold(
    diary: Diary, caller: Caller, slot: Slot, moving: bool = False, longer: bool = False
) -> Held | Taken | LimitReached:
    own = diary.open_of(caller.citizen, caller.now)
    if not moving and len(own) >= diary.desk.rules.open_appointments:
        return LimitReached(own)
    held = diary.hold_of(caller.citizen)
    until = min(caller.now + diary.desk.hold, slot.start)
    if held and held.slot == slot:
        # Not any longer than it was, unless that is asked: or one could keep it for ever.
        is_longer = longer and held.held_until is not None and held.held_until < until
        return Held(diary.put(replace(held, held_until=until)) if is_longer else held)
    if slot not in diary.free(caller.now):
        return Taken(slot, diary.others(slot, caller.now))
    release(diary, caller)
    return Held(diary.put(Appointment(uuid4(), slot, "held", new_code(), caller.citizen, held_until=until)))


def release(diary: Diary, caller: Caller) -> Released:
    held = diary.hold_of(caller.citizen)
    if held:
        diary.let_go(held, "released")
    return Released(held.slot if held else None)


def book(diary: Diary, caller: Caller, hold: UUID, name: str, phone: str = "") -> Booked | HoldExpired | LimitReached:
    held = diary.appointments.get(hold)
    if held is None or held.citizen != caller.citizen:
        return HoldExpired()
    if held.is_open(caller.now):
        # Said "yes" twice.
        return Booked(held)
    if held.status != "held":
        is_free = held.slot in diary.free(caller.now)
        return HoldExpired(held.slot if is_free else None, diary.others(held.slot, caller.now))
    own = diary.open_of(caller.citizen, caller.now)
    if len(own) >= diary.desk.rules.open_appointments or _came_from_elsewhere(diary, caller, name, phone):
        diary.let_go(held, "released")
        return LimitReached(own)
    booked = replace(
        held, status="booked", name=name, phone=phone, held_until=None, is_offered=False, settled_at=caller.now
    )
    stop_waiting(diary, caller.citizen)
    return Booked(diary.put(booked))


def stop_waiting(diary: Diary, citizen: str) -> None:
    """Who has an appointment waits for none."""
    if place := diary.place_of(citizen):
        del diary.places[place.id]


def _came_from_elsewhere(diary: Diary, caller: Caller, name: str, phone: str) -> bool:
    """Whether the same person has an appointment that was booked in another chat, or by phone."""
    same = (digits(phone), _words(name))
    others = [a for a in diary.appointments.values() if a.is_open(caller.now) and a.citizen != caller.citizen]
    found = sum((digits(a.phone), _words(a.name)) == same for a in others)
    return bool(same[0]) and found >= diary.desk.rules.open_appointments


def _words(name: str) -> list[str]:
    return sorted(name.casefold().split())


def move(diary: Diary, caller: Caller, which: Which, slot: Slot) -> Moved | Taken | TooLate | NotFound:
    found = _called_off(diary, caller, which) or _changeable(diary, caller, which)
    if not isinstance(found, Appointment):
        return found
    held = diary.hold_of(caller.citizen)
    if found.status == "booked" and slot == found.slot:
        release(diary, caller)
        return Moved(found, found.slot)
    if slot not in diary.free(caller.now, but=held.id if held else None):
        return Taken(slot, diary.others(slot, caller.now))
    release(diary, caller)
    stop_waiting(diary, caller.citizen)
    return Moved(diary.put(moved(found, slot, caller)), found.slot)


def _called_off(diary: Diary, caller: Caller, which: Which) -> Appointment | None:
    """An appointment that the citizen has lost to the desk and may have at another time."""
    found = diary.appointments.get(which) if isinstance(which, UUID) else None
    if found is None or found.citizen != caller.citizen or found.status != "called_off" or found.start <= caller.now:
        return None
    has_another = len(diary.open_of(caller.citizen, caller.now)) >= diary.desk.rules.open_appointments
    return None if has_another else found


def moved(appointment: Appointment, slot: Slot, caller: Caller) -> Appointment:
    """The same appointment at another time: whoever had confirmed or was late had meant the old one."""
    return replace(
        appointment.known(),
        slot=slot,
        status="booked",
        # Who has the code and writes from a new talk is told there.
        citizen=appointment.citizen or caller.citizen or None,
        sequence=appointment.sequence + 1,
        settled_at=caller.now,
        confirmed_at=None,
        reminded_at=None,
        late_minutes=None,
        late_at=None,
        late_seen_at=None,
    )


def cancel(diary: Diary, caller: Caller, which: Which) -> Cancelled | TooLate | NotFound:
    found = _changeable(diary, caller, which)
    if not isinstance(found, Appointment):
        return found
    return Cancelled(diary.put(replace(found.known(), status="cancelled", sequence=found.sequence + 1)))


def _changeable(diary: Diary, caller: Caller, which: Which) -> Appointment | TooLate | NotFound:
    found = diary.find(which, caller.citizen, caller.now)
    if found is None:
        return NotFound()
    return found if diary.desk.may_change(found.start, caller.now) else TooLate(found)


def confirm(diary: Diary, caller: Caller, which: Which) -> Confirmed | NotFound:
    found = diary.find(which, caller.citizen, caller.now)
    if found is None:
        return NotFound()
    return Confirmed(diary.put(replace(found, confirmed_at=found.confirmed_at or caller.now)))


def late(diary: Diary, caller: Caller, which: Which, minutes: int | None = None) -> LateNoted | NotFound:
    found = diary.find(which, caller.citizen, caller.now)
    if found is None:
        return NotFound()
    return LateNoted(diary.put(replace(found, late_minutes=minutes, late_at=caller.now, late_seen_at=None)))
