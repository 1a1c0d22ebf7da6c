"""Finding a time: the next free slots, those that meet a wish, the nearest where none does."""

from datetime import time, timedelta

from bot.booking.slots import Slot, open_days, slot_of, slots_on
from bot.booking.wishes import Unclear, Wished, read_wish, refined
from bot.dialogue.booking.holding import hold
from bot.dialogue.booking.offers import MOST, NEAREST, near, offered, start, suiting, varied
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import option, when
from bot.dialogue.turn import Decision
from bot.times import holiday, spoken_date

SLACK = timedelta(minutes=45)
"""An hour that is so near to a slot's means that slot where nothing else is free at it: "alle 5 e un quarto" is the slot at 17."""


async def next_free(visit: Visit) -> Decision:
    """The next free slots, of several days."""
    free = await free_slots(visit)
    if not free:
        return nothing_free(visit)
    said = visit.phrases.offer.format(who=visit.who)
    return offered(visit, [said], shown := varied(free), more=len(free) > len(shown), wish="")


async def others(visit: Visit) -> Decision:
    """Slots that were not shown yet: of the wish, then any."""
    free = await free_slots(visit)
    if not free:
        return nothing_free(visit)
    reading = read_wish(visit.errand.wish, visit.turn.now)
    new = [slot for slot in free if slot.token not in visit.errand.shown]
    wished = suiting(new, reading) if reading else []
    left = wished or new
    if not left:
        return offered(visit.with_errand(shown=()), [visit.phrases.no_more], varied(free), more=False, wait=True)
    shown = varied(left)
    return offered(visit, [visit.phrases.offer_more], shown, more=len(new) > len(shown), wait=len(new) <= len(shown))


async def propose(visit: Visit, text: str, reading: Wished | Unclear, *, is_asked: bool = False) -> Decision:
    """What there is for a wish; a single slot that meets it is held at once, unless the citizen only asks."""
    free = await free_slots(visit)
    if not free:
        return nothing_free(visit.with_errand(wish=text))
    found = suiting(free, reading)
    if isinstance(reading, Unclear):
        return await _unclear(visit, text, reading, found, free)
    if not found:
        found = _nearly(free, reading)
    if not found:
        return _none(visit, text, reading, free)
    is_soon = any(frame.soon for frame in reading.any_of)
    if len(found) == 1 or (is_soon and not is_asked):
        return await hold(visit.with_errand(wish=text), found[0])
    shown = varied(found)
    more = len(free) > len(shown)
    return offered(visit, [visit.phrases.offer_wished], shown, more=more, wish=text)


async def propose_refined(visit: Visit, text: str, reading: Wished | Unclear, *, is_asked: bool = False) -> Decision:
    """The wish within the one before it: "sabato 5", then "verso le nove"; alone where both together leave nothing.

    Whoever moves an appointment and says an hour means the same day, if it can be had.
    """
    before = read_wish(visit.errand.wish or visit.errand.before, visit.turn.now)
    if isinstance(before, Wished) and isinstance(reading, Wished) and (both := refined(before, reading)):
        free = await free_slots(visit)
        if suiting(free, both) or _nearly(free, both) or not suiting(free, reading):
            together = f"{visit.errand.wish or visit.errand.before} {text}"
            return await propose(visit, together, both, is_asked=is_asked)
    return await propose(visit, text, reading, is_asked=is_asked)


def _nearly(free: list[Slot], wish: Wished) -> list[Slot]:
    """The slots of the day wished that begin nearly at the hour wished."""
    return [
        slot
        for slot in free
        for frame in wish.any_of
        if frame.at and frame.day and frame.has_day(slot.day) and _apart(slot, frame.at) <= SLACK
    ]


def _apart(slot: Slot, hour: time) -> timedelta:
    begins = start(slot)
    return abs(begins - begins.replace(hour=hour.hour, minute=hour.minute))


async def _unclear(visit: Visit, text: str, reading: Unclear, found: list[Slot], free: list[Slot]) -> Decision:
    """Slots of every day that may be meant: choosing one tells which."""
    phrases = visit.phrases
    possible = [wish for wish in reading.perhaps if suiting(free, wish)]
    if len(possible) == 1 and reading.why in ("today", "next"):
        return await propose(visit, text, possible[0], is_asked=True)
    if reading.why in ("today", "next", "mismatch") and found:
        said = phrases.mismatch if reading.why == "mismatch" else phrases.which_day
        return offered(visit, [said], varied(found), more=True, wish=text)
    if reading.why == "past" and found:
        day = spoken_date(found[0].day)
        return offered(visit, [phrases.over_perhaps.format(day=day)], varied(found), more=True, wish=text)
    if reading.perhaps:
        return _none(visit, text, reading.perhaps[0], free)
    said = phrases.no_such_day if reading.why == "no_such_day" else phrases.over
    return offered(visit, [said], varied(free), more=len(free) > MOST, wish="")


def _none(visit: Visit, text: str, wish: Wished, free: list[Slot]) -> Decision:
    """Why nothing meets the wish, and what comes nearest."""
    instead = near(free, wish)
    more = len(free) > len(instead)
    return offered(visit, [_why_not(visit, wish, free)], instead, more=more, wait=True, wish=text)


def _why_not(visit: Visit, wish: Wished, free: list[Slot]) -> str:
    phrases, desk, now = visit.phrases, visit.desk, visit.turn.now
    last = open_days(desk, now)[-1]
    firsts = [frame.first for frame in wish.any_of if frame.first]
    if firsts and min(firsts) > last and len(firsts) == len(wish.any_of):
        return phrases.too_far.format(day=spoken_date(last))
    if len(wish.days) != 1 or len(wish.any_of) != 1:
        return phrases.not_so
    day, spoken = wish.days[0], spoken_date(wish.days[0])
    if not slots_on(desk, day):
        named = holiday(day) or desk.hours.is_holiday(day)
        return (phrases.holiday if named else phrases.closed).format(day=spoken)
    soonest = now + timedelta(hours=desk.rules.notice_hours)
    if all(start(slot) < soonest for slot in slots_on(desk, day)):
        return phrases.too_soon.format(day=spoken)
    if not any(slot.day == day for slot in free):
        return phrases.full.format(day=spoken)
    asked = next((slot for slot in slots_on(desk, day) if slot.at == wish.hour), None)
    return phrases.not_at.format(at=when(asked)) if asked else phrases.not_so


def nothing_free(visit: Visit) -> Decision:
    words = visit.phrases.options
    options = [option(words.wait, "wait"), option(words.stop, "stop")] if visit.errand.kind == "book" else []
    return visit.says([visit.phrases.nothing_free], options, step="choosing", offered=())


async def free_slots(visit: Visit) -> list[Slot]:
    """What can be booked, with the slot that is kept for this very citizen."""
    free = await visit.appointments.free(visit.desk.id, visit.turn.now)
    held = visit.held if visit.errand.hold else None
    return sorted({*free, held}) if held and start(held) > visit.turn.now else free


def shown_last(visit: Visit) -> list[Slot]:
    """The slots on the screen."""
    return [slot for token in visit.errand.offered if (slot := slot_of(visit.desk, token))]


__all__ = ["NEAREST", "free_slots", "next_free", "nothing_free", "others", "propose", "shown_last"]
