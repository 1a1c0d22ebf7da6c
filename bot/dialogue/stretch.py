"""When a desk is open in several days that the citizen names: "durante le feste", "la settimana prossima", "dopo Natale"."""

from datetime import date, datetime, time

from bot.dialogue.doors import Doors, closure_on, doors_of, feast, hours_in_words, is_untold, next_opening, open_then
from bot.dialogue.turn import Turn
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Service
from bot.times import spoken_date, spoken_days
from bot.when import Stretch, When

MOST_TOLD = 6
"""Openings that fit on a phone's screen beside the weekly hours."""


def about_those_days(turn: Turn, municipality: Municipality, service: Service, days: Stretch) -> list[str]:
    """The openings in these days, or that there are none; the first one where they have no end."""
    doors = doors_of(turn, municipality, service)
    if days.last is None:
        return _first_from(turn, doors, days.first)
    span = spoken_days(days.first, days.last)
    told = [said for day in days.each() if (said := _opening(turn, municipality, service, When(day, days.part)))]
    if not told:
        return [_closed(turn, doors, days, span)]
    if len(told) > MOST_TOLD:
        return []
    return ["\n".join([turn.phrases.open_in_days.format(days=span), *(f"• {said}" for said in told)])]


def _closed(turn: Turn, doors: Doors, days: Stretch, span: str) -> str:
    """That it is closed then, and the next opening: it may be in these very days, where only a part of them was asked for."""
    phrases, now = turn.phrases, turn.now.replace(tzinfo=None)
    shut = phrases.closed_in_days_at.format(days=span, part=days.part) if days.part else ""
    said = shut or phrases.closed_in_days.format(days=span)
    found = next_opening(phrases, doors, max(datetime.combine(days.first, time()), now), now.date())
    if found is None:
        return said
    day, hours, kind = found
    return f"{said} {phrases.next_opening.format(day=day, hours=hours, kind=kind)}"


def _opening(turn: Turn, municipality: Municipality, service: Service, when: When) -> str | None:
    if open_spans := open_then(doors_of(turn, municipality, service), when):
        return f"{spoken_date(when.day)}, {hours_in_words(turn.phrases, open_spans)}"
    is_shut = feast(turn, municipality, when.day) or closure_on(turn, municipality, service, when.day)
    return (
        turn.phrases.untold_day.format(day=spoken_date(when.day)) if is_untold(service, when) and not is_shut else None
    )


def _first_from(turn: Turn, doors: Doors, since: date) -> list[str]:
    found = next_opening(turn.phrases, doors, datetime.combine(since, time()))
    if found is None:
        return []
    day, hours, kind = found
    return [turn.phrases.first_opening.format(since=spoken_date(since), day=day, hours=hours, kind=kind)]
