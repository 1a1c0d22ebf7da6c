"""A plain wish for an appointment, whatever stands beside it: "vorrei prenotare Ti ascolto: è per gestire lo stress"."""

import re
from dataclasses import replace

from bot.dialogue.turn import Turn
from bot.italian import normalise
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Service

NAMED_MIN = 0.5
"""From this probability on it is that desk which is named."""
SURE = 0.9
"""From this probability on what is asked beside the wish comes first."""
_TO_BOOK = (
    r"(?:prenotar(?:e|mi|ci|l[aoie])?|(?:fissar|prender|aver|combinar)(?:e|mi|ci)?(?: (?!se\b|come\b|quando\b)\w+){0,3}?"
    r" (?:appuntamento|colloquio|seduta|incontro|posto))"
)
_WISHES = re.compile(
    r"(?<!\bnon )(?<!\bnon mi )\b(?:voglio|vorrei|volevo|volevamo|vorremmo|vogliamo|intendo|desider(?:o|erei|iamo)|mi piacerebbe|mi serve"
    rf"|(?:ho|avrei|abbiamo) bisogno di|dovrei|dovremmo)(?: (?!sapere\b|capire\b|come\b|quando\b|dove\b|se\b|non\b)\w+){{0,2}}? {_TO_BOOK}\b"
    r"|\b(?:mi|ci) (?:prenot|segn)(?:a|i|ate|erebbe) (?:\w+ ){0,2}?(?:appuntamento|colloquio|seduta|incontro|posto)\b"
)
_HOW = re.compile(
    r"\b(?:come|dove|con chi|a chi) (?:si |devo |posso |faccio |mi |bisogna )*(?:\w+ )?(?:a )?(?:prenot|fiss|fa\b|fare)\w*"
)
"""It is asked how one books."""
_ALSO_OF_BOOKING = frozenset({"come-accedere", "orari"})
_MAY_BE_A_WISH = frozenset({"ask", "need", "out_of_scope", "affirm", "deny", "thanks", "unclear"})


def to_book(turn: Turn) -> Turn | None:
    """The turn read as a wish for an appointment with a desk that gives them here; none where it is no such wish."""
    municipality, read = turn.municipality, turn.understanding
    if municipality is None or read.act not in _MAY_BE_A_WISH or not wishes_to_book(turn.text):
        return None
    service = _desk(turn, municipality)
    if service is None or _asks_first(turn):
        return None
    return replace(turn, understanding=replace(read, act="book", concepts=((service.concept, 1.0),)))


def wishes_to_book(text: str) -> bool:
    """Whether somebody says that he wants to book, and does not ask how."""
    message = normalise(text)
    return _WISHES.search(message) is not None and _HOW.search(message) is None


def _desk(turn: Turn, municipality: Municipality) -> Service | None:
    """The desk that is named; else the one that the talk is about, if it is not another office where one wants to book."""
    concept, probability = (turn.named_in(municipality) or [("", 0.0)])[0]
    is_named = probability >= NAMED_MIN and probability > turn.understanding.names_nothing
    is_elsewhere = turn.understanding.act == "out_of_scope" or turn.knowledge.scope.names_another_office(turn.text)
    if not is_named and is_elsewhere:
        return None
    service = municipality.service_for(concept if is_named else turn.context.concept or "")
    return service if service and service.booking else None


def _asks_first(turn: Turn) -> bool:
    """Whether a question about something else stands beside the wish ("vorrei prenotare, ma quanto costa?")."""
    asked = turn.understanding.aspect_probabilities
    return "?" in turn.text and any(p >= SURE for aspect, p in asked.items() if aspect not in _ALSO_OF_BOOKING)
