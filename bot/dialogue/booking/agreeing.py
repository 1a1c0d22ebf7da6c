"""Yes and no, and whether a yes is one to what was just asked: a word for cancelling is none to booking."""

import re

from bot.dialogue.errand import Kind
from bot.italian import plain

MOST_WORDS = 14
"""A longer message says more than a yes."""
_YES = (
    "si", "sii", "certo", "certamente", "ok", "okay", "va bene", "vabbe", "benissimo", "perfetto", "esatto", "giusto", "d accordo",
    "volentieri", "sicuro", "(?:e )?(?:tutto )?(?:giusto|corretto|ok|a posto)", "bene", "va benissimo",
    "certo che si", "confermo", "conferma", "procedi", "proceda", "facciamo cosi", "mi va bene", "tutto bene", "yes", "assolutamente",
)  # fmt: skip
_SAYS_SO = r"(?:(?:mi[oa] \w+|lui|lei) )?(?:mi )?(?:ha detto(?: che| di)?|dice (?:che|di))"
_IS_NO = re.compile(
    r"(?:(?:ah|eh|ma|mah|beh) )*(?:no|nono|non va bene|non confermo|non e giusto|sbagliato|aspetta|aspetti|non cosi)"
    r"(?: (?:grazie|aspetta|aspetti|no|cosi|ancora))*"
)
_LO = "(?:l[oaie]|gliel[oa]|cel[oa]|mel[oa])?"
_DOES: dict[Kind, str] = {
    "book": rf"(?:(?:prenot|conferm)(?:a|i|o|iamo){_LO}|segn[io])",
    "move": rf"(?:spost(?:a|i|o|iamo|ar|are){_LO}|cambi(?:a|o|amo|ar|are)?{_LO})",
    "cancel": rf"(?:(?:disd(?:ic[aoi]|iciamo|ir|ire|i)|(?:annull|cancell)(?:a|i|o|iamo|ate|ar|are)){_LO})",
}
_ITSELF = r"(?:(?: pure)? (?:l|il|la|mio|mia|quest[oa]?) ?(?:appuntamento|colloquio|prenotazione)?| tutto)*"
_WISHES = r"(?:(?:lo|la|li|l|mi|me|ce|pure|puo|potete|deve|dovete|vorrei|voglio|devo|preferisco|purtroppo) )*"
_COURTESY = (
    r"(?:grazie|mille|tante|pure|signorina|signora|dottoressa|tutto|cara|gentilissima|prego|dai|allora|cosi|per favore|per cortesia|scusi|scusate"
    r"|mi dispiace|purtroppo)"
)
_PART = r"(?:nome|cognome|ora|orario|giorno|data|numero|telefono|posto|dati|resto|tutto)"
_IS_RIGHT = (
    rf"(?:(?:il|l|la|i|anche|e|con) )*{_PART}(?: (?:e )?(?:il |l |la )?{_PART})* (?:e|va|sono|vanno|mi va|e tutto|e anche)"
    r" (?:giust[oaie]|corrett[oaie]|esatt[oaie]|bene|benissimo|ok|a posto|perfett[oaie])"
)
""" "Il nome è giusto, l'ora va bene"."""
_NOT_COMING = (
    r"(?:(?:tanto|purtroppo|ormai|perche|che) )*non (?:ci |lo |mi )?"
    r"(?:posso|riesco|vengo|voglio|serve|interessa|ce la faccio)(?: (?:piu|a|proprio|venire|venirci|esserci))*"
)
_AFTER: dict[Kind, str] = {
    "book": f"{_COURTESY}|{_IS_RIGHT}",
    "move": _COURTESY,
    "cancel": f"{_COURTESY}|{_NOT_COMING}|la disdetta",
}
"""What stands beside a yes and takes nothing of it back."""


def _agreement(to: Kind, beside: str) -> re.Pattern[str]:
    yes = rf"(?:{'|'.join(_YES)}|{_WISHES}{_DOES[to]}{_ITSELF})"
    before = rf"(?:(?:ah|eh|ma|mah|e|beh|direi di|io|per me|guardi|senta|{_COURTESY}|{_SAYS_SO}) )*"
    return re.compile(rf"{before}{yes}(?: (?:{yes}|{beside}))*")


_AGREES: dict[Kind, re.Pattern[str]] = {to: _agreement(to, beside) for to, beside in _AFTER.items()}
_IS_YES = _agreement("book", "|".join([*_DOES.values(), *_AFTER.values(), "l[oaie]"]))
_COMES_NO_MORE = re.compile(
    rf"(?:(?:no|{_COURTESY}) )*non (?:ci )?(?:vengo|voglio(?: piu)? venire|mi serve|lo voglio)(?: piu)?(?: {_COURTESY})*"
)
_CANCELS = r"(?:disd|annull|cancell)\w+"
_KEEPS = re.compile(
    r"(?:(?:ah|eh|ma|allora|guardi|scusi) )*(?:no|nono)\b(?!.*\bnon (?:\w+ )?(?:posso|vengo|riesco|voglio)\b).*"
    r"|(?:(?:si|ma|allora|ok|preferisco|vorrei|voglio|meglio|certo che) )*"
    r"(?:(?:lo|la|me lo) (?:ten|lasc|mant)\w+|(?:man)?tenerlo|(?:ci )?vengo|verro|rest[ai])\b.*"
    rf"|non (?:(?:lo|la|l|mi|voglio|vorrei|intendo|devo) )*{_CANCELS}.*|{_CANCELS} no|conferm\w+ (?:l |il |la )\w+"
)


def is_yes(text: str) -> bool:
    """Whether it is a yes and no other answer; to do what was asked it has to be one to that, too."""
    return _is_all(_IS_YES, plain(text))


def is_no(text: str) -> bool:
    return _IS_NO.fullmatch(plain(text)) is not None


def agrees(text: str, to: Kind) -> bool:
    """Whether the whole message is a yes to that; what is asked ("sicuro?") is none."""
    words = plain(text)
    return "?" not in text and (_is_all(_AGREES[to], words) or (to == "cancel" and _is_all(_COMES_NO_MORE, words)))


def _is_all(pattern: re.Pattern[str], words: str) -> bool:
    return words.count(" ") < MOST_WORDS and pattern.fullmatch(words) is not None


def keeps(text: str) -> bool:
    """ "No, ci vengo", "lo tengo": the answer to "Lo disdico?" that changes nothing; a question is none."""
    return "?" not in text and _KEEPS.fullmatch(plain(text)) is not None
