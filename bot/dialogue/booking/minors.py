"""Whether the appointment would be for somebody under eighteen."""

import re

from bot.booking.wishes.spelling import NUMBERS, spelled

OF_AGE = 18
YOUNGEST_WRITER = 6
_CHILD = r"(?:figli[oae]|nipot[ei]|bambin[oae]|ragazz[oae]|fratellin[oa]|sorellin[oa]|fratello|sorella|bimb[oa]|adolescente|pupa|creatura)"
_OWN_AGE = re.compile(r"\b(?:ho|ne ho|io) (?:solo |quasi |appena |gia )?(\d{1,2})(?: anni\b(?! (?:fa|di|da|che|in)))")
_I_AM_OF = re.compile(
    r"\b(?:sono|io sono) (?:ancora )?un[ao]? ?(?!mamma|madre|padre|papa|genitor|nonn|zi[oa]\b)(?:\w+ ){1,3}?"
    r"(?:di|che ha) (?:solo |quasi |appena |soli )?(\d{1,2}) anni\b"
)
""" "Sono una studentessa di 17 anni"."""
_TO_BE = re.compile(
    r"\b(?:ne |li )?(?:faccio|compio|faro|compiro|compiero) (?:i |gli )?(\d{1,2})\b(?! (?:ore|gradi|volte|euro|minuti|turni|km|figli))"
    r"|\bnon ho (?:ancora )?(?:compiuto )?(?:i )?(18)\b|\b(?:quasi|neanche|nemmeno) (18)(?: anni)?\b"
)
""" "Ne faccio 18 fra un mese": not yet."""
_BARE_AGE = re.compile(
    r"(?:(?:si|no|e|ma|lui|lei|allora|beh|il|la|mio|mia|figli[oa]|bambin[oa]|ragazz[oa]|eh) )*"
    r"(?:(?:ne ha|ha|hanno|ne compie|ne fa|compie|fa|di|e di|ne ho|eta|ha solo|ne ha solo|avra|ha appena|ha gia|ha quasi|ne ha quasi) )?"
    r"(?:(?:solo|appena|gia|quasi|circa) )?(\d{1,2})(?P<years> anni)?(?: (?:compiuti|e mezzo|appena|circa|signora|dottoressa|lui|lei))*"
)
_HAS = re.compile(r"\b(?:ha|ne fa|ne ha|compie|ne compie|eta|avra|ne ho)\b")
_CHILD_OF_AGE = re.compile(
    rf"\b{_CHILD}(?: \w+){{0,4}}? (?:di|ha|che ha|compie|e di) (?:solo |quasi |appena )?(\d{{1,2}}) anni\b"
)
_ENNE = re.compile(r"\b(\d{1,2}) ?enne\b")
_WORDED = re.compile(r"\b(undic|dodic|tredic|quattordic|quindic|sedic|diciassett)enne\b")
_MINOR = re.compile(r"\b(?:minorenne|minorenni|sono (?:un |una )?minore)\b")
_FOR_SOMEBODY = re.compile(
    rf"\b(?:per|a) (?:il |la |l )?(?:mi[oa] |su[oa] |nostr[oa] )?(?:\w+ )?{_CHILD}\b"
    rf"|\b(?:mi[oa]|nostr[oa]|la|il) {_CHILD}\b(?: \w+){{0,6}}? (?:vuole|vorrebbe|vorra|ha bisogno|avrebbe bisogno|chiede|desidera|deve)\b"
    rf"|\b(?:port|accompagn|mand)\w+ (?:mi[oa] )?{_CHILD}\b|\b(?:veng|venir)\w* (?:con )?mi[oa] {_CHILD}\b"
)


_LITTLE = r"(?:fratellin[oa]|sorellin[oa]|bambin[oaie]|bimb[oaie]|adolescente|pupa|creatura)"
_RELATIVE = r"(?:figli(?:[oae]|uol[oa])?|nipot(?:e|i|in[oa])|fratell[oi]|sorell[ae]|ragazzin[oa])"
_KIN = rf"(?:{_RELATIVE}|{_LITTLE})"
_MINE = r"(?:(?:il|la|lo|i|le|l|un|una|mi[oae]|miei|mie|nostr[oaie]|su[oa]|quest[oa]|primo|prima|secondo|seconda) )*"
_NEEDS = r"(?:vuole|vorrebbe|vorra|ha (?:tanto |proprio )?bisogno|avrebbe bisogno|chiede|desidera|deve|dovrebbe|vogliono|vorrebbero|hanno bisogno)"
_FOR_A_CHILD = re.compile(
    rf"\bper {_MINE}{_KIN}\b(?! che mi\b)"
    rf"|\b{_KIN}\b(?: (?!non\b)\w+){{0,6}}? {_NEEDS}\b"
    rf"|\b(?:port|accompagn|mand|far(?:e)?)\w* {_MINE}{_KIN}\b|\b(?:veng|venir)\w* con {_MINE}{_KIN}\b"
    rf"|\b{_KIN}\b.*\b(?:(?:portar|accompagnar|mandar|farl)\w*l?[oaie]|per (?:lui|lei|loro))\b"
    rf"|\b(?:madre|mamma|padre|papa|genitor[ei]|nonn[oa]|zi[oa]) di .*\bper (?:lui|lei|loro)\b"
)
_AT_SCHOOL = re.compile(
    r"\b(?:asilo|materna|elementar[ei]|scuola media|scuole medie|alle medie|(?:prima|seconda|terza|quarta|quinta) (?:media|elementare))\b"
)
_SMALL = re.compile(rf"\b{_LITTLE}\b|\b(?:e|ancora) (?:piccol|piccin)\w+\b")
_FOR_ONESELF = re.compile(
    r"\b(?:per me(?! e\b)|io sono (?:la madre|il padre|adult\w)|sono (?:io )?maggiorenne|per me stess[oa])\b"
)
_GROWN = re.compile(r"\b(?:(?:maggiorenn|adult)\w*|(?:diciott|diciannov|vent\w*|trent\w*|quarant\w*)enne)\b")
_AGE = re.compile(r"(?<!alle )(?<!dalle )(?<!dopo le )(?<!ore )(?<!il )\b(\d{1,2})\b(?! (?:novembre|dicembre|gennaio))")
_SHORTENED = {"vent": "20", "trent": "30", "quarant": "40", "cinquant": "50"}
OLDEST = 110


def is_for_oneself(text: str) -> bool:
    return _FOR_ONESELF.search(spelled(text)) is not None


def is_for_a_child(text: str) -> bool:
    """Whether somebody asks for a child, a grandchild, a brother, of whom nobody can tell whether it is of age."""
    words = _digits(spelled(text))
    is_told = is_for_a_minor(text) or _CHILD_OF_AGE.search(words) or _GROWN.search(words)
    return _asks_for_a_child(words) and not is_told


def age_in(text: str) -> int | None:
    """The one age in an answer to how old somebody is; the youngest of several."""
    words = _digits(spelled(text))
    ages = [int(found[1]) for found in _AGE.finditer(words) if 0 < int(found[1]) <= OLDEST]
    if not ages:
        return None
    is_not_yet = (
        re.search(r"\b(?:quasi|non ancora|meno di|(?:ne )?(?:compie|compira|fara)|ne fa|sta per|fra poco)\b", words)
        is not None
    )
    return min(ages) - is_not_yet


def bare_age(text: str) -> int | None:
    """The age in a message that says nothing else: "7 anni", "ne ha 16"; a number alone is an hour sooner than an age."""
    words = " ".join(_digits(spelled(text)).split())
    found = _BARE_AGE.fullmatch(words)
    if not found or not (found["years"] or _HAS.search(words)):
        return None
    age = int(found[1])
    return age - ("quasi" in words or "compie" in words or " fa " in f" {words} ") if 0 < age <= OLDEST else None


def is_the_writers(text: str) -> bool:
    """Whether the writer says to be under eighteen."""
    words = _digits(spelled(text))
    return _writes_of_oneself(words) or re.search(r"\bsono (?:un |una |ancora )?minor\w*\b", words) is not None


def _writes_of_oneself(words: str) -> bool:
    ages = [int(found[1]) for pattern in (_OWN_AGE, _I_AM_OF) for found in pattern.finditer(words)]
    to_be = [int(next(filter(None, found.groups()))) for found in _TO_BE.finditer(words)]
    return any(YOUNGEST_WRITER <= age < OF_AGE for age in ages) or any(YOUNGEST_WRITER < age <= OF_AGE for age in to_be)


def _asks_for_a_child(words: str) -> bool:
    return not _FOR_ONESELF.search(words) and _FOR_A_CHILD.search(words) is not None


def is_for_a_minor(text: str) -> bool:
    """Whether the writer is, or asks for, somebody under eighteen; a parent's own children are not meant by being mentioned."""
    words = _digits(spelled(text))
    if _writes_of_oneself(words):
        return True
    if _MINOR.search(words) or _WORDED.search(words) or any(int(f[1]) < OF_AGE for f in _ENNE.finditer(words)):
        return True
    if _asks_for_a_child(words) and (_AT_SCHOOL.search(words) or _SMALL.search(words)):
        return True
    ages = [int(found[1]) for found in _CHILD_OF_AGE.finditer(words)]
    return any(age < OF_AGE for age in ages) and (_FOR_SOMEBODY.search(words) is not None or _asks_for_a_child(words))


def _digits(words: str) -> str:
    """ "ho sei anni": before "anni" every number is one."""
    return re.sub(r"(\w+)(?= anni)", lambda found: NUMBERS.get(found[1]) or _SHORTENED.get(found[1], found[1]), words)
