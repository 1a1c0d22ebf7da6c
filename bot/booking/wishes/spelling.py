"""A message in the one spelling that the readers know: "sab 3/12 alle sei e mezza" gives "sabato 3 dicembre alle @18:30"-like words.

Slips of the keyboard are mended in the words of the calendar only; numbers become digits; an hour is marked by hours.py.
"""

import re
from functools import cache, lru_cache

from bot.booking.wishes.slips import is_slip
from bot.italian import normalise
from bot.times import MONTHS, WEEKDAYS, without_final_accent

WEEKDAY_NUMBERS = {without_final_accent(name): number for number, name in enumerate(WEEKDAYS)}
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}
WEEKDAY = f"(?:{'|'.join(WEEKDAY_NUMBERS)})"
MONTH = f"(?:{'|'.join(MONTHS)})"

SHORT = {
    "lun": "lunedi", "mar": "martedi", "mer": "mercoledi", "merc": "mercoledi", "gio": "giovedi", "giov": "giovedi",
    "ven": "venerdi", "vener": "venerdi", "sab": "sabato", "dom": "domenica", "sabati": "sabato",
    "prox": "prossimo", "pross": "prossimo", "pom": "pomeriggio", "pome": "pomeriggio", "matt": "mattina",
    "sett": "settimana", "doppo": "dopo", "tarde": "tardi", "sto": "questo", "sta": "questa",
    "posdomani": "dopodomani", "week-end": "weekend", "gg": "giorni", "pomeridiane": "pomeriggio",
    "pomeridiano": "pomeriggio", "serale": "sera", "serali": "sera", "mattutino": "mattina", "mattutine": "mattina",
    "mattino": "mattina", "mattinata": "mattina", "serata": "sera", "dopopranzo": "dopo pranzo",
}  # fmt: skip
"""What people shorten, and other words for the same."""
_MENDED = [
    *WEEKDAY_NUMBERS, "domani", "dopodomani", "domattina", "stamattina", "stasera", "mattina", "pomeriggio",
    "settimana", "prossimo", "prossima", "mezzogiorno", "weekend",
]  # fmt: skip
_NO_SLIPS = {
    "mattia",
    "martina",
    "martini",
    "settima",
    "settimo",
    "settimane",
    "domanda",
    "domande",
    "domenico",
    "prossimi",
    "prossime",
}
"""Words and names that are only one letter away."""
_MONTH_BEFORE = re.compile(r"\d+|a|ad|di|in|per|fine|meta|inizio|primi")
_MONTHS_SHORT = {name[:3]: name for name in MONTHS}

_UNITS = ("zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici",
          "tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove", "venti", "ventuno",
          "ventidue", "ventitre", "ventiquattro", "venticinque", "ventisei", "ventisette", "ventotto", "ventinove",
          "trenta", "trentuno")  # fmt: skip
NUMBERS = {**{word: str(number) for number, word in enumerate(_UNITS)}, "quaranta": "40", "cinquanta": "50"}
_ALSO_A_WORD = {"sei", "uno"}
"""These are numbers only after a word that asks for one: "sei un robot?"."""
_BEFORE_A_NUMBER = {"alle", "le", "dalle", "delle", "ore", "tra", "fra", "il", "del", "al", "dal", "giorno", "per"}

JUST_READ = 16
"""Messages whose spelling is remembered for a moment: one turn asks for it several times."""

_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_DATE = re.compile(r"(?<![\d/-])(\d{1,2}) ?[/-] ?(\d{1,2})(?: ?[/-] ?(\d{4}|\d\d))?(?![\d/-])")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_DOTTED_AFTER_IL = re.compile(r"\b(il|data|giorno) (\d{1,2})\.(\d{1,2})(?![\d.])")
_ORDINAL = re.compile(r"(\d)\s*[°º^]")
_EITHER = re.compile(r"(?<=[a-zà-ù])/(?=[a-zà-ù])", re.IGNORECASE)
_H = re.compile(r"\bh\.? ?(\d{1,2})\b|\b(\d{1,2}) ?h(?: ?(\d\d))?\b", re.IGNORECASE)


@lru_cache(maxsize=JUST_READ)
def spelled(text: str) -> str:
    """The words of a message as the readers know them, a space at each end."""
    text = _EITHER.sub(" o ", text.replace("e/o", "o"))
    words = normalise(_with_dates_in_words(_ORDINAL.sub(r"\1 ", text.lower()))).replace(" ?", "").split()
    mended: list[str] = []
    for word in words:
        mended.append(_mended(word, mended[-1] if mended else ""))
    return f" {' '.join(mended)} "


def _with_dates_in_words(text: str) -> str:
    text = _ISO.sub(lambda found: _date(found[3], found[2], found[1]) or found[0], text)
    text = _DOTTED.sub(lambda found: _date(*found.groups()) or found[0], text)
    text = _DOTTED_AFTER_IL.sub(lambda found: f"{found[1]} {_date(found[2], found[3]) or found[0]}", text)
    text = _DATE.sub(lambda found: _date(*found.groups()) or _span(found), text)
    return _H.sub(lambda found: f" ore {found[1] or found[2]}{':' + found[3] if found[3] else ''} ", text)


def _date(day: str, month: str, year: str | None = None) -> str | None:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    in_full = "" if year is None else year if len(year) == 4 else f"20{year}"
    return f" {int(day)} {MONTHS[int(month) - 1]} {in_full} "


def _span(found: re.Match[str]) -> str:
    """ "17-19", which is no date, as hours."""
    return f" dalle {found[1]} alle {found[2]} " if found[3] is None else found[0]


def _mended(word: str, before: str) -> str:
    if word in SHORT:
        return SHORT[word]
    if word in NUMBERS and (word not in _ALSO_A_WORD or before in _BEFORE_A_NUMBER):
        return NUMBERS[word]
    if _MONTH_BEFORE.fullmatch(before) and (month := _month(word)):
        return month
    return word if word in _NO_SLIPS else _slip_of(word)


def _month(word: str) -> str | None:
    return _MONTHS_SHORT.get(word) or next((month for month in MONTHS if is_slip(word, month)), None)


@cache
def _slip_of(word: str) -> str:
    return word if word in _MENDED else next((right for right in _MENDED if is_slip(word, right)), word)
