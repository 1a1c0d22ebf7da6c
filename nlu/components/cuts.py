"""Where one message may hold two questions: after a sign that ends a clause, or before a word that goes on."""

import re
from typing import List, Tuple

_CUT = re.compile(r"(?<=[?!.;,])\s+|\s*\n\s*|\s+(?=(?:e|ed|poi|inoltre|invece|mentre|anche|pure)\s)", re.IGNORECASE)
FEWEST_WORDS = 3
"""A shorter part is no question of its own."""
MOST_CUTS = 6
"""A message with more places to cut is a story: its first ones are tried."""


def cuts(text: str) -> List[Tuple[str, str]]:
    """The message in two, in every way that leaves a question's length on both sides."""
    pairs = [(text[: match.start()], text[match.end() :]) for match in _CUT.finditer(text)]
    return [pair for pair in pairs if all(len(part.split()) >= FEWEST_WORDS for part in pair)][:MOST_CUTS]
