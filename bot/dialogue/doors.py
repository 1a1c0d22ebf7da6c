"""When a service's doors are open on a day: at the desk, by appointment, or on the phone where there is nothing else."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.dialogue.turn import Turn
from bot.italian import normalise
from bot.knowledge.base import Municipality
from bot.knowledge.closures import Closure, closures_of
from bot.knowledge.hours import OpeningTimes, Span, spans_in_words
from bot.knowledge.parts import WEEK
from bot.knowledge.phrases import Phrases
from bot.knowledge.schema import Service
from bot.times import holiday, spoken_date, spoken_span
from bot.when import PARTS, When

KINDS = ("walk_in", "by_appointment", "phone")
_BY_PHONE = re.compile(r"\b(?:rispond\w+|telefon\w+|chiam\w+)\b")
"""Whoever speaks of the telephone asks when it is answered, not when the desk is open."""
Doors = Mapping[str, OpeningTimes]
"""The hours known, by their kind."""


def doors_of(turn: Turn, municipality: Municipality, service: Service) -> Doors:
    """None where the document tells no hours."""
    known = [(kind, expression) for kind in KINDS if (expression := getattr(service.hours, kind))]
    by_phone = [(kind, expression) for kind, expression in known if kind == "phone"]
    at_the_desk = [(kind, expression) for kind, expression in known if kind != "phone"]
    asks_by_phone = _BY_PHONE.search(normalise(turn.text)) is not None
    desks = (by_phone or at_the_desk) if asks_by_phone else (at_the_desk or by_phone)
    saint = municipality.comune.patron_saint
    closures = closures_of(turn.knowledge.closures, municipality.comune.id, service.id)
    return {kind: OpeningTimes(expression, saint, closures) for kind, expression in desks}


def is_a_phone(doors: Mapping[str, object]) -> bool:
    """Whether the telephone is all that opens."""
    return list(doors) == ["phone"]


def on_that_weekday(doors: Doors, when: When) -> dict[str, list[Span]]:
    """When it is open on that weekday at all, by their kind."""
    spans = {kind: times.spans_on_weekday(when.day.weekday()) for kind, times in doors.items()}
    return {kind: each for kind, each in spans.items() if each}


def is_untold(service: Service, when: When) -> bool:
    """Whether it is open on that weekday at hours that nobody has told."""
    return WEEK[when.day.weekday()] in service.hours.untold_days


def open_then(doors: Doors, when: When) -> dict[str, list[Span]]:
    """The spans of that day, or weekday, that meet the part or hour named, by their kind."""
    return {kind: spans for kind, times in doors.items() if (spans := _open(times, when))}


def _open(times: OpeningTimes, when: When) -> list[Span]:
    spans = times.spans_on_weekday(when.day.weekday()) if when.every_week else times.spans_on(when.day)
    if when.at is not None:
        return [span for span in spans if span[0] <= when.at < span[1]]
    if when.part is not None:
        begins, ends = PARTS[when.part]
        return [span for span in spans if span[0] < ends and begins < span[1]]
    return spans


def hours_in_words(phrases: Phrases, open_spans: Mapping[str, list[Span]]) -> str:
    return "; ".join(f"{spans_in_words(spans)} {phrases.kinds[kind]}" for kind, spans in open_spans.items())


def next_opening(
    phrases: Phrases, doors: Doors, after: datetime, today: date | None = None
) -> tuple[str, str, str] | None:
    """The first after a moment: its day, hours and kind in words."""
    found = [
        (*opening, kind) for kind, times in doors.items() if (opening := times.next_opening(after.replace(tzinfo=None)))
    ]
    if not found:
        return None
    day, span, kind = min(found)
    return _ahead(day, today), spoken_span(*span), phrases.kinds[kind]


def _ahead(day: date, today: date | None) -> str:
    """A day as one says it from today on, where that is told: "oggi", "domani, giovedì 26 novembre"."""
    if day == today:
        return "oggi"
    return f"domani, {spoken_date(day)}" if today and day - today == timedelta(days=1) else spoken_date(day)


def feast(turn: Turn, municipality: Municipality, day: date) -> str | None:
    """The name of the holiday; the patron saint's only where the municipality has told the day."""
    is_saints = day.strftime("%m-%d") == municipality.comune.patron_saint
    return holiday(day) or (turn.phrases.patron if is_saints else None)


def closure_on(turn: Turn, municipality: Municipality, service: Service, day: date) -> Closure | None:
    """The extraordinary closure of its desk, known or not when it is open otherwise."""
    known = closures_of(turn.knowledge.closures, municipality.comune.id, service.id)
    return next((closure for closure in known if closure.is_on(day)), None)
