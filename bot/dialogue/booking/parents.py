"""What is said of the parents once it is known that somebody under eighteen would come."""

import re

from bot.booking.wishes.spelling import spelled
from bot.relatives import named

_PARENT = re.compile(
    r"\b(?:sono|io sono|parla|qui e) (?:io )?(?:la |il |sua |suo |una |un )?(?:mamma|madre|padre|papa|babbo|genitore|tutric\w+|tutore)\b"
    r"|\b(?:parlo|chiamo|vengo|prenoto|telefono|chiedo|decido|firmo) io\b|\bio che (?:parlo|chiamo|vengo|prenoto|telefono|chiedo|scrivo)\b"
    r"|\blo accompagno|\bla accompagno|\bl accompagno|\b(?:lui|lei) e d accordo\b"
)
_KIN_WRITES = re.compile(
    rf"\b(?:sono|io sono) (?:la |il |lo |sua |suo |una |un )*{named('grandparents', 'uncles', 'siblings', 'cousins', 'friends', 'helpers')}\b"
)
_AGAINST = re.compile(
    r"\b(?:mamma|madre|papa|padre|genitor[ei]|i miei|a casa)\b.*"
    r"\b(?:non (?:vuol\w*|vogliono|lo san?n?o|devono?|e d accordo|sono d accordo|mi)|contrari[oa])\b"
    r"|\bnon (?:voglio|posso) dir\w+ (?:a|ai) (?:mia|mio|miei)\b"
)
_PARENT_KNOWS = re.compile(
    r"\b(?:puo|potrebbe|deve|puo anche) (?:chiam|telefon|prenot)\w+ (?:lei|lui|mi[oa]|su[oa]|il padre|la madre|un genitore)\b"
    r"|\b(?:mamma|madre|papa|padre|genitor[ei]|i miei)\b.*\b(?:sa|sanno|d accordo|chiama\w*|telefona\w*|prenota\w*|chiede|viene|vengono)\b"
)


def is_a_parent(text: str) -> bool:
    """Whether somebody says to be the parent, or to be the one who asks."""
    return _PARENT.search(spelled(text)) is not None


def is_about_the_parents(text: str) -> bool:
    """ "Mia mamma lo sa", "può chiamare mio padre?"."""
    return _PARENT_KNOWS.search(spelled(text)) is not None


def is_of_the_family(text: str) -> bool:
    """Whether a grandmother, a brother, a teacher writes: no parent."""
    return _KIN_WRITES.search(spelled(text)) is not None


def parents_are_against(text: str) -> bool:
    """ "Mia madre non vuole", "i miei non lo sanno"."""
    return _AGAINST.search(spelled(text)) is not None
