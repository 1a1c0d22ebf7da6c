"""What a few words mean in a talk that has a topic: "e poi?", "non ho capito", "posso mandare mia figlia?", "e se non ho l'ISEE?"."""

import re
from typing import Literal

from bot.dialogue.somebody_else import TO_ASK, comes_along, comes_in_ones_place, may_have_it
from bot.italian import normalise, plain

Kind = Literal[
    "next", "unclear", "repeat", "whom", "eligible", "company", "proxy", "in_person", "if_not", "no_answer", "who"
]

_BEFORE = (
    r"(?:(?:ok|okay|si|no|ma|e|va bene|bene|allora|scusi|scusa|mi scusi|senta|grazie|ah|eh|capito|ho capito|d accordo|io|signora"
    r"|signorina|quindi|cioe) )*"
)
_AFTER = r"(?: (?:adesso|ora|allora|poi|io|dopo|esattamente|per favore|in pratica|bene|niente|nulla|molto|scusi|mi scusi|grazie|tutto|prego))*"
_TO_DO = (
    r"(?:che|cosa|che cosa) (?:devo fare|dovrei fare|posso fare|bisogna fare|si deve fare|faccio|si fa|succede)"
    r"|come (?:devo fare|faccio|posso fare|procedo|mi muovo)|da (?:dove|cosa|che parte) (?:comincio|si comincia|inizio|si inizia)"
    r"|qual e il (?:prossimo|primo) passo|(?:il )?prossimo passo"
)
_WITHOUT_GOING = r"senza (?:venire|muover\w+|uscire|spostar\w+)"
_CAN_BE_DONE = rf"(?:(?<!non )(?:si puo|posso|potrei|possiamo|si fa|si riesce|e possibile)|{TO_ASK})"
PAPER = r"(?:isee|permesso|residen\w+|document\w+|carta d identita|spid|tessera|certificat\w+|invalidita|computer|internet|mail|email)"

_WHOLE: dict[Kind, str] = {
    "next": rf"(?:(?:e )?(?:poi|quindi|dopo|adesso|ora|allora)(?: (?:{_TO_DO}))?|{_TO_DO})",
    "unclear": (
        r"(?:non (?:l |ci |ti |la )?(?:ho|abbiamo) capito|non (?:ci )?capisco|non (?:mi )?e (?:molto )?chiaro"
        r"|(?:(?:mi|me lo|me la|lo) )?(?:puo|potrebbe|puoi) (?:ri)?spiegar\w*(?: meglio| con parole semplici)?"
        r"|(?:mi|me lo|me la) (?:ri)?spieg\w+(?: meglio)?|spieg\w+ meglio|in parole (?:semplici|povere)|piu semplice|in che senso(?: \w+)?"
        r"|(?:che|cosa|che cosa) (?:vuol dire|significa)(?: \w+)?|cioe|troppo (?:difficile|lungo)|troppe parole)"
    ),
    "repeat": (
        r"(?:(?:mi|me lo|me la|lo) )?(?:(?:puo|potrebbe|puoi) )?(?:mi )?(?:ripet\w+|ridir\w+|ridice|ridica)|come ha detto|cosa ha detto"
    ),
    "whom": (
        r"(?:(?:con|a) chi (?:devo|posso|dovrei|si deve) (?:parlare|chiedere|domandare|rivolger\w+|dirlo|telefonare)"
        r"|a chi (?:mi rivolgo|(?:lo )?(?:chiedo|domando|dico))"
        r"|chi (?:mi|ci) (?:puo aiutare|aiuta))"
    ),
}
_WITHIN: dict[Kind, str] = {
    "no_answer": r"\bse (?:\w+ )?non (?:mi |ci )?rispond\w+|\bse e (?:sempre )?occupato\b|\bnon (?:mi )?risponde (?:mai )?nessuno\b"
    r"|\bnon (?:mi |ci )?rispondono(?: mai| piu| al telefono| alle mail)*$",
    "in_person": (
        r"^(?!.*\b(?:parlare|vedere|incontrare|voglio|vorrei|preferisco|qualcuno|operator\w+|dove|quando|quanto|che ora)\b).*(?:\bdi persona\b"
        r"|\b(?:devo|dobbiamo|bisogna|occorre) (?:proprio |per forza )?(?:venire|presentar\w+|passare)\b"
        r"|\b(?:si puo|posso|potrei|basta|va bene)(?: \w+){0,3} (?:per|al|via|con una) (?:telefon\w+|mail|email)\b"
        r"|\bbasta (?:telefonare|chiamare|una telefonata|una mail)\b"
        rf"|\b{_CAN_BE_DONE}(?: \w+){{0,4}} {_WITHOUT_GOING}\b|^(?:(?:e|anche) )*{_WITHOUT_GOING}(?: di casa)?(?: {_CAN_BE_DONE}.*)?$"
        r"|\b(?:si puo|posso|potrei)(?: \w+){0,3} (?:da casa|online|on line|su internet|dal telefonino)\b)"
    ),
    "if_not": (
        rf"\bse (?:\w+ )?non (?:ce l |c |l )?(?:ho|ha|abbiamo|hanno|avessi|sono|e)\b.*\b{PAPER}\b|\bsenza (?:l |il |la |lo |i |un )?{PAPER}\b"
        rf"|\bnon (?:ho|abbiamo|sono) (?:ancora )?(?:fatto )?(?:l |il |la |lo |un |i )?{PAPER}\b|\be se non ce l (?:ho|abbiamo)\b"
    ),
    "who": r"\bchi (?:me |ce |mi |ci )?(?:lo |la |li |le )?(?:fa|manda|decide|compila|firma|rilascia|valuta|viene)\b",
}
_FITTING_WHOLE = {kind: re.compile(rf"{_BEFORE}(?:{pattern}){_AFTER}") for kind, pattern in _WHOLE.items()}
_FOUND_WITHIN = {kind: re.compile(pattern) for kind, pattern in _WITHIN.items()}
_REPEATS = re.compile(r"\b(?:ripet\w+|ridir\w+|ridice|ridica)\b")
_PAPER = re.compile(rf"\b({PAPER})\b")
_DELIGHT = re.compile(
    r"(?:(?:oh|ah|ma|e) )*(?:che (?!devo|dovrei|cosa|documenti|carte)\w+|wow|grande|brav[oaie]|bravissim[oaie]|bell\w+|mi piac\w+|fantastic\w+"
    r"|ottim\w+|spettacol\w+|evviva|finalmente|sei|siete)\b"
)
"""How an exclamation begins that asks for nothing."""
MOST_WORDS = 16
"""A longer message tells a story, and is the brain's."""


def kind_of(text: str) -> Kind | None:
    """Which of these a message is, if any."""
    message = plain(text)
    if not message or len(message.split()) > MOST_WORDS or _only_exclaims(text, message):
        return None
    whole = next((kind for kind, pattern in _FITTING_WHOLE.items() if pattern.fullmatch(message)), None)
    within = next((kind for kind, pattern in _FOUND_WITHIN.items() if pattern.search(message)), None)
    return whole or _of_somebody_else(message) or within


def _only_exclaims(text: str, message: str) -> bool:
    """ "Che bella notizia!", "ma chi me lo fa fare!": no question, whatever words stand in it."""
    is_exclaimed = text.rstrip().endswith("!") and "?" not in text
    return is_exclaimed and bool(_DELIGHT.match(message) or _FOUND_WITHIN["who"].search(message))


def _of_somebody_else(message: str) -> Kind | None:
    if comes_along(message):
        return "company"
    if comes_in_ones_place(message):
        return "proxy"
    return "eligible" if may_have_it(message) else None


def asks_to_repeat(text: str) -> bool:
    return _REPEATS.search(normalise(text)) is not None


def paper_named(text: str) -> str | None:
    """The beginning of the paper that a message names: "permess", "residen"; none where it names none."""
    found = _PAPER.search(normalise(text))
    return found[1][:7] if found else None
