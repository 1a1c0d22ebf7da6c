"""No slot is as wished: why, which of the wishes cannot be met, and what comes nearest."""

from datetime import timedelta

from bot.booking.slots import Slot, open_days, slots_on
from bot.booking.wishes import Wished
from bot.booking.wishes.adding import without_days, without_hours
from bot.dialogue.booking.offers import near, offered, start, suiting
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.wishwords import days_in_words, hours_in_words
from bot.dialogue.booking.words import when
from bot.dialogue.turn import Decision
from bot.times import holiday, spoken_date


def none_suits(visit: Visit, wish: Wished, before: Wished | None, free: list[Slot]) -> Decision:
    """Why nothing meets the wish, and what comes nearest: of what was wished in several messages the older gives way."""
    is_taken = bool(wish.hour) and any(wish.suits(start(slot)) for slot in slots_of_the_day(visit, wish))
    instead = near(free if is_taken else _giving_way(wish, before, free), wish)
    more = len(free) > len(instead)
    said = _why_not(visit, wish, free) or (_not_both(visit, wish) if before else None) or visit.phrases.not_so
    return offered(visit, [said], instead, more=more, wait=True)


def slots_of_the_day(visit: Visit, wish: Wished) -> list[Slot]:
    """All of the one day wished, free or taken."""
    return list(slots_on(visit.desk, wish.days[0])) if len(wish.days) == 1 == len(wish.any_of) else []


def _giving_way(wish: Wished, before: Wished | None, free: list[Slot]) -> list[Slot]:
    if before is None:
        return free
    # What was wished before is in the whole too, unless it was said anew.
    days_are_new = {_days(frame) for frame in wish.any_of} != {_days(frame) for frame in before.any_of}
    weaker = (without_hours(wish), without_days(wish))
    for less in weaker if days_are_new else reversed(weaker):
        if left := suiting(free, less):
            return left
    return free


def _days(frame: object) -> tuple[object, ...]:
    return tuple(getattr(frame, name) for name in ("first", "last", "weekdays", "not_weekdays", "not_days"))


def _not_both(visit: Visit, wish: Wished) -> str | None:
    """Which days have none of which hours."""
    words = visit.phrases.in_words
    days, hours = days_in_words(words, wish), hours_in_words(words, wish)
    return visit.phrases.not_both.format(days=days, hours=hours) if days and hours else None


def _why_not(visit: Visit, wish: Wished, free: list[Slot]) -> str | None:
    """Why there is nothing on the day, where it is one; none where the day is not the reason."""
    phrases, desk, now = visit.phrases, visit.desk, visit.turn.now
    last = open_days(desk, now)[-1]
    firsts = [frame.first for frame in wish.any_of if frame.first]
    if firsts and min(firsts) > last and len(firsts) == len(wish.any_of):
        return phrases.too_far.format(day=spoken_date(last))
    if len(wish.days) != 1 or len(wish.any_of) != 1:
        return None
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
    return phrases.not_at.format(at=when(asked)) if asked else None
