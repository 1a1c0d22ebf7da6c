"""Stretches of days: weeks, months and their parts: "la settimana prossima", "a metà mese", "i primi di dicembre"."""

import re
from datetime import date

from bot.booking.wishes.dates import week_of
from bot.booking.wishes.mentions import DAY, MARK, WEEK, Days, Marked, Mention, one
from bot.booking.wishes.spelling import MONTH, MONTH_NUMBERS, WEEKDAY, WEEKDAY_NUMBERS

_IN_WEEKS = re.compile(r"\b(?:tra|fra) (un|una|\d+) settiman[ae]\b")
_FORTNIGHT = re.compile(r"\b(?:tra|fra) una quindicina di giorni\b")
_IN_MONTHS = re.compile(r"\b(?:tra|fra) (un|\d+) mes[ei]\b")
_WEEK_AFTER_NEXT = re.compile(r"\bsettimana (?:dopo la|dopo quella|successiva alla) prossima\b")
_NEXT_WEEK = re.compile(
    r"\b(?:prossim[oa] settimana|settimana (?:prossim[oa]|che viene|entrante|ventura|successiva|seguente"
    r"|dopo(?! (?:(?:le|il|la|l) )?(?:@|#|feste|vacanze|festivita|natale|pasqua|epifania|befana|capodanno|prossima))))"
)
_THIS_WEEK = re.compile(r"\b(?:questa|entro la|per la) settimana\b")
_WORKDAYS = re.compile(r"\b(?:in|durante la|nella) settimana(?! del)\b|\bgiorni feriali\b|\binfrasettimanale\b")
_PART_OF_WEEK = re.compile(
    r"\b(meta|inizio|inizi|primi giorni)(?: (?:di|della|dell))? (?:questa |la )?(?:(prossima) )?settimana"
    r"(?: (prossima|che viene|entrante|ventura|successiva|dopo))?(?= |$)"
)
_WEEKEND = re.compile(r"\b(?:prossimo |quest[oa] )?(?:fine (?:della )?settimana|weekend)(?: (?:prossimo|che viene))?\b")
_WEEK_OF_A_DAY = re.compile(rf"\bsettimana del {MARK}")

_OF_A_MONTH = rf"(?:di |del |del mese di |dell )?({MONTH}|mese(?: prossimo| che viene)?|prossimo mese)"
_NTH = {"prima": 0, "1": 0, "seconda": 1, "2": 1, "terza": 2, "3": 2, "quarta": 3, "4": 3, "ultima": -1}
_NTH_WEEK = re.compile(rf"\b({'|'.join(_NTH)}) settimana {_OF_A_MONTH}\b")
_NTH_WEEKDAY = re.compile(rf"\b(?:il |l )?(prim|second|terz|quart|ultim)[oa] ({WEEKDAY}) {_OF_A_MONTH}\b")
_NTH_DAY = {"prim": 0, "second": 1, "terz": 2, "quart": 3, "ultim": -1}
_NEW_YEAR = re.compile(r"\b(?:(?:inizio|primi)(?: giorni)? (?:dell |del |d )?(?:anno(?: nuovo)?|nuovo anno))\b")
_NEXT_YEAR = re.compile(r"\b(?:anno nuovo|nuovo anno|anno prossimo|prossimo anno)\b")
_HALF = re.compile(rf"\b(prima|seconda) meta {_OF_A_MONTH}\b")
_THIRD = re.compile(rf"\b(inizio|inizi|primi(?: giorni)?|meta|fine|ultimi(?: giorni)?) {_OF_A_MONTH}\b")
_MONTH = re.compile(rf"\b(?:mese di )?({MONTH}|mese prossimo|prossimo mese|mese che viene|quest[oa] mese)\b")


def mark_stretches(marked: Marked) -> None:
    """Marks the weeks and months of the page, the longer phrases first."""
    today, this_week = marked.today, week_of(marked.today)
    marked.mark(_WEEK_OF_A_DAY, lambda found: _week_of_a(marked.mentions[int(found[1])]))
    marked.mark(_IN_WEEKS, lambda found: Mention((week_of(today + _count(found[1]) * WEEK),)))
    marked.mark(_FORTNIGHT, lambda _: Mention((week_of(today + 2 * WEEK),)))
    marked.mark(_IN_MONTHS, lambda found: Mention((week_of(_months_later(today, _count(found[1]))),)))
    marked.mark(_WEEK_AFTER_NEXT, lambda _: Mention((week_of(today + 2 * WEEK),)))
    marked.mark(_NTH_WEEKDAY, lambda found: _nth_weekday(found, today))
    marked.mark(_NEW_YEAR, lambda _: Mention((_whole(today.year + 1, 1),)))
    marked.mark(_NEXT_YEAR, lambda _: Mention((Days(date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)),)))
    marked.mark(_NTH_WEEK, lambda found: Mention((_nth_week(found[1], *_month(found[2], today)),)))
    marked.mark(_HALF, lambda found: Mention((_half(found[1], *_month(found[2], today)),)))
    marked.mark(_THIRD, lambda found: Mention((_coming_third(found, today),)))
    marked.mark(_PART_OF_WEEK, lambda found: _part_of_week(found, today))
    marked.mark(_WEEKEND, lambda _: Mention((Days(this_week.last and this_week.last - DAY, this_week.last),)))
    marked.mark(_NEXT_WEEK, lambda _: Mention((week_of(today + WEEK),)))
    marked.mark(_THIS_WEEK, lambda _: Mention((Days(today, this_week.last),)))
    marked.mark(_WORKDAYS, lambda _: Mention((Days(weekdays=(0, 1, 2, 3, 4)),)))
    marked.mark(_MONTH, lambda found: Mention((_whole(*_month(found[1], today)),)))


def _part_of_week(found: re.Match[str], today: date) -> Mention:
    """Tuesday to Thursday, or Monday and Tuesday; in the midst of it this week's rest or the next week's may be meant."""
    first, last = (1, 3) if found[1] == "meta" else (0, 1)
    monday = today - today.weekday() * DAY
    this, next_week = (Days(start + first * DAY, start + last * DAY) for start in (monday, monday + WEEK))
    if found[2] or found[3] or today.weekday() >= last:
        return Mention((next_week,))
    return Mention((this, next_week), "next") if today.weekday() > first else Mention((this,))


def _count(word: str) -> int:
    return min(int(word), 520) if word.isdecimal() else 1


def _week_of_a(mention: Mention) -> Mention:
    first = mention.days.first
    return Mention((week_of(first),) if first else (), mention.why if not first else None)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    return min(date(day.year + year, month + 1, min(day.day, 28)), date(9990, 1, 1))


def _month(words: str, today: date) -> tuple[int, int]:
    """Year and month."""
    if words in MONTH_NUMBERS:
        number = MONTH_NUMBERS[words]
        return today.year + (number < today.month), number
    if words in ("mese", "questo mese"):
        return today.year, today.month
    return _after(today.year, today.month)


def _after(year: int, month: int) -> tuple[int, int]:
    return (year, month + 1) if month < 12 else (year + 1, 1)


def _whole(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(*_after(year, month), 1) - DAY)


def _nth_week(nth: str, year: int, month: int) -> Days:
    month_days = _whole(year, month)
    assert month_days.first and month_days.last
    if _NTH[nth] < 0:
        return Days(month_days.last - 6 * DAY, month_days.last)
    first = month_days.first + _NTH[nth] * WEEK
    return Days(first, first + 6 * DAY)


def _nth_weekday(found: re.Match[str], today: date) -> Mention | None:
    """ "Il primo sabato di dicembre": one day; "del mese" that is over is next month's."""
    year, month = _month(found[3], today)
    day = _weekday_of(found, year, month)
    if day < today and found[3] == "mese":
        day = _weekday_of(found, *_after(year, month))
    return Mention((one(day),), weekday=WEEKDAY_NUMBERS[found[2]]) if day >= today else Mention((), "past")


def _weekday_of(found: re.Match[str], year: int, month: int) -> date:
    days, number = _whole(year, month), WEEKDAY_NUMBERS[found[2]]
    assert days.first and days.last
    if _NTH_DAY[found[1]] < 0:
        return days.last - (days.last.weekday() - number) % 7 * DAY
    return days.first + (number - days.first.weekday()) % 7 * DAY + _NTH_DAY[found[1]] * WEEK


def _half(which: str, year: int, month: int) -> Days:
    return (
        Days(date(year, month, 1), date(year, month, 15))
        if which == "prima"
        else Days(date(year, month, 16), _whole(year, month).last)
    )


def _coming_third(found: re.Match[str], today: date) -> Days:
    """Beginning, middle or end of a month; "metà mese" that is over is next month's."""
    year, month = _month(found[2], today)
    third = _third(found[1], year, month)
    is_over = third.last is not None and third.last < today
    return _third(found[1], *_after(year, month)) if is_over and found[2] == "mese" else third


def _third(which: str, year: int, month: int) -> Days:
    if which == "meta":
        return Days(date(year, month, 11), date(year, month, 20))
    if which.startswith(("fine", "ultimi")):
        return Days(date(year, month, 21), _whole(year, month).last)
    return Days(date(year, month, 1), date(year, month, 10))
