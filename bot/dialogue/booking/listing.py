"""What is said of the waiting list: that one wants on it, or off it. A question about it, or about another list, is neither."""

import re

from bot.dialogue.booking.matter import is_of_another
from bot.italian import plain

_ANOTHER = re.compile(
    r"\blist[ae](?: di? attesa)? (?:per|d(?:i|ei|egli|el|ell|ella|elle|ello))\b"
    r" (?!(?:(?:l|la|il|lo|un) )?(?:attesa|psicolog|appuntament|colloqui|sportello|dottoressa|sabato|\w+edi|mattin|pomerigg|favore|cortesia|piacere))"
)
""" "La lista per la casa", "la lista dei giorni liberi"."""
_LIST = re.compile(r"\blist[ae]\b")
_ASKS = re.compile(r"\b(?:come|quant[oaie]|perche|cosa|funziona|esiste|se (?:mi|ci) (?:mett|iscriv|tolg)\w*)\b")
_ME = re.compile(r"\b(?:mi|ci)\b|\w(?:mi|ci)\b|\bil mio nome\b")
_COURTESY = r"(?:si|ok|va bene|certo|allora|volentieri|grazie|per favore|per cortesia|pure|lei|prego|mille|magari)"
_PUTS = re.compile(
    r"(?<!\bnon mi )(?<!\bnon )\b(?:mett|inser|iscriv|aggiung|segn)\w*\b(?: \w+){0,4}? (?:in|nella|alla|sulla) lista\b"
)
_WANTS_ON = re.compile(
    r"(?<!\bnon )\b(?:vorrei|voglio|preferisco|posso|potrei|vado)(?: \w+){0,2}? (?:in|nella|alla|sulla) lista\b"
)
_LIST_ALONE = re.compile(
    rf"(?:(?:{_COURTESY}|vorrei|voglio|preferisco|meglio|la|in|nella|per) )*lista(?: di? attesa)?(?: {_COURTESY})*"
)
_TELLS = r"\b(?:avvis|avvert|chiam|scriv|contatt|inform|sapere)\w*"
_GETS_FREE = (
    r"\b(?:si liber|disdic|disdett|rinunci)\w*"
    r"|\b(?:c e|ci sono|ha|avete|esce|trova\w*|salta|viene)(?: \w+){0,4}? (?:post[oi]|qualcosa|buco|disponibil\w+)"
)
_WHEN_FREE = re.compile(
    rf"{_TELLS}(?: \w+){{0,6}}? (?:se|quando|appena|caso)(?: \w+){{0,5}}? (?:{_GETS_FREE})|\bse (?:poi )?(?:si liber|qualcuno (?:disdic|rinunci))\w+"
)
_TELL_ME = re.compile(rf"(?:{_COURTESY} )*(?:mi {_TELLS}|avvis\w+|(?:mi |ci )?fa\w* sapere)(?: {_COURTESY})*")
_TAKES_OFF = re.compile(
    r"(?<!\bnon mi )(?<!\bnon )\b(?:tolg|togl|cancell|lev|rimuov|elimin|depenn)(?!\w*(?:at[oaie]|[ao]no)\b)\w*(?: \w+){0,5}? lista\b"
)
"""Asked for, and not told: "mi hanno cancellato", "mi tolgono"."""
_WANTS_OFF = re.compile(
    r"\b(?:esco|(?:vorrei|voglio|posso|potrei|preferisco) (?:uscire|essere tolt[oa])|non (?:voglio|vorrei) (?:piu )?(?:stare|restare|essere)"
    r"|non (?:mi|ci) (?:mett(?:a|i|ete|ere)|tenga|tenete|lasci|inserisca|consideri) piu)(?: \w+){0,4}? lista\b"
)


def is_of_another_list(text: str) -> bool:
    """ "Mi hanno cancellato dalla lista delle case popolari": nothing of ours is cancelled by that."""
    return _ANOTHER.search(plain(text)) is not None


def asks_for_the_list(text: str) -> bool:
    """ "Mi metta in lista", "lista d'attesa"."""
    words = plain(text)
    if _ANOTHER.search(words) or _ASKS.search(words) or _is_of_another(_LIST, words):
        return False
    is_put = _PUTS.search(words) is not None and _ME.search(words) is not None
    return is_put or _WANTS_ON.search(words) is not None or ("?" not in text and bool(_LIST_ALONE.fullmatch(words)))


def wants_to_wait(text: str) -> bool:
    """ "Mi metta in lista", "mi avvisi se si libera qualcosa"; not "se si libera un posto al nido"."""
    words = plain(text)
    is_told = _WHEN_FREE.search(words) is not None and not _ASKS.search(words)
    if is_told and _is_of_another(_WHEN_FREE, words):
        return False
    return asks_for_the_list(text) or is_told or ("?" not in text and _TELL_ME.fullmatch(words) is not None)


def leaves_the_list(text: str) -> bool:
    """ "Mi tolga dalla lista"; not what somebody tells of a list."""
    words = plain(text)
    if _ANOTHER.search(words) or _ASKS.search(words):
        return False
    return (_TAKES_OFF.search(words) and _ME.search(words)) is not None or _WANTS_OFF.search(words) is not None


def _is_of_another(what: re.Pattern[str], words: str) -> bool:
    """Whether the list, or the place that gets free, is another office's by what stands behind it."""
    return any(is_of_another(words[found.end() :]) for found in what.finditer(words))
