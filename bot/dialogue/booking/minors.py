"""Whether the appointment would be for somebody under eighteen."""

import re

from bot.booking.wishes.spelling import NUMBERS, spelled

OF_AGE = 18
YOUNGEST_WRITER = 6
_CHILD = r"(?:figli[oae]|nipot[ei]|bambin[oae]|ragazz[oae]|fratellin[oa]|sorellin[oa]|fratello|sorella|bimb[oa]|adolescente|pupa|creatura)"
_OWN_AGE = re.compile(
    r"\b(?:ho|compio|faccio|io) (?:solo |quasi |appena |gia )?(\d{1,2}) anni\b(?! (?:fa|di|da|che|in))"
)
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
    is_not_yet = re.search(r"\b(?:quasi|non ancora|meno di|ne compie|sta per|fra poco)\b", words) is not None
    return min(ages) - is_not_yet


def _asks_for_a_child(words: str) -> bool:
    return not _FOR_ONESELF.search(words) and _FOR_A_CHILD.search(words) is not None


def is_for_a_minor(text: str) -> bool:
    """Whether the writer is, or asks for, somebody under eighteen; a parent's own children are not meant by being mentioned."""
    words = _digits(spelled(text))
    if any(YOUNGEST_WRITER <= int(found[1]) < OF_AGE for found in _OWN_AGE.finditer(words)):
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
