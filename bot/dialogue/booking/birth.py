"""How old somebody is, by the year or the day of birth: "è nata nel 2004", "classe 2001", "sono nato il 3/5/1980"."""

import re
from datetime import date

from bot.booking.wishes.spelling import MONTH, MONTH_NUMBERS, spelled
from bot.dialogue.booking.ages import OF_AGE, OLDEST

_YEAR = r"(?:19|20)\d\d"
_SHORT = r"\d\d"
_IN = r"(?:il|nel|nell|del|dell|anno|di|a|in)"
_BORN = re.compile(
    rf"\bnat[oaie](?: {_IN})*(?: (?P<day>\d{{1,2}}) (?P<month>{MONTH}))?(?: \w+)??(?: {_IN})*"
    rf" (?P<year>{_YEAR}|(?<=nel ){_SHORT}|(?<=nell ){_SHORT})\b"
    rf"|\b(?:classe|leva|anno di nascita)(?: {_IN})* (?P<of>{_YEAR}|{_SHORT})\b"
    rf"|(?:^ ?|\b(?:e|sono|lui|lei|hanno|figli[oae]|ragazz[oaie]) )(?:del|dell anno) (?P<from>{_YEAR})\b"
    rf"|^ ?(?:il |nel )?(?:(?P<its_day>\d{{1,2}}) (?P<its_month>{MONTH}) )?(?P<alone>{_YEAR}) ?$"
)
_AND_ANOTHER = re.compile(rf" e(?: \w+){{0,2}}? (?P<year>{_YEAR}) ?$")


def age_by_birth(text: str, today: date) -> int | None:
    """The age on that day, of several the youngest's; none where a year alone leaves open whether it is eighteen."""
    words = spelled(text)
    found = _BORN.search(words)
    if found is None:
        return None
    day, month = found["day"] or found["its_day"], found["month"] or found["its_month"]
    years = [_whole(found["year"] or found["of"] or found["from"] or found["alone"], today)]
    if other := _AND_ANOTHER.match(words, found.end()):
        years.append(int(other["year"]))
    age = today.year - max(years)
    if day and month:
        age -= (today.month, today.day) < (MONTH_NUMBERS[month], int(day))
    elif age == OF_AGE:
        return None
    elif age > OF_AGE:
        age -= 1
    return age if 0 <= age <= OLDEST else None


def _whole(year: str, today: date) -> int:
    """ "Classe 98" is 1998."""
    if len(year) > len("98"):
        return int(year)
    return int(year) + (today.year // 100 - (int(year) > today.year % 100)) * 100
