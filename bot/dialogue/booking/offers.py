"""Which slots are shown: few, of several days, and not the same twice."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from bot.booking.options import choose
from bot.booking.slots import Slot, nearest
from bot.booking.wishes import Unclear, Wished
from bot.booking.wishes.remembered import as_text
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import label, option
from bot.dialogue.turn import Decision, Option
from bot.times import local, moment_of

MOST = 4
NEAREST = 3
"""Slots shown in place of one that cannot be had."""


def varied(slots: Sequence[Slot], most: int = MOST) -> list[Slot]:
    """At most so many: the first of each day, then the last, then what lies between; in order of time."""
    by_day: dict[date, list[Slot]] = {}
    for slot in sorted(slots):
        by_day.setdefault(slot.day, []).append(slot)
    ranks = {slot: (_rank(place, len(day)), slot.start) for day in by_day.values() for place, slot in enumerate(day)}
    return sorted(sorted(slots, key=lambda slot: ranks[slot])[:most])


def _rank(place: int, of: int) -> int:
    if place == 0:
        return 0
    return 1 if place == of - 1 else place + 1


def offered(
    visit: Visit,
    said: Iterable[str],
    slots: Sequence[Slot],
    *,
    more: bool,
    wait: bool = False,
    wish: Wished | None = None,
) -> Decision:
    """These slots as options, and what else can be done; the wish, if one is given, is the one that holds from now on."""
    words = visit.phrases.options
    options = [*slot_options(slots)]
    options += [option(words.more, "more")] if more else []
    options += [option(words.wait, "wait")] if wait and visit.errand.kind == "book" else []
    tokens = tuple(slot.token for slot in slots)
    shown = tuple(dict.fromkeys((*visit.errand.shown, *tokens)))
    kept = visit.errand.wished if wish is None else as_text(wish)
    return visit.says(said, options, step="choosing", offered=tokens, shown=shown, wished=kept)


def nothing_free(visit: Visit) -> Decision:
    """The waiting list is offered, on which a yes goes; who moves an appointment keeps the one that there is."""
    errand, phrases = visit.errand, visit.phrases
    if errand.kind == "move" and errand.before:
        return visit.ends([phrases.nothing_free_to_move.format(when=errand.before), visit.contact])
    return visit.says([phrases.nothing_free], waiting_options(visit), kind="book", step="choosing", offered=())


def waiting_options(visit: Visit) -> list[Option]:
    words = visit.phrases.options
    return [option(words.wait, "wait"), option(words.stop, "stop")]


def slot_options(slots: Iterable[Slot]) -> list[Option]:
    return [Option(label(slot), choose(slot)) for slot in slots]


def near(free: Sequence[Slot], wish: Wished) -> tuple[Slot, ...]:
    """The slots nearest to a wish that none meets: to its day, else to its hour."""
    frame = wish.any_of[0]
    hour = frame.at or frame.after or frame.before
    day = frame.first or frame.last
    if day is None and hour is not None:
        by_hour = sorted(free, key=lambda slot: (abs(_minutes(slot.at) - _minutes(hour)), slot.start))
        return tuple(sorted(by_hour[:NEAREST]))
    if day is None:
        return tuple(varied(free, NEAREST))
    return nearest(free, moment_of(day, hour or time(12)), NEAREST)


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def suiting(free: Iterable[Slot], reading: Wished | Unclear) -> list[Slot]:
    """The slots that meet a wish, or any of the wishes that it may be."""
    wishes = (reading,) if isinstance(reading, Wished) else reading.perhaps
    return [slot for slot in free if any(wish.suits(start(slot)) for wish in wishes)]


def start(slot: Slot) -> datetime:
    return local(slot.start)
