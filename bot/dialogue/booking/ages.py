"""How old somebody is, in an answer: only numbers that are said of an age count, and of several the youngest."""

import re

from bot.booking.wishes.spelling import MONTH, NUMBERS, spelled
from bot.dialogue.booking.breath import Number, in_one_breath

OF_AGE = 18
OLDEST = 110
LEAST_ALONE = 10
"""A smaller number before a comma tells how many they are, as often as how old ("due, uno è grande")."""
MONTHS_A_YEAR = 12
_TENS = {
    "vent": 20,
    "trent": 30,
    "quarant": 40,
    "cinquant": 50,
    "sessant": 60,
    "settant": 70,
    "ottant": 80,
    "novant": 90,
}
_UNITS = {"un": 1, "uno": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "nove": 9}
_WORDED = re.compile(rf"\b({'|'.join(_TENS)})[ai]?({'|'.join(sorted(_UNITS, key=len, reverse=True))})?\b")
_TEENS = {
    "undic": 11, "dodic": 12, "tredic": 13, "quattordic": 14, "quindic": 15, "sedic": 16, "diciassett": 17, "diciott": 18,
    "diciannov": 19, **_TENS,
}  # fmt: skip
_ELIDED = {**_TEENS, "ott": 8, "nov": 9}
""" "Diciott'anni"."""
_ENNE = re.compile(rf"\b(?:(\d{{1,2}}) ?|({'|'.join(_TEENS)}))enne\b")
_BARE_AGE = re.compile(
    r"(?:(?:si|no|e|ma|lui|lei|allora|beh|il|la|mio|mia|figli[oa]|bambin[oa]|ragazz[oa]|eh) )*"
    r"(?:(?:ne ha|ha|hanno|ne compie|ne fa|compie|fa|di|e di|ne ho|eta|ha solo|ne ha solo|avra|ha appena|ha gia|ha quasi|ne ha quasi) )?"
    r"(?:(?:solo|appena|gia|quasi|circa) )?(\d{1,2})(?P<years> anni)?(?: (?:compiuti|e mezzo|appena|circa|signora|dottoressa|lui|lei))*"
)
_HAS = re.compile(r"\b(?:ha|ne fa|ne ha|compie|ne compie|eta|avra|ne ho)\b")
_NUMBER = re.compile(r"\b\d{1,3}\b")
_BESIDE = (
    r"(?:(?:gia|appena|quasi|solo|soltanto|ancora|circa|almeno|oltre|compiuto|compiuti|piu di|meno di|da poco|i|gli) )*"
)
_OF_AN_AGE = re.compile(
    rf"\b(?:ha|hanno|avra|avranno|compie|compiono|compira|compiranno|fa|fara|fatt[oi]|di|eta|compiut[oi]|over|under|sopra i|sotto i) {_BESIDE}$"
)
_NOT_YET = re.compile(
    rf"\b(?:quasi|non ancora|meno di|under|sotto i|compie|compiono|compira|compiranno|ne fa|fara|sta per \w+|fra poco \w+) {_BESIDE}$|\bquasi $"
)
_NOT = re.compile(rf"\bnon (?:ne )?(?:ha|hanno)(?P<more> piu)? {_BESIDE}$")
_NO_AGE_BEFORE = re.compile(r"\b(?:alle|dalle|delle|le|ore|il|fra|tra|da|al) $")
_NO_AGE_AFTER = re.compile(rf"^ (?:{MONTH}\b|anni (?:fa|che)\b)")
_MONTHS_AFTER = re.compile(r"^ (?:mes[ei]|settiman[ae]|giorn[oi])\b")
_YEARS_AFTER = re.compile(r"^ ann[io]\b")
_GOES_ON = re.compile(
    r"^(?: *$| (?:ann[io]|e|ed|ma|o|gia|quasi|appena|compiut[io]|fatti|giusti|passati|suonati|scarsi|tra|fra|a|ad|il|in|non|lui|lei"
    r"|la|lo|l|ne|li(?= (?:ha|fa|compi|fara|avra))"
    rf"|signor\w*|dottoressa|grazie|credo|penso|circa|pero|perche|pure|oggi|ieri|domani|se|per|adesso|uno|una|mio|mia|tutt[ie]|entramb[ie]"
    rf"|da(?:l|lla)? (?:poco|ieri|un|una|qualche|\d|mese|settimana|anno|natale|pasqua|estate|{MONTH}))\b)"
)
""" "Ha 2 figli" is no age: what follows a number has to be no thing that is counted."""
_SOON = re.compile(r"\b(?:fra|tra) (?:poco|un|una|qualche|\d+)\b")
_SOON_AFTER = re.compile(
    r"^ (?:li |ne )?(?:(?:fa|fara|compie|compira) )?(?:(?:fra|tra) (?:poco|un|una|qualche|\d+)\b|domani|dopodomani|presto"
    rf"|(?:(?:a|ad|in|nel|nella|entro|il|la|l|dal|dalla|verso|fine|meta|inizio|prossim[oa]) )*"
    rf"(?:{MONTH}|natale|pasqua|primavera|estate|autunno|inverno|mese|settimana|anno)\b"
    r"(?! (?:scors|passat|fa\b)))"
)
""" "18 il mese prossimo"; not "18 il mese scorso"."""
_HAS_THEM = re.compile(rf"\b(?:ha|hanno|fatt[oi]|compiut[oi]) {_BESIDE}$")
_TO_BE = re.compile(r"\b(?:(?:li|ne) fa|compi(?:e|ono|ra|ranno)|fara|faranno)\b")
_ALL_OF_THEM = re.compile(r"\btutt[ie] e (?:due|tre|\d)\b")
_HOUR = re.compile(r"\b(?:alle|dalle|ore|dopo le)\b")


def read_ages(text: str) -> str:
    """The words of a message, with ages in digits: "ho sei anni", "una sedicenne" ("di 16 anni")."""
    words = _WORDED.sub(lambda found: str(_TENS[found[1]] + _UNITS.get(found[2], 0)), spelled(text))
    words = re.sub(
        r"(\w+)(?= anni)", lambda found: NUMBERS.get(found[1]) or str(_ELIDED.get(found[1], found[1])), words
    )
    words = re.sub(r"(?<= ha )sei\b", "6", words)
    return _ENNE.sub(lambda found: f"di {found[1] or _TEENS[found[2]]} anni", words).strip()


def age_in(text: str) -> int | None:
    """The one age in an answer to how old somebody is; the youngest of several."""
    words = _ALL_OF_THEM.sub("tutti", read_ages(text))
    found = [(number, words[: number.start()], words[number.end() :]) for number in _NUMBER.finditer(words)]
    said = [each for each in found if not _NO_AGE_BEFORE.search(each[1]) and not _NO_AGE_AFTER.match(each[2])]
    sure = [
        each for each in said if _YEARS_AFTER.match(each[2]) or (_OF_AN_AGE.search(each[1]) and _GOES_ON.match(each[2]))
    ]
    follows = [each for each in said if _GOES_ON.match(each[2]) or _NUMBER.match(each[2][1:])]
    sure = in_one_breath(words, sure, follows)
    bare = [] if _HOUR.search(words) else [each for each in said if _GOES_ON.match(each[2])]
    ages = _ages(sure or bare) or [int(n[0]) // MONTHS_A_YEAR for n, _, after in said if _MONTHS_AFTER.match(after)]
    if not ages:
        return _before_a_comma(text)
    is_soon = ages == [OF_AGE] and any(_is_soon(before, after, bool(sure)) for _, before, after in sure or bare)
    return min(ages) - is_soon


def _before_a_comma(text: str) -> int | None:
    """ "19, studia a Milano"; whether 18 are still to come may be told behind it."""
    first, comma, rest = text.partition(",")
    alone = _BARE_AGE.fullmatch(read_ages(first)) if comma else None
    age = int(alone[1]) if alone else 0
    if age < LEAST_ALONE:
        return None
    words = read_ages(rest)
    return age - (age == OF_AGE and (_SOON.search(words) or _TO_BE.search(words)) is not None)


def _ages(numbers: list[Number]) -> list[int]:
    """What is denied ("non ha 16 anni, ne ha 20") counts only alone."""
    told, denied = [], []
    for number, before, after in numbers:
        age = int(number[0])
        if not 0 < age <= OLDEST:
            continue
        if found := _NOT.search(before):
            if before.endswith("meno di "):
                told.append(age)
            elif not found["more"]:
                denied.append(age - 1)
        else:
            told.append(age - bool(_NOT_YET.search(before) or re.match(r" (?:quasi|non ancora)\b", after)))
    return told or denied


def _is_soon(before: str, after: str, is_sure: bool) -> bool:
    """ "Fra due mesi ne ha 18", "li compie a maggio, 18", "18 il mese prossimo"; not "ha 18 anni, a maggio ne fa 19"."""
    if _SOON_AFTER.match(_YEARS_AFTER.sub("", after)) and not _HAS_THEM.search(before):
        return True
    return _SOON.search(before) is not None or (not is_sure and _TO_BE.search(before) is not None)


def bare_age(text: str) -> int | None:
    """The age in a message that says nothing else: "7 anni", "ne ha 16"; a number alone is an hour sooner than an age."""
    words = read_ages(text)
    found = _BARE_AGE.fullmatch(words)
    if not found or not (found["years"] or _HAS.search(words)):
        return None
    age = int(found[1])
    return age - ("quasi" in words or "compie" in words or " fa " in f" {words} ") if 0 < age <= OLDEST else None
