"""Weekdays: "sabato", "il sabato" in general, "mercoledì prossimo", "venerdì della settimana prossima", "fra due sabati"."""

import re
from datetime import date, time, timedelta

from bot.booking.wishes.mentions import DAY, MARK, WEEK, Days, Marked, Mention, one
from bot.booking.wishes.spelling import WEEKDAY, WEEKDAY_NUMBERS

_IN_A_WEEK = re.compile(rf"\b(?:il )?({WEEKDAY}) (?:di |della |del |dell )?{MARK}")
_IN_EIGHT = re.compile(rf"\b(?:il |di )?({WEEKDAY}) (?:in|a|ad) (8|15)(?: giorni)?(?= |$)")
"""Counted as people do, with the day itself: a week, or two, after the coming one."""
_COUNTED = re.compile(rf"\b(?:tra|fra) (\d) ({WEEKDAY})\b")
_NEXT_BEFORE = re.compile(rf"\b(?:il |la )?prossim[oa] ({WEEKDAY})\b")
_NEXT_AFTER = re.compile(rf"\b({WEEKDAY}) (?:prossim[oa]|ventur[oa]|entrante)\b")
_COMING = re.compile(rf"\b(?:quest[oa] ({WEEKDAY})|({WEEKDAY}) che viene)\b")
_IN_GENERAL = re.compile(
    rf"\b(?:il|(?<!~ )(?<!~  )di|ogni|i|tutti i|tutte le|nel|nei|la|al|del) (?:solo )?({WEEKDAY})\b"
)
_PLAIN = re.compile(rf"\b({WEEKDAY})\b")


def mark_weekdays(marked: Marked, now: time, at: time | None) -> None:
    """Marks the weekdays; today's own is asked back, unless its hour is over already."""
    today = marked.today
    marked.mark(_IN_A_WEEK, lambda found: _within(found[1], marked.mentions[int(found[2])]))
    marked.mark(_IN_EIGHT, lambda found: _in_eight(found[1], (int(found[2]) - 1) * DAY, today))
    marked.mark(_COUNTED, lambda found: _named(found[2], _after(found[2], today) + (int(found[1]) - 1) * WEEK))
    marked.mark(_NEXT_BEFORE, lambda found: _named(found[1], _after(found[1], today)))
    marked.mark(_NEXT_AFTER, lambda found: _this_or_next(found[1], today))
    marked.mark(_COMING, lambda found: _named(found[1] or found[2], _coming(found[1] or found[2], today)))
    marked.mark(_IN_GENERAL, lambda found: _general(found[1]))
    marked.mark(_PLAIN, lambda found: _plain(found[1], today, is_over=at is not None and at <= now))


def _within(weekday: str, mention: Mention) -> Mention | None:
    """That weekday of a week; none where the stretch is no week."""
    first, last = mention.days.first, mention.days.last
    if first is None or last is None or last - first > WEEK or first == last:
        return None
    day = first + (WEEKDAY_NUMBERS[weekday] - first.weekday()) % 7 * DAY
    return _named(weekday, day) if day <= last else None


def _in_eight(weekday: str, later: timedelta, today: date) -> Mention:
    """ "Mercoledì in otto" on a Wednesday may count from today or from the next."""
    day = _coming(weekday, today)
    if day == today:
        return Mention((one(day + later), one(day + later + WEEK)), "next", WEEKDAY_NUMBERS[weekday])
    return _named(weekday, day + later)


def _named(weekday: str, *days: date) -> Mention:
    return Mention(tuple(map(one, days)), weekday=WEEKDAY_NUMBERS[weekday])


def _general(weekday: str) -> Mention:
    return Mention((Days(weekdays=(WEEKDAY_NUMBERS[weekday],)),), weekday=WEEKDAY_NUMBERS[weekday])


def _coming(weekday: str, today: date) -> date:
    """Today, or the next of its kind."""
    return today + (WEEKDAY_NUMBERS[weekday] - today.weekday()) % 7 * DAY


def _after(weekday: str, today: date) -> date:
    return _coming(weekday, today + DAY)


def _this_or_next(weekday: str, today: date) -> Mention:
    """ "Sabato prossimo" in the week of a Saturday to come may be this one or the next."""
    day = _after(weekday, today)
    if day - today < WEEK and day.weekday() > today.weekday():
        return Mention((one(day), one(day + WEEK)), "next", WEEKDAY_NUMBERS[weekday])
    return _named(weekday, day)


def _plain(weekday: str, today: date, is_over: bool) -> Mention:
    day = _coming(weekday, today)
    if day == today and is_over:
        return _named(weekday, day + WEEK)
    if day == today:
        return Mention((one(day), one(day + WEEK)), "today", WEEKDAY_NUMBERS[weekday])
    return _named(weekday, day)
