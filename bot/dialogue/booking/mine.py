"""Questions about the citizen's own appointment: when and where it is, its code, whether one may come in two."""

import re

from bot.booking.wishes.spelling import MONTH, WEEKDAY
from bot.dialogue.booking.matter import is_of_another
from bot.dialogue.booking.minors import DESK, ELSEWHERE, needs_it
from bot.dialogue.booking.ordinary import is_grammar
from bot.italian import normalise
from bot.relatives import FAMILY, named

_BEFORE = (
    r"(?:(?:e|ma|ah|eh|ok|allora|quindi|scusi|scusa|senta|aspetti|dunque|poi|grazie|mi (?:ricorda|ricordi|dice|dica|ripete|ripeta|ridice)"
    r"|ricordami|non (?:mi )?ricordo|non so piu|ho dimenticato|per favore) )*"
)
_HAD = r"(?:e|era|sara|sarebbe|ho|avevo|avevamo|abbiamo|devo|dovevo|dobbiamo|vengo|verro|ci vediamo|mi tocca|mi presento|posso venire|bisogna)"
_WHEN = r"(?:quando?|(?:a |per )?che ora|(?:in |per )?che giorno|(?:in )?che data|dove|in che posto)"
_THEN = (
    r"(?:venire|esserci|andare|presentarmi|li|quindi|esattamente|di preciso|scusi|gia|poi|segnat[oa]|prenotat[oa]|fissat[oa]|dalla dottoressa"
    r"|dalla psicologa)"
)
_WHICH = (
    r"(?:(?:il|l|la) (?:giorno|orario|ora|data|posto|indirizzo) (?:qual|quale) (?:e|era)"
    r"|(?:qual|quale) (?:e|era) (?:il|l|la) (?:giorno|orario|ora|data|posto))"
)
_ABOUT_MINE = re.compile(
    rf"{_BEFORE}{_WHICH}|{_BEFORE}(?:per )?{_WHEN}(?: e {_WHEN})?(?: e che)?(?: {_HAD}(?: {_THEN})*)?"
)
_MY_APPOINTMENT = (
    r"(?:(?:mi[oa]|nostr[oa]|l) (?:prossim[oa] |prim[oa] )?(?:appuntamento|colloquio|prenotazione|seduta|incontro))"
)
_AT_WHAT_TIME = r"\b(?:quando?|che giorno|a che ora|che ora|in che giorno|dove)\b"
_TO_TAKE_ONE = r"(?:si|prend\w+|prenot(?:o|a|are)|fiss(?:o|a|are)|chied\w+|serv\w+|vuole|occorr\w+|bisogn\w+|fare|faccio|posso|puo)"
"""Beside these it is asked how one gets an appointment: "quando si prende l'appuntamento?"."""
_I_HAVE = r"\b(?:ho|avevo|abbiamo|avevamo) (?:(?:gia|poi|esattamente) )?(?:l|il|la|mi[oa])"
_A_VISIT = r"(?:psicolog[ao]|dottoressa|appuntamento|colloquio|prenotazione|seduta|incontro)"
TAKES_BACK = re.compile(r"\b(?:spost|anticip|rimand|cambi|disd|annull|cancell)\w*")
_WHICH_TIME = re.compile(
    rf"\b{_MY_APPOINTMENT}\b(?: \w+){{0,4}}? (?:era|sarebbe|cade|e|ce l ho|l avevo|l ho)(?: (?:gia|poi|sempre|per|di|il|al|lo|proprio))*"
    r" (?:alle|all|l una|\d|domani|dopodomani|oggi|luned|marted|mercoled|gioved|venerd|sabato|quest[oa]|mattina|pomeriggio|quando|che|a che"
    r"|confermat)"
    rf"|{_AT_WHAT_TIME}(?: (?!{_TO_TAKE_ONE}\b)\w+){{0,4}}? {_MY_APPOINTMENT}\b"
    rf"|{_AT_WHAT_TIME} {_I_HAVE} {_A_VISIT}\b|{_I_HAVE} {_A_VISIT} (?:(?:di|il|alle|per) )*(?:{WEEKDAY}|\d+)\b.*\bo\b"
    rf"|\b{_MY_APPOINTMENT}\b(?: \w+){{0,5}}? (?:quando|che giorno|a che ora|per che ora) (?:e|era|ce l ho|ce l avevo|sarebbe|cade)\b"
)
_FORGOTTEN = re.compile(
    r"\b(?:ho|avevo|abbiamo|avevamo)(?: (?:gia|preso|fissato|prenotato|un|una|l|il|la|mi[oa]))*"
    r" (?:appuntamento|prenotazione|colloquio|seduta|incontro|prenotato|fissato)\b.*"
    r"\b(?:non (?:mi )?ricord\w+|mi sono (?:dimenticat|scordat)[oa]|ho (?:perso|dimenticato|scordato)|non so)(?: \w+){0,4}?"
    r" (?:se (?:e|era|fosse)|quando|a che|che|di che|quale|il giorno|l ora|l orario|la data|il fogli\w+|il bigliett\w+)\b"
)
""" "Ho un colloquio da voi ma non ricordo se è martedì"."""
_LOST = re.compile(r"\b(?:pers[oa]|non trovo|buttat[oa]|dimenticat[oa]|non (?:mi )?ricordo|scordat[oa])\b")
"""What is said instead of a question mark, of the slip with the day on it."""
_CODE = re.compile(r"\bcodice\b(?: (?:(?:di|del|della|dell|dello) )?(\w+))?(?!.*\b(?:fiscale|postale)\b)")
_OF_MINE = re.compile(
    r"(?:prenot|appuntament|colloqui|sedut|disd|conferm|ricev|mand|invi|dat[oa]$|scritt|giust|complet|corrett|sbagliat|serv|dov|bisogn|ripet|qual)\w*"
)
""" "Il codice della prenotazione", "che mi ha mandato"; "il codice tributo" is another."""
_NOT_OURS = (
    rf"(?!(?:(?:un|una|il|la|l|lo|i|gli|le|mi[oa]|su[oa]|vostr[oa]|signor\w*|dottor\w*) )*(?:{DESK}|comune|ufficio|servizio"
    rf"|segretariato|me|voi|lei|lui|noi|figli\w*|{MONTH}|{WEEKDAY}|\w+edi|domani|oggi|\d+|prossim\w+|settiman\w+|favore|piacere|cortesia|caso|sapere|sicurezza|mattin\w+|pomerigg\w+|sera|una)\b)"
)
_WITH_ANOTHER = rf"(?:con|al|alla|all|ai|agli|dal|dalla|dall|dai|per) {_NOT_OURS}"
_IS_WITH_ANOTHER = re.compile(rf"\b{_A_VISIT} {_WITH_ANOTHER}|\b{_A_VISIT}\b.* (?:con|dal|dalla|dall) {_NOT_OURS}")
_WHEN_IS_IT = re.compile(
    r"\b(?:quando?|che giorno|a che ora|che ora|ricord\w+)\b.*\b(?:appuntamento|colloquio|prenotazione)\b"
    rf"(?! {_WITH_ANOTHER})"
)
_BEFORE_ANOTHER = re.compile(r"\bcodice\b|\b(?:mett|inser|scriv|indic|compil)\w*")
"""Behind these it is told what the code is of, or where it goes: "che codice devo mettere nel modulo?"."""
_MAY = r"\b(?:poss\w+|(?:si )?puo|potre\w+|potrebbe|e possibile|va bene se|viene|vengo)\b"
_NEAR = named(*FAMILY, "friends", "helpers")
_HELPER = re.compile(rf"\b{named('helpers')}\b")
_SOMEBODY = rf"\b(?:{_NEAR}|qualcuno|persona|lui|lei|anch io|famiglia)\b"
_TOGETHER = (
    r"\b(?:portar(?:e|mi)|accompagn\w+|venire? (?:anche|con)|venire anch|viene anch\w*|vengo con|entrare|assistere)\b"
)
_IN_TWO = r"\b(?:insieme|in due|in coppia|accompagnat[oa])\b"
_MINE = r"(?:(?:il|la|un|una|mi[oa]|miei) )*"
_COMPANY = re.compile(
    rf"{_MAY}.*(?:{_TOGETHER}.*{_SOMEBODY}|{_IN_TWO})|\b(?:viene anche|vengo con)\b.*{_SOMEBODY}.*\bva bene\b|{_SOMEBODY}.*{_MAY}.*{_TOGETHER}"
    rf"|\b(?:venire|viene|verrebbe|entrare) (?:anche )?(?:{_MINE}{_SOMEBODY} )?con me\b(?! {ELSEWHERE})|\bvengo con {_MINE}{_NEAR}\b(?! {ELSEWHERE})"
    rf"|\bmi accompagn\w+ {_MINE}{_NEAR}\b(?! {ELSEWHERE})|\b{_NEAR} mi accompagn\w+(?! {ELSEWHERE})"
)
_TO_DO_SOMETHING = re.compile(
    rf"\b(?:a|ad) (?!{DESK}\b|(?:far|esser|aspett|aiutar|tener|tradur|assist)\w*)\w+[aei]r(?:e|mi|ci|ne|l[oaie])\b"
)
""" "Posso venire con mia figlia a ritirare il pacco?"."""


def asks_about_mine(text: str) -> bool:
    """ "A che ora era?", "dove devo venire?"."""
    return _ABOUT_MINE.fullmatch(_plain(text)) is not None


def asks_for_the_time_of_mine(text: str) -> bool:
    """ "Il mio appuntamento era alle 16 o alle 17?", and not to change it: whoever has none in this chat took it elsewhere."""
    words = normalise(text)
    is_asked = "?" in words or _LOST.search(words) is not None
    asks = (is_asked and _WHICH_TIME.search(words) is not None) or _FORGOTTEN.search(words) is not None
    return asks and not TAKES_BACK.search(words) and not _IS_WITH_ANOTHER.search(words)


def asks_when_mine_is(text: str) -> bool:
    """ "Quando è il mio appuntamento?"; not the one "con la scuola"."""
    return _WHEN_IS_IT.search(_plain(text)) is not None


def asks_the_code(text: str) -> bool:
    words = _plain(text)
    found = _CODE.search(words)
    if found is None or any(is_of_another(words[before.end() :]) for before in _BEFORE_ANOTHER.finditer(words)):
        return False
    return not found[1] or is_grammar(found[1]) or _OF_MINE.fullmatch(found[1]) is not None


def asks_for_company(text: str) -> bool:
    """ "Posso portare mio marito?", "mi accompagna mia figlia"; somebody who is to talk there is another question."""
    words = _plain(text)
    found = _COMPANY.search(words)
    if found is None or needs_it(text):
        return False
    asked = _HELPER.sub("lei", words[found.start() :])
    return not is_of_another(asked) and not _TO_DO_SOMETHING.search(asked)


def _plain(text: str) -> str:
    return normalise(text).removesuffix(" ?").strip()
