"""Whether a question that was asked before brings something new: an age, somebody of one's own, "e per me?"."""

import re

from bot.italian import normalise
from bot.knowledge.kin import AGE
from bot.relatives import FAMILY, named

_SOMEBODY = re.compile(rf"\b{named(*FAMILY, 'friends', 'former')}\b")
_AGED = re.compile(r"\bne (?:ho|ha|hanno|faccio|fa|compie|compio)(?: \w+)? \d{1,3}\b")
_FOR_WHOM = re.compile(
    r"\b(?:per|anche|pure|e) (?:me|noi|lui|lei|loro)\b|\banch (?:io|lui|lei|loro)\b|\bpure io\b|\be io\b"
)


def brings_a_detail(text: str) -> bool:
    """ "E mio fratello che ne ha 23?", "e per me che sono disoccupata?"."""
    message = normalise(text)
    return any(pattern.search(message) for pattern in (_AGED, AGE, _SOMEBODY, _FOR_WHOM))
