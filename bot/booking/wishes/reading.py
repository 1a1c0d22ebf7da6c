"""A message read as a wish: words spelled in one way, hours and days marked, alternatives apart, everything put together."""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import product

from bot.booking.wishes.dates import mark_dates, with_shared_months
from bot.booking.wishes.days import Wanted, read_days
from bot.booking.wishes.feasts import mark_feasts
from bot.booking.wishes.hours import Hours, mark_hours, read_hours
from bot.booking.wishes.mentions import Days, Marked
from bot.booking.wishes.page import CROSSED_OUT, Page
from bot.booking.wishes.spelling import spelled
from bot.booking.wishes.stretches import mark_stretches
from bot.booking.wishes.turns import said_plainly, with_two_hours
from bot.booking.wishes.weekdays import mark_weekdays
from bot.booking.wishes.wish import Frame, Reading, Unclear, Why, Wished, distinct

_SOON = re.compile(
    r"\b(?:(?:il |al |quanto )piu presto(?: possibile)?|piu presto possibile|prima possibile|quanto prima|asap|subito|adesso|urgent\w*"
    r"|prim[oa] (?:che c e|che avete|che ha|buco|posto|giorno|appuntamento|data|orario|momento|disponibil\w+|liber[oa])"
    r"|appena (?:possibile|si libera|c e|potete|puo)"
    r"|quando (?:vuole|volete|vi pare|le pare|vi va|potete|puo|capita|posto|c e posto|avete posto)"
    r"|(?:qualsiasi|qualunque|tutti i|ogni) (?:giorno|giorni|momento|data|ora|orario)|(?:giorno|momento) (?:qualsiasi|qualunque)"
    r"|va bene tutto|indifferente|non importa quando|(?:sono|io) sempre (?:a casa|liber[oa]))\b"
)
_OR = re.compile(r" (?:o|oppure|altrimenti|senno|se no) ")


@dataclass(frozen=True)
class _Part:
    """What one alternative of a message says."""

    wanted: Wanted
    hours: Hours
    is_soon: bool
    rest: str = ""
    """The words that no reader has understood."""

    @property
    def says_nothing(self) -> bool:
        return not (self.has_days or self.is_soon) and self.hours == Hours()

    @property
    def has_days(self) -> bool:
        return self.wanted != Wanted()


def read_wish(text: str, now: datetime) -> Reading:
    """When the citizen would come; what to ask back where that is not clear; none where no time is named."""
    words = _marked(text)
    apart = [_part(part, now) for part in _OR.split(words.replace(" o ", " o  "))]
    if len(apart) > 1 and not any(part.says_nothing for part in apart):
        return _together(_with_shared(apart), now)
    whole = _part(words, now)
    return None if whole.says_nothing else _together([whole], now)


def rest_of(text: str, now: datetime) -> str | None:
    """The words of a wish that tell no time; none where it is no wish."""
    whole = _part(_marked(text), now)
    return None if whole.says_nothing else whole.rest.replace(CROSSED_OUT, " ")


def time_apart(text: str, now: datetime) -> str:
    """The words of a message without those that tell a time."""
    return _part(_marked(text), now).rest.replace(CROSSED_OUT, " ")


def _marked(text: str) -> str:
    return said_plainly(with_shared_months(mark_hours(with_two_hours(spelled(text)))))


def _part(words: str, now: datetime) -> _Part:
    marked = Marked(Page(f" {words.strip()} "), now.date())
    mark_dates(marked)
    mark_stretches(marked)
    mark_feasts(marked)
    hours = read_hours(marked.page)
    mark_weekdays(marked, now.time(), hours.at)
    wanted = read_days(marked)
    is_soon = marked.page.take(_SOON) is not None
    return _Part(wanted, hours, is_soon, marked.page.words)


def _with_shared(parts: list[_Part]) -> list[_Part]:
    """ "mercoledì o venerdì dopo le 18": the hours of the last hold for those that have none; so do the days of the first, or of the last."""
    first, last = parts[0], parts[-1]
    days = first.wanted if first.has_days else last.wanted
    return [
        _Part(
            part.wanted if part.has_days else days,
            next((hours for hours in (part.hours, last.hours, first.hours) if hours != Hours()), Hours()),
            part.is_soon or first.is_soon,
        )
        for part in parts
    ]


def _together(parts: list[_Part], now: datetime) -> Reading:
    """The alternatives as one reading; each way to understand them is a wish of its own."""
    choices = [mention.perhaps for part in parts for mention in part.wanted.mentions]
    why = next((mention.why for part in parts for mention in part.wanted.mentions if mention.why), None)
    wishes = [_wish(parts, list(chosen), now) for chosen in product(*choices)]
    if why:
        return Unclear(why, tuple(wish for wish in wishes if wish.any_of))
    return wishes[0] if wishes and wishes[0].any_of else Unclear("past")


def _wish(parts: list[_Part], chosen: list[Days], now: datetime) -> Wished:
    frames: list[Frame] = []
    for part in parts:
        days = [chosen.pop(0) for _ in part.wanted.mentions] or [Days()]
        frames += [_frame(part, each, now) for each in days]
    return Wished(distinct(frame for frame in frames if not _is_over(frame, now)))


def _frame(part: _Part, days: Days, now: datetime) -> Frame:
    bounds, today = part.wanted.bounds, now.date()
    firsts = [day for day in (days.first, bounds.first) if day]
    lasts = [day for day in (days.last, bounds.last) if day]
    first, last = max(firsts, default=None), min(lasts, default=None)
    if first and first < today and (last is None or last >= today):
        first = today
    hours = part.hours
    return Frame(
        first, last, days.weekdays, part.wanted.not_weekdays, part.wanted.not_days,
        hours.after, hours.before, hours.not_between, hours.at, part.is_soon,
    )  # fmt: skip


def _is_over(frame: Frame, now: datetime) -> bool:
    """Whether nothing of it lies ahead."""
    if frame.last is None or frame.last > now.date():
        return False
    return frame.last < now.date() or (frame.at is not None and frame.at <= now.time())


__all__ = ["Why", "read_wish"]
