"""Whether a desk is open at the time that the citizen names: "siete aperti adesso?", "il sabato c'è?", "lavorate il 6 gennaio?"."""

import re
from datetime import date, datetime, time

from bot.dialogue.doors import (
    Doors,
    closure_on,
    doors_of,
    feast,
    hours_in_words,
    is_a_phone,
    is_untold,
    next_opening,
    on_that_weekday,
    open_then,
)
from bot.dialogue.stretch import about_those_days
from bot.dialogue.turn import Turn
from bot.italian import normalise
from bot.knowledge.base import Municipality
from bot.knowledge.hours import spans_in_words
from bot.knowledge.phrases import Phrases
from bot.knowledge.schema import Service
from bot.times import WEEKDAYS, spoken_date, spoken_hour
from bot.when import When, find_days, find_when, names_patron

_ASKS_WHEN = re.compile(r"\b(?:quando|orari\w*|(?:che|quale|quali) (?:or[ae]|giorn[oi]|momento)|quanto)\b")
_ASKS_IF_CLOSED = re.compile(r"^(?!.*\bapert\w).*\b(?:chius[oaie]|chiud\w+|ponte)\b")


def about_that_time(turn: Turn, municipality: Municipality, service: Service) -> list[str]:
    """What is known of the time named in the message, as a yes or no where that is asked, or its openings; nothing when it names none or
    nothing is known of it."""
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
    """ "A che ora chiude?" is answered with neither yes nor no, "siete chiusi?" the other way round."""
    message = normalise(text)
    if _ASKS_WHEN.search(message):
        plain = told.removeprefix(phrases.yes).removeprefix(phrases.no)
        return plain[:1].upper() + plain[1:]
    if not _ASKS_IF_CLOSED.search(message):
        return told
    if told.startswith(phrases.no):
        return phrases.yes + told.removeprefix(phrases.no)
    return phrases.no + told.removeprefix(phrases.yes) if told.startswith(phrases.yes) else told


def _verdict(turn: Turn, municipality: Municipality, service: Service, when: When, doors: Doors) -> str:
    phrases = turn.phrases
    if open_spans := open_then(doors, when):
        if when.is_now and is_a_phone(open_spans):
            return phrases.phone_open_now.format(hours=spans_in_words(open_spans["phone"]))
        return _yes(turn, when, hours_in_words(phrases, open_spans))
    special = None if when.every_week else _special(turn, municipality, service, when, phrases.holiday_then)
    if special is None and is_untold(service, when):
        day = _every(when) if when.every_week else "oggi" if when.is_now else _spoken(when, turn.now)
        return phrases.untold_then.format(day=day)
    if when.every_week:
        return _never(phrases, when, doors)
    closed = special or _plainly_closed(turn, when, doors)
    after = turn.now if when.day == turn.now.date() else datetime.combine(when.day, when.at or time())
    reopening = next_opening(phrases, doors, after, turn.now.date())
    return f"{closed} {_reopening(phrases, doors, *reopening)}" if reopening else closed


def _never(phrases: Phrases, when: When, doors: Doors) -> str:
    """That it is closed at that time of every week, and when on that weekday it is not."""
    if is_a_phone(doors):
        return phrases.phone_closed.format(when=_every(when))
    closed, otherwise = phrases.every_weekday_closed.format(weekday=_every(when)), on_that_weekday(doors, when)
    if not otherwise:
        return closed
    weekday = _every(When(when.day))
    hours = hours_in_words(phrases, otherwise)
    return f"{closed} {phrases.every_weekday_otherwise.format(weekday=weekday[:1].upper() + weekday[1:], hours=hours)}"


def _yes(turn: Turn, when: When, hours: str) -> str:
    phrases = turn.phrases
    if when.is_now:
        return phrases.open_now.format(hours=hours)
    if when.every_week:
        return phrases.every_weekday_open.format(weekday=_every(when), hours=hours)
    return phrases.open_then.format(day=_spoken(when, turn.now), hours=hours)


def _plainly_closed(turn: Turn, when: When, doors: Doors) -> str:
    phrases = turn.phrases
    if is_a_phone(doors):
        return phrases.phone_closed.format(when="adesso" if when.is_now else _spoken(when, turn.now))
    return phrases.closed_now if when.is_now else phrases.closed_then.format(day=_spoken(when, turn.now))


def _special(turn: Turn, municipality: Municipality, service: Service, when: When, of_a_feast: str) -> str | None:
    """What is known of the day beside the weekly hours: an extraordinary closure, a holiday."""
    if closure := closure_on(turn, municipality, service, when.day):
        day = "oggi" if when.is_now else _spoken(when, turn.now)
        return " ".join(filter(None, [turn.phrases.closure_then.format(day=day), closure.text]))
    name = feast(turn, municipality, when.day)
    return of_a_feast.format(day=_spoken(when, turn.now), name=name) if name and not when.is_now else None


def _without_hours(turn: Turn, municipality: Municipality, service: Service, when: When) -> str | None:
    return None if when.every_week else _special(turn, municipality, service, when, turn.phrases.holiday_without_hours)


def _reopening(phrases: Phrases, doors: Doors, day: str, hours: str, kind: str) -> str:
    if is_a_phone(doors):
        return phrases.phone_next.format(day=day, hours=hours)
    return phrases.next_opening.format(day=day, hours=hours, kind=kind)


def _every(when: When) -> str:
    weekday = WEEKDAYS[when.day.weekday()]
    return _with_hour(f"la {weekday}" if weekday == "domenica" else f"il {weekday}", when)


def _spoken(when: When, now: datetime) -> str:
    return _with_hour("oggi" if when.day == now.date() else spoken_date(when.day), when)


def _with_hour(day: str, when: When) -> str:
    return " ".join(filter(None, [day, when.part, spoken_hour(when.at) if when.at else None]))
