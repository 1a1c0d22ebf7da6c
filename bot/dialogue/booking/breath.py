"""Ages told in one breath: where one number is sure to be an age, so are those that are joined to it ("12, 15 e 20 anni")."""

import re
from itertools import pairwise

Number = tuple[re.Match[str], str, str]
"""A number of a message, with the words before and after it."""
PAIR = 2
_JOINED = re.compile(
    r" (?:ann[io] )?(?:(?:e|ed|o|oppure|altr[oa]|un[oa]?|ne|di|ha|l|il|la|lui|lei|mi[oa]|mentre|invece|maggiore|minore|grande|piccol[oa]"
    r"|maschi\w*|femmin\w*|figli[oa]|prim[oa]|second[oa]) )*"
)


def in_one_breath(words: str, sure: list[Number], others: list[Number]) -> list[Number]:
    """The sure ones and those joined to them, in their order; a first one that tells how many ("due, 12 e 20 anni") is no age."""
    places = {each[0].start(): each for each in [*others, *sure]}
    joined = [places[place] for place in sorted(places)]
    found = [each for each in joined if any(_is_joined(words, each, one, joined) for one in sure)]
    is_count = len(found) > PAIR and int(found[0][0][0]) == len(found) - 1
    return found[1:] if is_count else found


def _is_joined(words: str, one: Number, other: Number, numbers: list[Number]) -> bool:
    first, last = sorted((one[0].start(), other[0].start()))
    among = [each[0] for each in numbers if first <= each[0].start() <= last]
    return all(_JOINED.fullmatch(words[before.end() : after.start()]) for before, after in pairwise(among))
