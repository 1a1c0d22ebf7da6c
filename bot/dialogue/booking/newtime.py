"""To when an appointment shall be moved: the time wished, told from the one that it has."""

import re
from datetime import datetime, time
from functools import partial

from bot.booking.slots import Slot
from bot.booking.wishes import Frame, Unclear, Wished, read_wish
from bot.booking.wishes.wish import distinct
from bot.dialogue.booking.offers import start
from bot.dialogue.booking.visit import Visit

_THE_ONE_AFTER = re.compile(r"\b(?:settimana|giorno) (?:dopo|successiv[ao]|seguente)\b", re.IGNORECASE)
_FROM_TO = re.compile(r"\bda(?:l|lle)? .+? (a(?:d|l|lle)? .+)$", re.IGNORECASE)


def new_time(visit: Visit, text: str, slot: Slot) -> Wished | Unclear | None:
    """The time wished, without that of the appointment itself: "devo spostare quello di venerdì", "da mercoledì a venerdì"."""
    from_to = _FROM_TO.search(text)
    reading = read_wish(from_to[1] if from_to else text, seen_from(visit, text))
    is_elsewhere = isinstance(reading, Unclear) and not any(map(partial(_names, slot=slot), reading.perhaps))
    if reading is None or is_elsewhere:
        return reading
    wishes = (reading,) if isinstance(reading, Wished) else reading.perhaps
    left = [frame for wish in wishes for frame in wish.any_of if not _is_that_of(frame, slot)]
    return Wished(distinct(left)) if left else None


def seen_from(visit: Visit, text: str) -> datetime:
    """From when a wish counts: "la settimana dopo" is the one after the appointment that is moved."""
    now, before = visit.turn.now, visit.errand.before
    if visit.errand.kind != "move" or not before or not _THE_ONE_AFTER.search(text):
        return now
    reading = read_wish(before, now)
    days = reading.days if isinstance(reading, Wished) else []
    return datetime.combine(days[0], time(), now.tzinfo) if days else now


def _names(wish: Wished, slot: Slot) -> bool:
    return any(_is_that_of(frame, slot) for frame in wish.any_of)


def _is_that_of(frame: Frame, slot: Slot) -> bool:
    return (frame.day is not None or bool(frame.weekdays)) and frame.suits(start(slot))
