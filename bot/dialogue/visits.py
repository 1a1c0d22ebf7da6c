"""Whether a desk is open at the time that the citizen names: "siete aperti adesso?", "il sabato c'è?", "lavorate il 6 gennaio?"."""

import re
from datetime import date, datetime, time

from bot.dialogue.doors import Doors, closure_on, doors_of, feast, hours_in_words, is_untold, next_opening, open_then
from bot.dialogue.stretch import about_those_days
from bot.dialogue.turn import Turn
from bot.italian import normalise
from bot.knowledge.base import Municipality
from bot.knowledge.phrases import Phrases
from bot.knowledge.schema import Service
from bot.times import WEEKDAYS, spoken_date
from bot.when import When, find_days, find_when, names_patron

_ASKS_IF_CLOSED = re.compile(r"^(?!.*\bapert\w).*\b(?:chius[oaie]|chiud\w+|ponte)\b")


def about_that_time(turn: Turn, municipality: Municipality, service: Service) -> list[str]:
    """A yes or no for the time named in the message, or its openings; nothing when it names none or nothing is known of it."""
    doors, when = doors_of(turn, municipality, service), _when(turn, municipality)
    if when is None and names_patron(turn.text):
        return [f"{turn.phrases.patron_unknown} {turn.answers(municipality).ask_there(service)}"]
    if when is None:
        days = find_days(turn.text, turn.now)
        return about_those_days(turn, municipality, service, days) if doors and days else []
    told = (
        _verdict(turn, municipality, service, when, doors)
        if doors
        else _without_hours(turn, municipality, service, when)
    )
    return [_to_the_question(turn.phrases, turn.text, told)] if told else []


def named_day(turn: Turn) -> date | None:
    """The very day that the message names; none for a weekday in general."""
    when = find_when(turn.text, turn.now)
    return when.day if when and not when.every_week else None


def _when(turn: Turn, municipality: Municipality) -> When | None:
    saint = municipality.comune.patron_saint
    if saint and names_patron(turn.text):
        today, (month, day) = turn.now.date(), map(int, saint.split("-"))
        return When(date(today.year + ((month, day) < (today.month, today.day)), month, day))
    return find_when(turn.text, turn.now)


def _to_the_question(phrases: Phrases, text: str, told: str) -> str:
    """ "Siete chiusi?" is answered the other way round."""
    if not _ASKS_IF_CLOSED.search(normalise(text)):
        return told
    if told.startswith(phrases.no):
        return phrases.yes + told.removeprefix(phrases.no)
    return phrases.no + told.removeprefix(phrases.yes) if told.startswith(phrases.yes) else told


def _verdict(turn: Turn, municipality: Municipality, service: Service, when: When, doors: Doors) -> str:
    phrases = turn.phrases
    if open_spans := open_then(doors, when):
        return _yes(phrases, when, hours_in_words(phrases, open_spans))
    special = None if when.every_week else _special(turn, municipality, service, when, phrases.holiday_then)
    if special is None and is_untold(service, when):
        day = _every(when) if when.every_week else "oggi" if when.is_now else _spoken(when)
        return phrases.untold_then.format(day=day)
    if when.every_week:
        return phrases.every_weekday_closed.format(weekday=_every(when))
    closed = special or _plainly_closed(phrases, when)
    after = turn.now if when.day == turn.now.date() else datetime.combine(when.day, when.at or time())
    reopening = next_opening(phrases, doors, after)
    return f"{closed} {_reopening(phrases, *reopening)}" if reopening else closed


def _yes(phrases: Phrases, when: When, hours: str) -> str:
    if when.is_now:
        return phrases.open_now.format(hours=hours)
    if when.every_week:
        return phrases.every_weekday_open.format(weekday=_every(when), hours=hours)
    return phrases.open_then.format(day=_spoken(when), hours=hours)


def _plainly_closed(phrases: Phrases, when: When) -> str:
    return phrases.closed_now if when.is_now else phrases.closed_then.format(day=_spoken(when))


def _special(turn: Turn, municipality: Municipality, service: Service, when: When, of_a_feast: str) -> str | None:
    """What is known of the day beside the weekly hours: an extraordinary closure, a holiday."""
    if closure := closure_on(turn, municipality, service, when.day):
        day = "oggi" if when.is_now else _spoken(when)
        return " ".join(filter(None, [turn.phrases.closure_then.format(day=day), closure.text]))
    name = feast(turn, municipality, when.day)
    return of_a_feast.format(day=_spoken(when), name=name) if name and not when.is_now else None


def _without_hours(turn: Turn, municipality: Municipality, service: Service, when: When) -> str | None:
    return None if when.every_week else _special(turn, municipality, service, when, turn.phrases.holiday_without_hours)


def _reopening(phrases: Phrases, day: str, hours: str, kind: str) -> str:
    return phrases.next_opening.format(day=day, hours=hours, kind=kind)


def _every(when: When) -> str:
    weekday = WEEKDAYS[when.day.weekday()]
    return f"la {weekday}" if weekday == "domenica" else f"il {weekday}"


def _spoken(when: When) -> str:
    return " ".join(filter(None, [spoken_date(when.day), when.part, f"alle {when.at:%H:%M}" if when.at else None]))
