"""A plain booking ("prenoto sabato alle 11, sono Rosa Bianchi") that the brain takes for another office's business."""

import re
from dataclasses import replace

from bot.booking.wishes import read_wish, says_no_more
from bot.dialogue.appointments import appointment
from bot.dialogue.turn import Decision, Turn
from bot.italian import normalise

MOST_WORDS = 40
"""A longer message tells more than when, and who."""
_BOOKS = re.compile(
    r"(?<!\bnon )\b(?:prenot(?:o|are|arm?i|ami|i|iamo|erei)|fiss(?:o|are|iamo|i))\b"
    r"|(?<!\bnon )\b(?:vorrei|voglio|prendo|prendere|prenderei|serve|desidero)\b.*\b(?:appuntamento|colloquio)\b"
)
_OF_BOOKING = re.compile(
    r"\b(?:prenot(?:o|are|arm?i|ami|i|iamo|erei)|fiss(?:o|are|iamo|i)|appuntamento|colloquio|incontro|seduta|psicolog[ao]|dottoressa|sportello"
    r"|ti ascolto|voglio|desidero|devo|dovrei|prendere|prendo|serve|servirebbe|mi|me)\b"
)
_CLAUSES = re.compile(r"[,;.!\n]|\b(?=(?:io )?sono |mi chiamo |a nome )", re.IGNORECASE)
_A_NAME = r"[A-ZÀ-Ý][\w'’]*(?:\s+(?:d[ei]l?|la|lo|[A-ZÀ-Ý][\w'’]*))*"
_A_NUMBER = r"\+?\d[\d\s/-]*+"
_SAYS_WHO = re.compile(
    rf"(?i:(?:io |e ){{0,2}}(?:sono|mi chiamo|a nome(?: di)?|(?:il )?(?:mio )?(?:nome|numero|telefono|cell\w*|tel)(?: [eè])?))\b:?\s*"
    rf"(?:{_A_NAME}|[\w'’]+ [\w'’]+(?=\s*(?:{_A_NUMBER})?$)|(?={_A_NUMBER}))|^{_A_NAME}(?=\s*(?:{_A_NUMBER})?$)"
)


def plain_booking(turn: Turn) -> Decision | None:
    """Begins an appointment, or asks in which municipality; none where it is not plainly one, or the desk that it would be with gives none here."""
    if not _books(turn) or read_wish(turn.text, turn.now) is None:
        return None
    decision = appointment(replace(turn, understanding=replace(turn.understanding, act="book")))
    return decision if decision.begins or turn.municipality is None else None


def _books(turn: Turn) -> bool:
    """Whether an appointment is wished, and no other thing is named that one could book: a hall, a field, a train."""
    message = normalise(turn.text)
    is_booking = len(message.split()) <= MOST_WORDS and _BOOKS.search(message) is not None
    return is_booking and all(_is_of_it(clause.strip(), turn) for clause in _CLAUSES.split(turn.text))


def _is_of_it(clause: str, turn: Turn) -> bool:
    """Whether a part of the sentence tells of the appointment, of when, or who writes."""
    rest = re.sub(rf"{_A_NUMBER}$", "", _SAYS_WHO.sub(" ", clause, count=1))
    return says_no_more(_OF_BOOKING.sub(" ", normalise(rest)), turn.now)
