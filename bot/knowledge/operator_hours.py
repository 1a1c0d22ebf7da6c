"""When people of a municipality answer chats: `operator_hours` of its comune.yaml, holidays and closures taken away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.knowledge.closures import Closure, closures_of
from bot.knowledge.hours import OpeningTimes, Span, spans_in_words
from bot.knowledge.schema import Comune
from bot.times import local, spoken_date, spoken_span


@dataclass(frozen=True)
class OperatorHours:
    """Known hours only: a municipality that has not told them has none."""

    times: OpeningTimes

    @classmethod
    def of(cls, comune: Comune, closures: Iterable[Closure]) -> "OperatorHours | None":
        if comune.operator_hours is None:
            return None
        return cls(OpeningTimes(comune.operator_hours, comune.patron_saint, closures_of(closures, comune.id, None)))

    def today(self, moment: datetime) -> str | None:
        """The rest of today's hours in words ("dalle 9 alle 12 e dalle 14 alle 16"), where somebody answers at this moment."""
        naive = local(moment).replace(tzinfo=None)
        if not self.times.is_open(naive):
            return None
        return spans_in_words([span for span in self.times.spans_on(naive.date()) if span[1] > naive.time()])

    def next_opening(self, moment: datetime) -> tuple[str, str] | None:
        """Day and hours in words: "lunedì 30 novembre", "dalle 9 alle 12"; none within the next two months."""
        naive = local(moment).replace(tzinfo=None)
        found = self.times.next_opening(naive)
        return None if found is None else (_day(found[0], naive.date()), spoken_span(*found[1]))

    def open_between(self, begins: datetime, ends: datetime) -> timedelta:
        """How much of this time somebody was there."""
        first, last = local(begins).replace(tzinfo=None), local(ends).replace(tzinfo=None)
        days = (last.date() - first.date()).days + 1
        spans = [span for n in range(days) for span in self._moments(first.date() + timedelta(days=n))]
        return sum((max(min(e, last) - max(b, first), timedelta(0)) for b, e in spans), timedelta(0))

    def _moments(self, day: date) -> list[tuple[datetime, datetime]]:
        return [_on(day, span) for span in self.times.spans_on(day)]


def _on(day: date, span: Span) -> tuple[datetime, datetime]:
    return datetime.combine(day, span[0]), datetime.combine(day, span[1])


def _day(day: date, today: date) -> str:
    return "oggi" if day == today else spoken_date(day)
