"""Questions about the citizen's own appointment: when and where it is, its code, whether one may come in two."""

import re

from bot.dialogue.booking.minors import is_for_a_minor
from bot.italian import normalise

_BEFORE = (
    r"(?:(?:e|ma|ah|eh|ok|allora|quindi|scusi|scusa|senta|aspetti|dunque|poi|grazie|mi (?:ricorda|ricordi|dice|dica|ripete|ripeta|ridice)"
    r"|ricordami|non (?:mi )?ricordo|non so piu|ho dimenticato|per favore) )*"
)
_HAD = r"(?:e|era|sara|sarebbe|ho|avevo|avevamo|abbiamo|devo|dovevo|dobbiamo|vengo|verro|ci vediamo|mi tocca|mi presento|posso venire|bisogna)"
_WHEN = r"(?:quando|(?:a |per )?che ora|(?:in |per )?che giorno|(?:in )?che data|dove|in che posto)"
_THEN = (
    r"(?:venire|esserci|andare|presentarmi|li|quindi|esattamente|di preciso|scusi|gia|poi|segnat[oa]|prenotat[oa]|fissat[oa]|dalla dottoressa"
    r"|dalla psicologa)"
)
_ABOUT_MINE = re.compile(rf"{_BEFORE}(?:per )?{_WHEN}(?: e {_WHEN})?(?: e che)?(?: {_HAD}(?: {_THEN})*)?")
_CODE = re.compile(r"\bcodice\b(?!.*\b(?:fiscale|postale)\b)")
_MAY = r"\b(?:poss\w+|(?:si )?puo|potre\w+|potrebbe|e possibile|va bene se|viene|vengo)\b"
_IN_TWO = (
    r"\b(?:portar(?:e|mi|lo|la)|accompagn\w+|venir?e? (?:anche|con|insieme|in due)|venire anch|viene anch\w*|vengo con|entrare con|assistere"
    r"|insieme|in due|in coppia)\b"
)
_COMPANY = re.compile(rf"{_MAY}.*{_IN_TWO}|{_IN_TWO}.*\bva bene\b")


def asks_about_mine(text: str) -> bool:
    """ "A che ora era?", "dove devo venire?"."""
    return _ABOUT_MINE.fullmatch(_plain(text)) is not None


def asks_the_code(text: str) -> bool:
    return _CODE.search(_plain(text)) is not None


def asks_for_company(text: str) -> bool:
    """ "Posso portare mio marito?"; a child is another question."""
    return _COMPANY.search(_plain(text)) is not None and not is_for_a_minor(text)


def _plain(text: str) -> str:
    return normalise(text).removesuffix(" ?").strip()
