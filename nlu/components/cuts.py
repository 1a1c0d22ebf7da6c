"""Where one message may hold two questions: after a sign that ends a clause, or before a word that goes on."""

import re
from typing import List, Tuple

_CUT = re.compile(
    r"(?<=[?!.;,])\s+|\s*\n\s*|\s+(?=(?:e|ed|poi|inoltre|invece|mentre|anche|pure|nonch[eé]'?|oltre)\s)|(?<=\S)\s+(?=(?:che|sia)\s)",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\bsia\s", re.IGNORECASE)
"""Only behind "sia" a "che" (or another "sia") takes up a second thing: "sia il SAD che il pasto"."""
_SECOND_OF_BOTH = re.compile(r"(?:che|sia)\s", re.IGNORECASE)
_AND = re.compile(r"(?:e|ed|che|sia|nonch[eé]'?|oltre)\s", re.IGNORECASE)
FEWEST_WORDS = 3
"""A shorter part is no question of its own, but may be the name of a second thing; how sure that is, the heads tell."""
MOST_CUTS = 6
"""A message with more places to cut is a story: its first ones are tried."""


def cuts(text: str) -> List[Tuple[str, str]]:
    """The message in two, in every way that leaves a question's length on both sides, or on one and a name beside its "e" on the other."""
    pairs = [(text[: match.start()], text[match.end() :]) for match in _CUT.finditer(text)]
    return [pair for pair in pairs if _may_be_two(*pair)][:MOST_CUTS]


def _may_be_two(first: str, second: str) -> bool:
    lengths = sorted(len(part.split()) for part in (first, second))
    if _SECOND_OF_BOTH.match(second):
        return _BOTH.search(first) is not None
    if lengths[0] >= FEWEST_WORDS:
        return True
    return lengths[0] >= 1 and lengths[1] >= FEWEST_WORDS and _AND.match(second) is not None
