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


def is_for_a_minor(text: str) -> bool:
    """Whether the writer is, or asks for, somebody under eighteen; a parent's own children are not meant by being mentioned."""
    words = _digits(spelled(text))
    if any(YOUNGEST_WRITER <= int(found[1]) < OF_AGE for found in _OWN_AGE.finditer(words)):
        return True
    if _MINOR.search(words) or _WORDED.search(words) or any(int(f[1]) < OF_AGE for f in _ENNE.finditer(words)):
        return True
    ages = [int(found[1]) for found in _CHILD_OF_AGE.finditer(words)]
    return any(age < OF_AGE for age in ages) and _FOR_SOMEBODY.search(words) is not None


def _digits(words: str) -> str:
    """ "ho sei anni": before "anni" every number is one."""
    return re.sub(r"(\w+)(?= anni)", lambda found: NUMBERS.get(found[1], found[1]), words)
