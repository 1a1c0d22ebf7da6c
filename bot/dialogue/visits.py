"""Whether a desk is open at the time that the citizen names: "siete aperti adesso?", "il sabato c'è?", "domani pomeriggio posso venire?"."""

import re
from datetime import date, datetime, time, timedelta

from bot.dialogue.turn import Turn
from bot.italian import normalise
from bot.knowledge.base import Municipality
from bot.knowledge.closures import closures_of
from bot.knowledge.hours import OpeningTimes, Span, spans_in_words
from bot.knowledge.phrases import Phrases
from bot.knowledge.schema import Service
from bot.times import WEEKDAYS, holiday, spoken_date, spoken_span
from bot.when import PARTS, When, find_when

KINDS = ("walk_in", "by_appointment", "phone")
_BY_PHONE = re.compile(r"\b(?:rispond\w+|telefon\w+|chiam\w+)\b")
"""Whoever speaks of the telephone asks when it is answered, not when the desk is open."""


def about_that_time(turn: Turn, municipality: Municipality, service: Service) -> list[str]:
    """A yes or no for the time named in the message; nothing when it names none or the hours are not known."""
    when = find_when(turn.text, turn.now)
    known = [(kind, expression) for kind in KINDS if (expression := getattr(service.hours, kind))]
    by_phone = [(kind, expression) for kind, expression in known if kind == "phone"]
    at_the_desk = [(kind, expression) for kind, expression in known if kind != "phone"]
    asks_by_phone = _BY_PHONE.search(normalise(turn.text)) is not None
    desks = (by_phone or at_the_desk) if asks_by_phone else (at_the_desk or by_phone)
    if when is None or not desks:
        return []
    saint = municipality.comune.patron_saint
    closures = closures_of(turn.knowledge.closures, municipality.comune.id, service.id)
    return [_verdict(turn.phrases, when, turn.now, {kind: OpeningTimes(e, saint, closures) for kind, e in desks})]


def named_day(turn: Turn) -> date | None:
    """The very day that the message names; none for a weekday in general."""
    when = find_when(turn.text, turn.now)
    return when.day if when and not when.every_week else None


def _verdict(phrases: Phrases, when: When, now: datetime, desks: dict[str, OpeningTimes]) -> str:
    open_spans = {kind: spans for kind, times in desks.items() if (spans := _open(times, when))}
    if open_spans:
        return _yes(phrases, when, now, open_spans)
    if when.every_week:
        return _never(phrases, when, desks)
    closed = _no(phrases, when, now, desks)
    reopening = _reopening(phrases, when, now, desks)
    return f"{closed} {reopening}" if reopening else closed


def _never(phrases: Phrases, when: When, desks: dict[str, OpeningTimes]) -> str:
    """That it is closed at that time of every week, and when on that weekday it is not."""
    if _is_a_phone(desks):
        return phrases.phone_closed.format(when=_every(when))
    closed = phrases.every_weekday_closed.format(weekday=_every(when))
    weekday = when.day.weekday()
    if not any(times.spans_on_weekday(weekday) for times in desks.values()):
        return closed
    spans = {kind: times.spans_on_weekday(weekday) for kind, times in desks.items()}
    name = _capital(_every(When(when.day)))
    return f"{closed} {phrases.every_weekday_otherwise.format(weekday=name, hours=_in_words(phrases, spans))}"


def _is_a_phone(desks: dict[str, OpeningTimes]) -> bool:
    return list(desks) == ["phone"]


def _open(times: OpeningTimes, when: When) -> list[Span]:
    """The spans of that day, or weekday, that meet the part or hour named."""
    spans = times.spans_on_weekday(when.day.weekday()) if when.every_week else times.spans_on(when.day)
    if when.at is not None:
        return [span for span in spans if span[0] <= when.at < span[1]]
    if when.part is not None:
        begins, ends = PARTS[when.part]
        return [span for span in spans if span[0] < ends and begins < span[1]]
    return spans


def _yes(phrases: Phrases, when: When, now: datetime, open_spans: dict[str, list[Span]]) -> str:
    if when.is_now and list(open_spans) == ["phone"]:
        return phrases.phone_open_now.format(hours=spans_in_words(open_spans["phone"]))
    hours = _in_words(phrases, open_spans)
    if when.is_now:
        return phrases.open_now.format(hours=hours)
    if when.every_week:
        return phrases.every_weekday_open.format(weekday=_every(when), hours=hours)
    return phrases.open_then.format(day=_spoken(when, now), hours=hours)


def _in_words(phrases: Phrases, spans: dict[str, list[Span]]) -> str:
    return "; ".join(f"{spans_in_words(each)} {phrases.kinds[kind]}" for kind, each in spans.items() if each)


def _no(phrases: Phrases, when: When, now: datetime, desks: dict[str, OpeningTimes]) -> str:
    day = "oggi" if when.is_now else _spoken(when, now)
    if closure := next(filter(None, (times.closure_on(when.day) for times in desks.values())), None):
        return " ".join(filter(None, [phrases.closure_then.format(day=day), closure.text]))
    if _is_a_phone(desks):
        return phrases.phone_closed.format(when="adesso" if when.is_now else day)
    if when.is_now:
        return phrases.closed_now
    if name := holiday(when.day):
        return phrases.holiday_then.format(day=day, name=name)
    return phrases.closed_then.format(day=day)


def _reopening(phrases: Phrases, when: When, now: datetime, desks: dict[str, OpeningTimes]) -> str | None:
    after = now if when.day == now.date() else datetime.combine(when.day, when.at or time())
    openings = [
        (*found, kind) for kind, times in desks.items() if (found := times.next_opening(after.replace(tzinfo=None)))
    ]
    if not openings:
        return None
    opens, span, kind = min(openings)
    day, hours = _ahead(opens, now.date()), spoken_span(*span)
    if kind == "phone":
        return phrases.phone_next.format(day=day, hours=hours)
    return phrases.next_opening.format(day=day, hours=hours, kind=phrases.kinds[kind])


def _ahead(day: date, today: date) -> str:
    """A day as one says it from today on: "oggi", "domani, giovedì 26 novembre"."""
    if day == today:
        return "oggi"
    return f"domani, {spoken_date(day)}" if day - today == timedelta(days=1) else spoken_date(day)


def _every(when: When) -> str:
    weekday = WEEKDAYS[when.day.weekday()]
    return _with_hour(f"la {weekday}" if weekday == "domenica" else f"il {weekday}", when)


def _spoken(when: When, now: datetime) -> str:
    return _with_hour("oggi" if when.day == now.date() else spoken_date(when.day), when)


def _with_hour(day: str, when: When) -> str:
    return " ".join(filter(None, [day, when.part, f"alle {when.at:%H:%M}" if when.at else None]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
