"""Whether a desk is open at the time that the citizen names: "siete aperti adesso?", "il sabato c'è?", "domani pomeriggio posso venire?"."""

from datetime import date, datetime, time

from bot.dialogue.turn import Turn
from bot.knowledge.base import Municipality
from bot.knowledge.closures import closures_of
from bot.knowledge.hours import OpeningTimes, Span, spans_in_words
from bot.knowledge.phrases import Phrases
from bot.knowledge.schema import Service
from bot.times import WEEKDAYS, holiday, spoken_date, spoken_span
from bot.when import PARTS, When, find_when

KINDS = ("walk_in", "by_appointment", "phone")


def about_that_time(turn: Turn, municipality: Municipality, service: Service) -> list[str]:
    """A yes or no for the time named in the message; nothing when it names none or the hours are not known."""
    when = find_when(turn.text, turn.now)
    known = [(kind, expression) for kind in KINDS if (expression := getattr(service.hours, kind))]
    desks = [(kind, expression) for kind, expression in known if kind != "phone"] or known
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
        return _yes(phrases, when, open_spans)
    if when.every_week:
        return phrases.every_weekday_closed.format(weekday=_every(when))
    closed = _no(phrases, when, desks)
    reopening = _reopening(phrases, when, now, desks)
    return f"{closed} {reopening}" if reopening else closed


def _open(times: OpeningTimes, when: When) -> list[Span]:
    """The spans of that day, or weekday, that meet the part or hour named."""
    spans = times.spans_on_weekday(when.day.weekday()) if when.every_week else times.spans_on(when.day)
    if when.at is not None:
        return [span for span in spans if span[0] <= when.at < span[1]]
    if when.part is not None:
        begins, ends = PARTS[when.part]
        return [span for span in spans if span[0] < ends and begins < span[1]]
    return spans


def _yes(phrases: Phrases, when: When, open_spans: dict[str, list[Span]]) -> str:
    hours = "; ".join(f"{spans_in_words(spans)} {phrases.kinds[kind]}" for kind, spans in open_spans.items())
    if when.is_now:
        return phrases.open_now.format(hours=hours)
    if when.every_week:
        return phrases.every_weekday_open.format(weekday=_every(when), hours=hours)
    return phrases.open_then.format(day=_spoken(when), hours=hours)


def _no(phrases: Phrases, when: When, desks: dict[str, OpeningTimes]) -> str:
    if closure := next(filter(None, (times.closure_on(when.day) for times in desks.values())), None):
        day = "oggi" if when.is_now else _spoken(when)
        return " ".join(filter(None, [phrases.closure_then.format(day=day), closure.text]))
    if when.is_now:
        return phrases.closed_now
    if name := holiday(when.day):
        return phrases.holiday_then.format(day=_spoken(when), name=name)
    return phrases.closed_then.format(day=_spoken(when))


def _reopening(phrases: Phrases, when: When, now: datetime, desks: dict[str, OpeningTimes]) -> str | None:
    after = now if when.day == now.date() else datetime.combine(when.day, when.at or time())
    openings = [
        (*found, kind) for kind, times in desks.items() if (found := times.next_opening(after.replace(tzinfo=None)))
    ]
    if not openings:
        return None
    day, span, kind = min(openings)
    return phrases.next_opening.format(day=spoken_date(day), hours=spoken_span(*span), kind=phrases.kinds[kind])


def _every(when: When) -> str:
    weekday = WEEKDAYS[when.day.weekday()]
    return f"la {weekday}" if weekday == "domenica" else f"il {weekday}"


def _spoken(when: When) -> str:
    return " ".join(filter(None, [spoken_date(when.day), when.part, f"alle {when.at:%H:%M}" if when.at else None]))
