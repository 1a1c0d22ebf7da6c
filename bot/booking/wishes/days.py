"""The days of a wish, from the marks of a page: those wanted, those refused, from when and until when."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.booking.wishes.mentions import DAY, MARK, WEEK, Days, Marked, Mention, one

_P = MARK
_LIST = rf"{_P}(?:(?: (?:e|ne|o|il|la|di))+ {_P})?(?:(?: (?:e|ne|o|il|la|di))+ {_P})?"
_IT = r"(?:il |la |l |le |di |del |al |lo )?"
_NOT_BEFORE = re.compile(rf"\bnon prima (?:del |dell |di |della |delle ){_IT}{_P}")
_UNTIL = re.compile(
    rf"\b(?:entro e non oltre|entro|non oltre|non dopo|non piu tardi|fino)(?: (?:il|l|la|le|al|a|alla|del|di|fine|fine della|la fine della))* {_P}"
)
_RANGE = re.compile(rf"\b(?:dal|dall|da|tra|fra) (?:il |l )?{_P} (?:al|all|a|e|fino al|fino a)(?: il| l)? {_P}")
_FROM = re.compile(rf"\b(?:a partire |a cominciare )?(?:dal|dall|da|dalla) {_P}(?: (?:in poi|in avanti|in su))?")
_AFTER = re.compile(rf"\b(?:dopo|passat[oaie]) {_IT}{_P}")
_BEFORE = re.compile(rf"\bprima (?:del |dell |di |della |delle |che )?{_IT}{_P}")
_REFUSED = (
    re.compile(rf"{_P} non (?:posso|riesco|vengo|va bene|mi va|ci sono)(?= (?:il |la |di )?#\d+ (?:si|ok|va|invece|potrei|posso)\b)"),
    re.compile(rf"\b(?:tranne|eccetto|esclus[oa]|salvo|fuorche|a parte|meno|mai) {_IT}{_LIST}"),
    re.compile(rf"\bnon (?:posso |riesco |vengo |va bene |mi va |ci sono |(?:posso |riesco a )venire )?{_IT}{_LIST}"),
    re.compile(rf"\bne {_IT}{_LIST}"),
    re.compile(rf"(?:\b(?:il|la) )?{_P}(?: e (?:il |la )?{_P})? (?:(?:proprio )?no|non|lavoro|esclus[oa]|impossibile|mai)\b"),
    re.compile(rf"\bno {_P}(?= si | meglio )"),
)  # fmt: skip
_ANY = re.compile(_P)


ANY = Days()


@dataclass(frozen=True)
class Wanted:
    """Which days suit: each mention one of several, within the bounds, without those refused."""

    mentions: tuple[Mention, ...] = ()
    bounds: Days = ANY
    not_weekdays: tuple[int, ...] = ()
    not_days: tuple[date, ...] = ()


@dataclass
class _Bounds:
    first: date | None = None
    last: date | None = None

    def start(self, day: date | None) -> None:
        self.first = day if self.first is None or (day and day > self.first) else self.first

    def end(self, day: date | None) -> None:
        self.last = day if self.last is None or (day and day < self.last) else self.last


def read_days(marked: Marked) -> Wanted:
    """The days that the marks of the page tell, crossed out."""
    bounds = _bounds(marked)
    refused = [
        mention for pattern in _REFUSED for found in marked.page.take_all(pattern) for mention in _marks(marked, found)
    ]
    wanted = _joined([mention for found in marked.page.take_all(_ANY) for mention in _marks(marked, found)])
    return Wanted(
        mentions=tuple(wanted),
        bounds=Days(bounds.first, bounds.last),
        not_weekdays=tuple(dict.fromkeys(m.weekday for m in refused if m.weekday is not None)),
        not_days=tuple(day for mention in refused if mention.weekday is None for day in _each(mention.days)),
    )


def _marks(marked: Marked, found: re.Match[str]) -> list[Mention]:
    return marked.of(number for number in found.groups() if number)


def _bounds(marked: Marked) -> _Bounds:
    bounds = _Bounds()
    for first, last in (_marks(marked, found) for found in marked.page.take_all(_RANGE)):
        bounds.start(start := _coming(first, marked.today).first)
        bounds.end(_coming(last, start or marked.today).last)
    steps: tuple[tuple[re.Pattern[str], Callable[[Days], None]], ...] = (
        (_NOT_BEFORE, lambda days: bounds.start(days.first)),
        (_UNTIL, lambda days: bounds.end(days.last)),
        (_FROM, lambda days: bounds.start(days.first)),
        (_AFTER, lambda days: bounds.start(days.last and days.last + DAY)),
        (_BEFORE, lambda days: bounds.end(days.first and days.first - DAY)),
    )
    for pattern, step in steps:
        for found in marked.page.take_all(pattern):
            for mention in _marks(marked, found):
                step(_coming(mention, marked.today))
    return bounds


def _coming(mention: Mention, today: date) -> Days:
    """Its days; "prima di sabato" is the Saturday that comes, whatever "di sabato" is elsewhere."""
    if mention.weekday is None or (mention.days.first and mention.days.first >= today):
        return mention.days
    return one(today + (mention.weekday - today.weekday()) % 7 * DAY)


def _joined(mentions: list[Mention]) -> list[Mention]:
    """Without a feast beside a plain day; a weekday beside a stretch of days is that stretch's."""
    plain = [mention for mention in mentions if not mention.is_feast] or mentions
    stretches = [m for m in plain if m.weekday is None and m.days.first and m.days.last and not m.days.is_one]
    named = [mention for mention in plain if mention.weekday is not None]
    if len(stretches) != 1 or not named:
        return plain
    return [_within(stretches[0].days, mention.weekday or 0) for mention in named]


def _within(stretch: Days, weekday: int) -> Mention:
    """The weekday in a stretch: one day of a week, any of a longer one."""
    assert stretch.first and stretch.last
    day = stretch.first + (weekday - stretch.first.weekday()) % 7 * DAY
    is_week = stretch.last - stretch.first < WEEK
    days = Days(day, day) if is_week and day <= stretch.last else Days(stretch.first, stretch.last, (weekday,))
    return Mention((days,), weekday=weekday)


def _each(days: Days) -> list[date]:
    if days.first is None or days.last is None:
        return []
    return [days.first + n * DAY for n in range((days.last - days.first).days + 1)]
