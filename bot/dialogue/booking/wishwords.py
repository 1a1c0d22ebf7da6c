"""A wish said back to the citizen: "di sabato", "dalle 18 in poi"."""

from datetime import date, time, timedelta

from bot.booking.wishes import Frame, Wished
from bot.booking.wishes.parts import PARTS
from bot.knowledge.booking_phrases import WishesInWords
from bot.times import WEEKDAYS, spoken_date, spoken_hour

A_WEEK = timedelta(weeks=1)
MOST_SAID = 3
"""Alternatives; more than these are not said one by one."""


def days_in_words(words: WishesInWords, wish: Wished) -> str:
    """The days wished; empty where they are all, or too many ways to say."""
    return _joined(words, [_days(words, frame) for frame in wish.any_of])


def hours_in_words(words: WishesInWords, wish: Wished) -> str:
    return _joined(words, [_hours(words, frame) for frame in wish.any_of])


def _joined(words: WishesInWords, said: list[str]) -> str:
    distinct = list(dict.fromkeys(said))
    return words.either.join(distinct) if all(distinct) and len(distinct) <= MOST_SAID else ""


def _days(words: WishesInWords, frame: Frame) -> str:
    if frame.day:
        return spoken_date(frame.day)
    if day := _only_day(frame):
        return spoken_date(day)
    weekdays = words.either.join(words.weekday.format(day=WEEKDAYS[number]) for number in frame.weekdays)
    first, last = (spoken_date(day) if day else "" for day in (frame.first, frame.last))
    span = words.from_to if first and last else words.since if first else words.until if last else ""
    return ", ".join(part for part in (weekdays, span.format(first=first, last=last)) if part)


def _only_day(frame: Frame) -> date | None:
    """ "Di venerdì", in the week that was wished."""
    if len(frame.weekdays) != 1 or not (frame.first and frame.last) or frame.last - frame.first >= A_WEEK:
        return None
    day = frame.first + timedelta(days=(frame.weekdays[0] - frame.first.weekday()) % 7)
    return day if day <= frame.last else None


def _hours(words: WishesInWords, frame: Frame) -> str:
    if frame.at:
        return spoken_hour(frame.at)
    if (frame.after, frame.before) == PARTS["mattina"]:
        return words.mattina
    if (frame.after, frame.before) == PARTS["pomeriggio"]:
        return words.pomeriggio
    after = _from(frame.after) if frame.after else ""
    if frame.after and frame.before:
        return words.between.format(after=after, before=spoken_hour(frame.before))
    if frame.after:
        return words.after.format(after=after)
    return words.before.format(before=_of(frame.before)) if frame.before else ""


def _from(hour: time) -> str:
    """ "dalle 18"."""
    return f"d{spoken_hour(hour)}"


def _of(hour: time) -> str:
    """ "delle 18"."""
    return f"de{spoken_hour(hour)[1:]}"
