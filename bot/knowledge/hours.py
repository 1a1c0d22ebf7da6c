"""Opening hours: what an expression means on a day, at a moment, and in Italian words."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from opening_hours import OpeningHours

from bot.knowledge.closures import Closure
from bot.times import WEEKDAYS, holiday, spoken_span

Span = tuple[time, time]
A_WEEK_WITHOUT_HOLIDAYS = date(2026, 11, 9)
"""A Monday; its week shows the plain weekly hours of any expression."""
LOOK_AHEAD = timedelta(days=60)
"""How far the next opening is looked for; longer than any closure around Christmas or August."""


@dataclass(frozen=True)
class OpeningTimes:
    """One opening_hours expression; on Italian public holidays, the patron saint's day and the days of a closure it counts as closed."""

    expression: str
    patron_saint: str | None = None
    closures: tuple[Closure, ...] = ()

    def spans_on(self, day: date) -> list[Span]:
        """When it is open on a day, in order; a span that lasts until midnight ends at `time.max`."""
        if self.is_holiday(day) or self.closure_on(day):
            return []
        start = datetime.combine(day, time())
        found = OpeningHours(self.expression).intervals(start, start + timedelta(days=1))
        return [(opens.time(), _end(closes, day)) for opens, closes, state, _ in found if str(state) == "open"]

    def is_holiday(self, day: date) -> bool:
        return holiday(day) is not None or day.strftime("%m-%d") == self.patron_saint

    def closure_on(self, day: date) -> Closure | None:
        return next((closure for closure in self.closures if closure.is_on(day)), None)

    def is_open(self, moment: datetime) -> bool:
        """Whether it is open at a local moment; the end of a span is outside it."""
        return any(opens <= moment.time() < closes for opens, closes in self.spans_on(moment.date()))

    def next_opening(self, moment: datetime) -> tuple[date, Span] | None:
        """The first span that starts after a local moment."""
        for days in range(LOOK_AHEAD.days):
            day = moment.date() + timedelta(days=days)
            later = [span for span in self.spans_on(day) if days or span[0] > moment.time()]
            if later:
                return day, later[0]
        return None

    def spans_on_weekday(self, weekday: int) -> list[Span]:
        """The plain weekly hours of a weekday (0 = Monday)."""
        return list(_week(self.expression)[weekday])

    def in_words(self) -> str:
        """The weekly hours: "mercoledì e venerdì dalle 16 alle 20, sabato dalle 8 alle 13"."""
        days_by_spans: dict[tuple[Span, ...], list[int]] = {}
        for weekday in range(7):
            if spans := _week(self.expression)[weekday]:
                days_by_spans.setdefault(spans, []).append(weekday)
        return ", ".join(f"{_days(days)} {spans_in_words(list(spans))}" for spans, days in days_by_spans.items())


@cache
def _week(expression: str) -> tuple[tuple[Span, ...], ...]:
    """The plain hours of the seven weekdays, worked out once for each expression of the knowledge base."""
    days = (A_WEEK_WITHOUT_HOLIDAYS + timedelta(days=weekday) for weekday in range(7))
    return tuple(tuple(OpeningTimes(expression).spans_on(day)) for day in days)


def _end(closes: datetime, day: date) -> time:
    return closes.time() if closes.date() == day else time.max


def spans_in_words(spans: list[Span]) -> str:
    return " e ".join(spoken_span(opens, closes) for opens, closes in spans)


def _days(days: list[int]) -> str:
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"da {WEEKDAYS[days[0]]} a {WEEKDAYS[days[-1]]}"
    names = [WEEKDAYS[day] for day in days]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} e {names[-1]}"
