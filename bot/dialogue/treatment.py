"""Being treated badly: by our own staff it is a complaint, anywhere else it is a story or a question."""

import re

from bot.italian import normalise
from bot.relatives import AT_WORK, CIRCLE, HOUSEHOLD, named

_NEAR = rf"{named(*HOUSEHOLD)}|{named(*CIRCLE)}"
_STAFF = (
    r"assistent[ei] social[ei]|impiegat[aoie]|operator[ei]|operatric[ei]|sportello|uffici?o?|comune|segretariato|psicolog\w+|funzionari\w+"
    r"|educator\w+|educatric\w+|servizi sociali"
)
_BODY = (
    r"(?:caf|inps|cup|asl|ats|asst|aler|banca|post[ae]|ufficio postale|questura|prefettura|tribunale|agenzia|patronato|sindacato"
    r"|polizia|carabinieri|vigili|centro per l impiego|medico|dottor\w+|farmacia|autista|controllore)"
)
_PLACE = (
    rf"(?:{_BODY}|ospedale|pronto soccorso|ambulatorio|consultorio|bus|autobus|metro|tram|treno|pullman|stazione|supermercato|negozio"
    r"|bar|scuola|nido|asilo|parrocchia|caritas|condominio|parco|strada|piazza|lavoro)"
)
_ELSEWHERE = (
    rf"(?:al|allo|alla|all|ai|alle|a|in|sul|sullo|sulla|sull|dal|dalla|dall|nel|nella|nell) (?:mi[oa] )?{_PLACE}\b"
    rf"|(?<!\bper )(?:il|lo|la|l|i|gli|le|un|una) (?:mi[oa] )?{_BODY}\b"
    rf"|(?:{_STAFF}) (?:d(?:i|el|ello|ella|ell|ei|elle) )?{_PLACE}\b"
)
"""A desk that is none of ours, the bus, and whoever works there."""
_PERSON = re.compile(
    rf"\b(?:{_ELSEWHERE}|(?P<staff>{_STAFF})|{_NEAR}|{named(*AT_WORK)}|professor\w+|maestr\w+|badante|lui)\b"
)
_NOT_THE_DOER = re.compile(
    rf"\b(?:con|vorrei|cerco|serve|bisogno|avete|c e|ci sono|esiste)(?: (?:un|una|uno|la|il|lo|l|del?l?|dello|della|di|parlare))* (?:{_STAFF})\b"
    rf"|\bd(?:i|el|ella|ei|elle) (?:mi[oaei]+ |nostr[oaie] )?(?:{_NEAR})\b"
)
"""Staff whom somebody would like to speak to, and those whose teacher or caseworker it is."""
_ASKED_OF = re.compile(
    r"\b(?:poss(?:o|iamo|ono)|puo|potr\w+|dove|a che ora|orari\w*|apr(?:e|ono|ite)|trov(?:o|are|iamo)|aiut\w+"
    r"|come (?:faccio|funziona|si)|cosa (?:fa|fate|serve))\b"
)
"""Where a question begins that somebody treated badly elsewhere has for us: the office in it is asked about."""
_CLAUSE_ENDS = re.compile(r"[,;:!\n]+|\.(?=\s|$)|(?<=\?)")
_TREATED_BADLY = re.compile(
    r"\b(?:mi|ci) (?:\w+ )?(?:tratt\w+|rispond\w+|rispost\w+|parl\w+) (?:\w+ )?(?:male|malissimo|da cani)\b|\b(?:maleducat|scortes|arrogant)\w+"
    r"|\b(?:mi|ci) (?:ha |hanno )?(?:urla\w*|grida\w*|insult\w+|offes\w+|umili\w*|prend\w+ in giro|preso in giro|sbattut\w+ fuori)\b"
)


def treated_badly_by_the_staff(text: str) -> bool:
    """Whether the one who treats badly is of the staff: the last one named before it, else the first after it."""
    clauses = [_NOT_THE_DOER.sub("", normalise(clause)) for clause in _CLAUSE_ENDS.split(text)]
    for number, clause in enumerate(clauses):
        if treatment := _TREATED_BADLY.search(clause):
            before = [*filter(_tells, clauses[:number]), clause[: treatment.start()]]
            after, *_ = _ASKED_OF.split(clause[treatment.end() :], maxsplit=1)
            return _is_staff(_doer(before, [after, *(c for c in clauses[number + 1 :] if not _ASKED_OF.search(c))]))
    return False


def _tells(clause: str) -> bool:
    return not (clause.endswith("?") and _ASKED_OF.search(clause))


def _doer(before: list[str], after: list[str]) -> re.Match[str] | None:
    *_, last = [None, *_PERSON.finditer(" ; ".join(before))]
    return last or _PERSON.search(" ; ".join(after))


def _is_staff(doer: re.Match[str] | None) -> bool:
    return doer is not None and doer["staff"] is not None
