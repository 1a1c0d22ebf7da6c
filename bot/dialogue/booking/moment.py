"""Somebody needs a moment while an appointment is made; or says so, and asks something else behind it."""

import re

from bot.dialogue.booking.hearing import is_question
from bot.dialogue.understanding import Understanding
from bot.italian import normalise, plain

_WAIT = r"\b(?:un (?:attimo|attimino|momento|momentino|secondo|secondino|minuto|minutino)|aspett\w+)\b"
_THINKS = r"(?:chiedere|sentire|guardare|vedere|controllare|pensar\w+)"
_MOMENT = re.compile(rf"{_WAIT}|\b(?:devo|dovrei) (?:prima )?{_THINKS}\b")
_LOOKS = re.compile(
    r"\b(?:che|devo|dovrei|fammi|mi faccia|vado a|sto|ora|adesso)(?: (?:prima|ora|un|attimo|lo|la|a))*"
    r" (?:guard|ved|chied|sent[oiae]|controll|pens|cerc|fini|prend|telefon|chiam|domand|verific|rispond)\w*"
    r"|\bnon (?:lo |mi |ne )?(?:so|ricordo|sono sicur\w+)\b"
)
""" "Aspetti che guardo quando posso": the question is for somebody else, or for oneself."""
_ASKS_ANOTHER = re.compile(
    rf"{_WAIT}.*\b(?:quando|se) (?:lui |lei )?(?:puo|posso|possiamo|riesco|riesce|e liber[oa]|ha tempo|c e|ci sta|le va|gli va)$"
)
""" "Un attimo che chiedo a mia moglie quando può": no wish for the soonest."""
_ONLY_WAITS = re.compile(
    rf"(?:(?:no|ok|si|ma|eh|scusi|scusa|solo|ancora|ecco) )*{_WAIT}(?: (?:{_WAIT}|grazie|scusi|per favore|ancora|solo|eh))*"
)
_A_QUESTION = re.compile(
    r"\b(?:chied\w+|far\w*|faccio)(?: \w+)? (?:una|un altra) (?:cosa|domanda|curiosita|informazion\w+)\b"
)
ASKING = frozenset({"ask", "privacy", "who_are_you"})
SURE = 0.9
"""From this probability of an aspect on, a question behind "aspetti che chiedo" is one to us."""


def needs_a_moment(text: str) -> bool:
    """ "Aspetti, devo chiedere a mio marito"."""
    return _MOMENT.search(plain(text)) is not None


def asks_another(text: str) -> bool:
    """Whether what sounds like a wish is what somebody else is to be asked."""
    message = plain(text)
    return _ASKS_ANOTHER.search(message) is not None and _LOOKS.search(message) is not None


def only_waits(text: str) -> bool:
    """ "Aspetti, aspetti": before a choice it refuses nothing."""
    return _ONLY_WAITS.fullmatch(plain(text)) is not None


def asks_meanwhile(text: str, read: Understanding) -> bool:
    """ "Aspetta, prima dimmi quanto dura": what the moment is for is a question, and waits for its answer."""
    if read.act not in ASKING:
        return False
    rest = _MOMENT.sub(" ", normalise(text), count=1)
    if _LOOKS.search(normalise(text)) and not _A_QUESTION.search(normalise(text)):
        return "?" in rest and read.surest_aspect >= SURE
    return is_question(rest)
