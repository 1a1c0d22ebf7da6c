"""What a citizen does with an appointment while a person has the talk, or is awaited: it takes effect, and stays no word to that person."""

from dataclasses import replace

from bot.agenda import outcomes
from bot.booking import options
from bot.booking.wishes import says_only_when
from bot.dialogue.booking import hearing
from bot.dialogue.booking.names import is_a_name, told
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
    """Whether the assistant has just asked for a time or a name, after such a press, and the message may be that and nothing else.

    It is told before the assistant sees it: what it reads it may act on, and every other word is the person's.
    """
    if is_pressed(turn, said):
        return True
    asked = said.is_answer and said.is_last and any(is_of_an_appointment(o.payload) for o in said.options)
    return asked and bool(turn.text) and len(turn.text.split()) <= MOST_WORDS and _may_answer(turn.text, said)


def _may_answer(text: str, said: Said) -> bool:
    """Whether it is a time, a yes, a no, the last of the slots; a name only where no slots are on the screen."""
    if hearing.is_yes(text) or hearing.is_no(text) or hearing.is_last(text) or hearing.bare_hour(text):
        return True
    shows_slots = any((found := options.pressed(o.payload)) and found.token for o in said.options)
    return says_only_when(text, now()) or (not shows_slots and is_a_name(text, told(text), has_wish=False))


def is_of_the_diary(turn: ClaimedTurn, answer: Answered) -> bool:
    """Whether a text was the name, the yes or the time that was asked for."""
    decision = answer.reasons or {}
    is_expected = bool(decision.get("is_reply")) or says_only_when(turn.text, now())
    return answer.action == "booking" and is_expected


async def with_what_it_did(database: Database, turn: ClaimedTurn, said: Said) -> Said:
    """What was tried before may have booked, and lost its answer with the brain or the worker: it is told now, whoever has the talk."""
    if turn.messages[0].turn is None:
        return said
    async with database.direct() as direct:
        return replace(said, has_acted=await outcomes.is_any_known(direct, turn.conversation_id, turn.id))
