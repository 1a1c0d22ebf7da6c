"""Single days: "il 3 dicembre", "sabato 5", "il 27", "oggi", "dopodomani", "fra tre giorni"."""

import re
from datetime import date, timedelta

from bot.booking.wishes.mentions import DAY, WEEK, Days, Marked, Mention, one
from bot.booking.wishes.spelling import MONTH, MONTH_NUMBERS, WEEKDAY, WEEKDAY_NUMBERS

LONG_PAST = timedelta(days=60)
"""A day of the year that is over for longer than this is next year's; a nearer one is a slip."""
JUST_OVER = timedelta(days=7)
"""A number that was the day's within this time is a slip perhaps; before that it is next month's."""
NEXT_DAYS = timedelta(days=7)
"""How far "uno di questi giorni" reaches."""
IDIOM_OF_TWO_WEEKS = 15
""" "Fra quindici giorni" is a fortnight."""

_NO_DATE = re.compile(
    rf"\b(?:via|viale|piazza|corso|largo|nat[oa] (?:il|l)|nat[oa] a \w+ il) (?:\d+ {MONTH}(?: \d{{4}})?)"
)
_SHARED_MONTH = re.compile(
    rf"\b(\d{{1,2}})((?: (?:e|o|oppure|al|il|l|{WEEKDAY})){{1,3}}) (\d{{1,2}}) (?:di )?({MONTH})\b"
)
_WITH_MONTH = re.compile(
    rf"\b(?:({WEEKDAY}) )?(?:(?:il|giorno) )?(?P<day>\d{{1,2}}|primo) (?:di )?({MONTH})(?: (?:del )?(20\d\d))?\b"
)
_WITHOUT_MONTH = re.compile(
    rf"(?:\b({WEEKDAY}) (?:il )?|(?<= il )|(?<= l )|(?<= del )|(?<= dal )|(?<= al )|(?<= giorno )|(?<= data ))(\d{{1,2}})(?= )"
    r"(?! (?:figli|figlie|piano|persone|anni|mesi|settimane|ore|euro|volte|\d))"
)
_RELATIVE = re.compile(r"\b(ieri|(?:domani l altro|dopo domani|dopodomani)|domani|oggi(?: stesso)?|in giornata)\b")
_AHEAD = {"ieri": -1, "domani": 1, "oggi": 0, "oggi stesso": 0, "in giornata": 0}
_AROUND_TEN = re.compile(r"\b(?:tra|fra) (?:circa )?una decina di giorni\b")
_A_WEEK_AFTER = re.compile(r"\b(oggi|domani|dopodomani) (?:in|a|ad) (8|15)(?: giorni)?(?= |$)")
""" "Oggi a otto", counted with today: in a week."""
_WITH_PART = re.compile(r"\b(domattina|stamattina|stamani|stamane|stasera|quest[ao] (?:mattina|pomeriggio|sera))\b")
_IN_DAYS = re.compile(r"\b(?:tra|fra) (\d+) giorni\b")
_SOME_DAYS = re.compile(r"\b(?:tra|fra) (?:qualche|un paio di|pochi) giorni\b")
_THESE_DAYS = re.compile(r"\b(?:un[oa]? di questi giorni|in questi giorni|nei prossimi giorni|prossimi giorni)\b")


def with_shared_months(words: str) -> str:
    """ "il 2 o il 4 dicembre" as "il 2 dicembre o il 4 dicembre"."""
    return _SHARED_MONTH.sub(r"\1 \4\2 \3 \4", words)


def mark_dates(marked: Marked) -> None:
    """Marks the single days of the page."""
    page, today = marked.page, marked.today
    page.take_all(_NO_DATE)
    marked.mark(_WITH_MONTH, lambda found: _in_a_month(found, today))
    marked.mark(_WITHOUT_MONTH, lambda found: _of_this_month(found, today))
    marked.mark(_IN_DAYS, lambda found: _in_days(int(found[1]), today))
    marked.mark(_AROUND_TEN, lambda _: Mention((Days(today + 8 * DAY, today + 12 * DAY),)))
    marked.mark(_A_WEEK_AFTER, lambda found: _in_days(_AHEAD.get(found[1], 2) + int(found[2]) - 1, today))
    marked.mark(_SOME_DAYS, lambda _: Mention((Days(today + 2 * DAY, today + NEXT_DAYS),)))
    marked.mark(_THESE_DAYS, lambda _: Mention((Days(today, today + NEXT_DAYS),)))
    page.words = _WITH_PART.sub(lambda found: _day_and_part(found[1]), page.words)
    marked.mark(_RELATIVE, lambda found: _relative(found[1], today))


def _day_and_part(word: str) -> str:
    day = "domani" if word == "domattina" else "oggi"
    part = "sera" if word.endswith("sera") else "pomeriggio" if word.endswith("pomeriggio") else "mattina"
    return f"{day} {part}"


def _relative(word: str, today: date) -> Mention:
    days = _AHEAD.get(word, 2)
    return Mention((), "past") if days < 0 else Mention((one(today + days * DAY),))


def _in_days(days: int, today: date) -> Mention:
    if days == IDIOM_OF_TWO_WEEKS:
        return Mention((week_of(today + 2 * WEEK),))
    return Mention((one(today + min(days, 3650) * DAY),))


def week_of(day: date) -> Days:
    """Its week, Monday to Sunday."""
    monday = day - day.weekday() * DAY
    return Days(monday, monday + 6 * DAY)


def _in_a_month(found: re.Match[str], today: date) -> Mention | None:
    weekday, number, month, year = found.groups()
    day = 1 if number == "primo" else int(number)
    if day > 31:
        return None
    of_year = int(year) if year else today.year + ((MONTH_NUMBERS[month], day) < (today.month, today.day))
    meant = _date(of_year, MONTH_NUMBERS[month], day)
    if meant is None:
        return Mention((), "no_such_day")
    last_year = None if year else _date(of_year - 1, meant.month, day)
    if meant < today or (last_year and last_year < today <= last_year + LONG_PAST):
        return Mention((), "past")
    return _checked(weekday, meant)


def _of_this_month(found: re.Match[str], today: date) -> Mention | None:
    weekday, day = found[1], int(found[2])
    if not 1 <= day <= 31:
        return None
    meant, coming = _date(today.year, today.month, day), _next_with(day, today)
    if weekday and (right := next((d for d in (meant, coming) if d and d >= today and _is(d, weekday)), None)):
        return Mention((one(right),), weekday=WEEKDAY_NUMBERS[weekday])
    if meant and meant < today:
        return Mention((one(coming),), "past" if meant + JUST_OVER >= today else None)
    return _checked(weekday, meant or coming)


def _next_with(day: int, today: date) -> date:
    """The next later month's day of this number."""
    for months in range(1, 12):
        year, month = divmod(today.month - 1 + months, 12)
        if found := _date(today.year + year, month + 1, day):
            return found
    raise AssertionError("every number up to 31 stands in two neighbouring months")


def _is(day: date, weekday: str) -> bool:
    return day.weekday() == WEEKDAY_NUMBERS[weekday]


def _checked(weekday: str | None, day: date) -> Mention:
    """The day; where the weekday beside it is another, that one may be meant too."""
    if weekday is None or _is(day, weekday):
        return Mention((one(day),))
    off = (WEEKDAY_NUMBERS[weekday] - day.weekday() + 3) % 7 - 3
    return Mention((one(day + off * DAY), one(day)), "mismatch")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
