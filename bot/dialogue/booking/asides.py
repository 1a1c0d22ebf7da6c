"""What is said beside the answer: a delay, what if, why."""

import re

from bot.booking.wishes.spelling import spelled
from bot.dialogue.booking.matter import is_of_a_paper, is_of_another, names_a_paper
from bot.italian import plain
from bot.relatives import FAMILY, named

_WHY = re.compile(r"\b(?:perche|come mai|che c entra|cosa c entra|a che serve|che (?:le|ti) (?:importa|interessa))\b")
_OF_A_LIFE = (
    r"(?! (?:(?:mental|cognitiv|psico|motori|intellettiv|evolutiv|scolastic|mestrual)\w*"
    r"|d(?:i|el|ello) (?:svilupp|linguagg|cresci|apprend)\w*|nel(?:lo|la|l)? \w+|di \d+ (?:giorn|settiman|mes)\w+))"
)
_ELSEWHERE = r"(?! (?:a (?:scuola|lezione|casa|messa)|al (?:lavoro|nido|turno)|all asilo|in (?:ufficio|classe))\b)"
_COMES = (
    r"(?:arriv(?:o|ero|iamo|eremo|are|ando)|veng[oa]|venire|sono|siamo|sar(?:o|emo)|essere|facci(?:o|amo)|far(?:o|emo)|avr(?:o|emo)"
    r"|ho|abbiamo|porto|viaggio)"
)
_MUCH = (
    r"(?: (?:in|con|di|d|un|una|il|mio|po|pochino|pelo|qualche|legger\w+|lieve|forte|gran|grande|piccolo|circa|quasi|almeno|gia"
    r"|anche|oggi|purtroppo|tanto|molto|minut\w+|min|or[ae]|mezz\w?|quarto|decina|ventina|\d+))*"
)
_LATE = re.compile(
    rf"\b{_COMES}{_MUCH} ritardo\b{_OF_A_LIFE}{_ELSEWHERE}"
    r"|\b(?:minut\w+|min|mezz ora|quarto d ora) di ritardo\b|\britardo di (?:\w+ ){1,4}(?:minut\w+|min|ora)\b"
    rf"|\b(?:faccio|far[oa]|arrivo|arrivero) (?:un po |un pochino |un pelo |piu )?(?:piu )?tardi\b{_ELSEWHERE}|\btardo (?:un|\d|qualche|mezz)"
)
"""Said by whoever comes late; a child that is behind, or a rent, is none of this."""
_MINUTES = re.compile(r"\b(\d{1,3}|una decina di|un quarto d|mezz) ?(?:minuti|min|ora)\b")
_WORDED_MINUTES = {"una decina di": 10, "un quarto d": 15, "mezz": 30}
MOST_LATE = 120
"""Minutes; more is not late but another time."""
_DOES_NOT_KNOW = re.compile(r"\b(?:non (?:lo |ne )?so|non (?:mi )?ricordo|non sono sicur[oa])\b")
_MINE = r"(?:mio |l |il |la |un |una |questo |quest )?(?:appuntament|colloqui|prenotazion|sedut|incontr|psicolog)\w*"
_REMINDER = re.compile(
    rf"\b(?:mi|ci|me lo|ce lo) (?:\w+ ){{0,2}}?(?:avvis|ricord|avvert|mand|invi|scriv|arriv|chiam)\w*(?! (?:\w+ )?{named(*FAMILY)}\b)"
    r"(?: \w+){0,3}? (?:(?:il|un) giorno prima|la sera prima|prima dell appuntamento|promemoria|la vigilia)\b"
    rf"(?! d(?:i|el|ello|ella|ell|ei|egli|elle) (?!{_MINE}))"
)
""" "Mi avvisate il giorno prima?"; not "mi avvisa mio marito", nor "il giorno prima della visita medica"."""
_ANOTHER_VERB = (
    r"(?! (?:(?:piu|proprio|mai|poi|a|ad) )*(?!(?:venir|esser|presentar|arriv|liberar|avvis|disdir|spost|muover|uscir|parlar)\w*)"
    r"\w+[aei]r(?:e|ci|mi|ne|gli|l[oaie])\b)"
)
""" "Se non posso pagare" is no appointment that one cannot come to."""
_WHAT_IF = re.compile(
    r"(?:(?:ma|e|scusi) )*se .*"
    rf"\b(?:sta male|mi ammalo|si ammala|non (?:posso|riesco|ce la(?: facci[oa])?|puo|viene|vengo){_ANOTHER_VERB}"
    r"|imprevist\w+|devo (?:spostare|disdire)|cambio idea)\b"
)
_ASKS_FOR_HELP = re.compile(r"\b(?:chi|dove|quant[oaie]|aiut\w+)\b")
_OF_THE_APPOINTMENT = re.compile(
    r"\b(?:avvis|avvert|chiam|telefon|dic|dir|disd|spost|annull|appuntament|prenot|colloqui|sedut|psicolog)\w*"
)
""" "E se sto male chi avviso?"; not "chi mi aiuta?"."""


def asks_for_a_reminder(text: str) -> bool:
    """ "Mi avvisate il giorno prima?"."""
    return _REMINDER.search(plain(text)) is not None


def does_not_know(text: str) -> bool:
    """ "Non lo so", "non so quanti ne ha"."""
    return _DOES_NOT_KNOW.search(plain(text)) is not None


def asks_why(text: str) -> bool:
    return _WHY.search(plain(text)) is not None


def is_late(text: str) -> bool:
    """Whether somebody says to come late, and not with a paper or for another thing: "siamo in ritardo per l'iscrizione al nido"."""
    words = spelled(text)
    after = [words[found.end() :] for found in _LATE.finditer(words)]
    return bool(after) and not any(_is_of_another(text, each) for each in after)


def _is_of_another(text: str, after: str) -> bool:
    if is_of_a_paper(after):
        return True
    return "?" in text and minutes_late(text) is None and (is_of_another(after) or names_a_paper(after))


def minutes_late(text: str) -> int | None:
    found = _MINUTES.search(spelled(text))
    if not found:
        return None
    minutes = _WORDED_MINUTES.get(found[1]) or (int(found[1]) if found[1].isdecimal() else 0)
    return minutes if 0 < minutes <= MOST_LATE else None


def asks_what_if(text: str) -> bool:
    """ "E se quel giorno sta male?"."""
    words = plain(text)
    if not _WHAT_IF.match(words):
        return False
    return not _ASKS_FOR_HELP.search(words) or _OF_THE_APPOINTMENT.search(words) is not None
