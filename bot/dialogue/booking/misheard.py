"""A booking that the brain has not heard as one: "prenoto sabato 5 alle 11, sono Rosa Bianchi", "posso prenotare per la mia amica?"."""

import re

from bot.booking.wishes import read_wish
from bot.booking.wishes.spelling import WEEKDAY, spelled
from bot.dialogue.booking import whom
from bot.dialogue.booking.visit import Visit
from bot.dialogue.errand import Errand
from bot.dialogue.turn import Decision, Turn

_BOOKS = r"\b(?:prenot(?:o|a|i|are|arlo|erei|iamo|ate|azione)|(?:vorrei|voglio|posso|potrei|prendo|fisso|fissare) (?:un |l )?appuntamento)\b"
_WITH_HER = r"(?:un|l|il|d|un altro|appuntament\w+|colloqui\w+|post[oi]|sedut\w+|(?:con|da|dalla|per|la)|psicolog\w+|dottoress\w+)"
_A_TIME = (
    rf"(?:{WEEKDAY}|domani|dopodomani|oggi|domattina|stasera|alle|dalle|dopo|prima|verso|ore|mattin\w+|pomerigg\w+|settiman\w+|prossim\w+"
    r"|il \d|l \d|\d)"
)
_BOOKS_A_TIME = re.compile(rf"{_BOOKS}(?: (?:{_WITH_HER}|per favore|pure|allora|io|quindi|gia))* (?:{_A_TIME})\b")
"""Nothing is named that would be booked elsewhere, as "un tavolo sabato"."""


def booking(here: Visit, decision: Decision) -> Errand | None:
    """The errand that a message begins although it was answered otherwise."""
    turn = here.turn
    if turn.context.errand or decision.action in ("handover", "crisis") or turn.understanding.act == "press":
        return None
    if here.names_another:
        return None
    if whom.is_for_another(turn.text):
        return Errand("book", here.service.id, wish=turn.text, for_another=True)
    return Errand("book", here.service.id, wish=turn.text) if _books_a_time(here, turn) else None


def _books_a_time(here: Visit, turn: Turn) -> bool:
    """Whether it seemed to be another office's business and is a time wished here."""
    if turn.understanding.act != "out_of_scope" or turn.knowledge.scope.names_another_office(turn.text):
        return False
    is_here = turn.context.concept in (None, here.service.concept) and turn.named_comune in (
        None,
        here.municipality.comune.id,
    )
    return (
        is_here and _BOOKS_A_TIME.search(spelled(turn.text)) is not None and read_wish(turn.text, turn.now) is not None
    )
