"""Finding a time: the next free slots, and those that meet all that is wished."""

from datetime import time, timedelta

from bot.booking.slots import Slot, slot_of
from bot.booking.wishes import Unclear, Wished, added, read_wish
from bot.booking.wishes.adding import without_hours
from bot.booking.wishes.releasing import released
from bot.booking.wishes.remembered import as_text, from_text
from bot.dialogue.booking.holding import hold
from bot.dialogue.booking.offers import MOST, NEAREST, nothing_free, offered, start, suiting, varied
from bot.dialogue.booking.unmet import none_suits
from bot.dialogue.booking.visit import Visit
from bot.dialogue.turn import Decision
from bot.times import spoken_date

SLACK = timedelta(minutes=45)
"""An hour that is so near to a slot's means that slot where nothing else is free at it: "alle 5 e un quarto" is the slot at 17."""


async def next_free(visit: Visit) -> Decision:
    """The next free slots, of several days; nothing that was wished before holds any more."""
    visit = visit.with_errand(wished="")
    free = await free_slots(visit)
    if not free:
        return nothing_free(visit)
    said = visit.phrases.offer.format(who=visit.who)
    return offered(visit, [said], shown := varied(free), more=len(free) > len(shown))


async def others(visit: Visit) -> Decision:
    """Slots that were not shown yet: as wished, then any."""
    free, phrases = await free_slots(visit), visit.phrases
    if not free:
        return nothing_free(visit)
    wish = from_text(visit.errand.wished)
    new = [slot for slot in free if slot.token not in visit.errand.shown]
    as_wished = suiting(new, wish) if wish else []
    left = as_wished or new
    if not left:
        return offered(visit.with_errand(shown=()), [phrases.no_more], varied(free), more=False, wait=True)
    shown = varied(left)
    said = phrases.offer_otherwise if wish and not as_wished else phrases.offer_more
    return offered(visit, [said], shown, more=len(new) > len(shown), wait=len(new) <= len(shown))


async def propose(visit: Visit, text: str, reading: Wished | Unclear, *, is_asked: bool = False) -> Decision:
    """What there is for a wish with those before it that still hold; a single slot is held at once, unless the citizen only asks."""
    before = released(from_text(visit.errand.wished), text)
    free = await free_slots(visit)
    if isinstance(reading, Unclear):
        every = Unclear(reading.why, tuple(added(before, wish) for wish in reading.perhaps))
        return await _unclear(visit, every, before, free, is_asked=is_asked)
    return await _clear(visit, _of_the_same_day(visit, before, reading, free), before, free, is_asked=is_asked)


def _of_the_same_day(visit: Visit, before: Wished | None, wish: Wished, free: list[Slot]) -> Wished:
    """Whoever moves an appointment and says an hour means its day, if it can be had."""
    errand = visit.errand
    if before is None and errand.kind == "move" and errand.before and not any(f.has_days for f in wish.any_of):
        own = read_wish(errand.before, visit.turn.now)
        both = added(without_hours(own), wish) if isinstance(own, Wished) else wish
        return both if suiting(free, both) or _nearly(free, both) else wish
    return added(before, wish)


async def _clear(visit: Visit, wish: Wished, before: Wished | None, free: list[Slot], *, is_asked: bool) -> Decision:
    """The slots that meet all that is wished; the nearest, where none does, are only offered."""
    kept = visit.with_errand(wished=as_text(wish))
    if not free:
        return nothing_free(kept)
    found = suiting(free, wish) or _nearly(free, wish)
    if not found:
        return none_suits(kept, wish, before, free)
    is_soon = any(frame.soon for frame in wish.any_of)
    if len(found) == 1 or (is_soon and not is_asked):
        return await hold(kept, found[0])
    shown = varied(found)
    return offered(kept, [visit.phrases.offer_wished], shown, more=len(free) > len(shown))


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


async def _unclear(
    visit: Visit, reading: Unclear, before: Wished | None, free: list[Slot], *, is_asked: bool
) -> Decision:
    """Slots of every day that may be meant: choosing one tells which."""
    phrases, found = visit.phrases, suiting(free, reading)
    everything = Wished(tuple(frame for wish in reading.perhaps for frame in wish.any_of))
    kept = visit.with_errand(wished=as_text(everything)) if reading.perhaps else visit
    if not free:
        return nothing_free(kept)
    possible = [wish for wish in reading.perhaps if suiting(free, wish)]
    if len(possible) == 1 and reading.why in ("today", "next"):
        return await _clear(visit, possible[0], before, free, is_asked=True)
    if reading.why in ("today", "next", "mismatch") and found:
        said = phrases.mismatch if reading.why == "mismatch" else phrases.which_day
        return offered(kept, [said], varied(found), more=True)
    if reading.why == "past" and found:
        day = spoken_date(found[0].day)
        return offered(kept, [phrases.over_perhaps.format(day=day)], varied(found), more=True)
    if reading.perhaps:
        return none_suits(kept, reading.perhaps[0], before, free)
    said = phrases.no_such_day if reading.why == "no_such_day" else phrases.over
    wish = from_text(visit.errand.wished)
    left = (suiting(free, wish) if wish else []) or free
    return offered(visit, [said], varied(left), more=len(free) > MOST)


async def free_slots(visit: Visit) -> list[Slot]:
    """What can be booked, with the slot that is kept for this very citizen."""
    free = await visit.appointments.free(visit.desk.id, visit.turn.now)
    held = visit.held if visit.errand.hold else None
    return sorted({*free, held}) if held and start(held) > visit.turn.now else free


def shown_last(visit: Visit) -> list[Slot]:
    """The slots on the screen."""
    return [slot for token in visit.errand.offered if (slot := slot_of(visit.desk, token))]


__all__ = ["NEAREST", "free_slots", "next_free", "nothing_free", "others", "propose", "shown_last"]
