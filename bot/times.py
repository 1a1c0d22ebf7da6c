"""Local time of the municipalities, and Italian words for days and hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

ROME = ZoneInfo("Europe/Rome")
WEEKDAYS = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip

_italian_holidays = holidays.country_holidays("IT", language="it_IT")


def now() -> datetime:
    """The present moment in the municipalities' time zone."""
    return datetime.now(ROME)


def local(moment: datetime) -> datetime:
    """The moment in the municipalities' time zone; a naive one is taken for local already."""
    return moment.replace(tzinfo=ROME) if moment.tzinfo is None else moment.astimezone(ROME)


def before(moment: datetime, span: timedelta) -> datetime:
    """The moment that was so much earlier, in UTC: local times taken apart are an hour wrong in the night when the clocks change."""
    return moment.astimezone(UTC) - span


def moment_of(day: date, at: time) -> datetime:
    """The moment in UTC when the municipalities' clocks show this: the one place where local times become moments.

    An hour that they show twice is the first of the two; one that they skip is as much later. `time.max` is the next midnight.
    """
    if at == time.max:
        day, at = day + timedelta(days=1), time()
    return datetime.combine(day, at, ROME).astimezone(UTC)


def holiday(day: date) -> str | None:
    """The name of the Italian public holiday on this day."""
    name: str | None = _italian_holidays.get(day)
    return name


def spoken_date(day: date) -> str:
    """A day as one says it: "mercoledì 25 novembre"."""
    return f"{WEEKDAYS[day.weekday()]} {_day_of_month(day)} {MONTHS[day.month - 1]}"


def spoken_days(first: date, last: date) -> str:
    """One day or several: "venerdì 27 novembre", "da lunedì 3 agosto a venerdì 14 agosto"."""
    return spoken_date(first) if first == last else f"da {spoken_date(first)} a {spoken_date(last)}"


def full_date(day: date) -> str:
    """A day with its year: "5 gennaio 2024"."""
    return f"{_day_of_month(day)} {MONTHS[day.month - 1]} {day.year}"


def _day_of_month(day: date) -> str:
    return "1°" if day.day == 1 else str(day.day)


def spoken_span(start: time, end: time) -> str:
    """A span of time as one says it: "dalle 16 alle 20", "dalle 9:00 alle 12:30", "dall'1 alle 3"; `time.max` is midnight."""
    if end == time.max:
        return f"{_with_article('dal', start, bool(start.minute))} a mezzanotte"
    with_minutes = bool(start.minute or end.minute)
    return f"{_with_article('dal', start, with_minutes)} {_with_article('al', end, with_minutes)}"


def spoken_hour(moment: time) -> str:
    """A time of day as one says it: "alle 16", "alle 16:30", "all'1"."""
    return _with_article("al", moment, bool(moment.minute))


def _with_article(preposition: str, moment: time, with_minutes: bool) -> str:
    hour = f"{moment.hour}:{moment.minute:02}" if with_minutes else str(moment.hour)
    return f"{preposition}l'{hour}" if moment.hour == 1 else f"{preposition}le {hour}"


def without_final_accent(word: str) -> str:
    """The word as the normaliser leaves it: "lunedì" gives "lunedi"."""
    return word.replace("ì", "i")
