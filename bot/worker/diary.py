"""What a citizen does with an appointment while a person has the talk, or is awaited: it takes effect, and stays no word to that person."""

from dataclasses import replace

from bot.agenda import outcomes
from bot.booking.wishes import read_wish
from bot.dialogue.booking.words import is_of_an_appointment
from bot.dialogue.pressing import pressed
from bot.queue.turns import ClaimedTurn
from bot.storage.database import Database
from bot.times import now
from bot.worker.outcome import Answered
from bot.worker.said import Said

MOST_WORDS = 8
"""A longer text says more than a name or a time: it is for the person."""


def is_pressed(turn: ClaimedTurn, said: Said) -> bool:
    """Whether an option about an appointment is pressed, or typed where it was the last that was said: "Confermo" under a reminder."""
    if turn.payload is not None:
        return is_of_an_appointment(turn.payload)
    option = pressed(turn.text, said.options) if turn.text and said.is_last else None
    return option is not None and is_of_an_appointment(option.payload)


def may_be_for_the_diary(turn: ClaimedTurn, said: Said) -> bool:
    """Whether the assistant has just asked for a time or a name, after such a press; what it was told it has to be shown."""
    if is_pressed(turn, said):
        return True
    is_short = bool(turn.text) and len(turn.text.split()) <= MOST_WORDS
    asked = said.is_answer and said.is_last and any(is_of_an_appointment(o.payload) for o in said.options)
    return is_short and asked


def is_of_the_diary(turn: ClaimedTurn, answer: Answered) -> bool:
    """Whether a text was the name, the yes or the time that was asked for."""
    decision = answer.reasons or {}
    is_expected = bool(decision.get("is_reply")) or read_wish(turn.text, now()) is not None
    return answer.action == "booking" and is_expected


async def with_what_it_did(database: Database, turn: ClaimedTurn, said: Said) -> Said:
    """What booked before an operator took the talk, and was not answered then, is answered when it is tried again."""
    if turn.holder == "bot":
        return said
    async with database.direct() as direct:
        return replace(said, has_acted=await outcomes.is_any_known(direct, turn.conversation_id, turn.id))
