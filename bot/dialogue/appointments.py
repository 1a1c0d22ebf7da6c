"""Booking, moving, cancelling: who takes appointments and how, from the knowledge base."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.answer import about_concept, answer
from bot.dialogue.booking.matter import purpose
from bot.dialogue.choosing import ask_which_comune
from bot.dialogue.errand import Errand, Kind
from bot.dialogue.lacking import lacking, meant_instead, was_told
from bot.dialogue.people import out_of_scope
from bot.dialogue.replies import aspect_options, replies
from bot.dialogue.turn import Decision, Turn
from bot.italian import normalise
from bot.knowledge.base import Municipality
from bot.knowledge.phrases import Phrases
from bot.knowledge.schema import Service

BOOKED_HERE = "ti-ascolto"
"""The concept whose appointments are the assistant's business; any other desk takes its own."""
OTHER_MIN = 0.5
"""From this probability on the appointment is with another desk."""

_WITHOUT = re.compile(r"\bsenza (?:\w+ ){0,2}(?:appuntament|prenot)")

_SAID: dict[str, Callable[[Phrases], str]] = {
    "book": lambda phrases: phrases.booking_by_phone,
    "move": lambda phrases: phrases.moving_by_phone,
    "cancel": lambda phrases: phrases.cancelling_by_phone,
}


ACTS = frozenset(_SAID)
"""The acts that are about an appointment."""


def appointment(turn: Turn) -> Decision:
    """Begins an errand at a desk that gives appointments here; else how to book, move or cancel there."""
    municipality = turn.municipality
    if turn.understanding.act not in ACTS:
        # It sounded like a change of an appointment, and was none.
        return out_of_scope(turn) if turn.understanding.act == "out_of_scope" else answer(turn)
    if municipality is None:
        return ask_which_comune(turn)
    if _is_for_another_office(turn):
        return out_of_scope(turn)
    concept = _wanted(turn, municipality)
    service = municipality.service_for(concept)
    if service and service.booking:
        return begin(turn, service, turn.understanding.act)
    if concept != BOOKED_HERE and turn.understanding.act == "book":
        told = about_concept(_asking_how_to_get_it(turn), municipality, concept)
        return replace(told, action="booking") if told.service and not _only_asks(turn, told) else told
    return _at_the_desk(turn, municipality, service) if service else lacking(turn, municipality, concept)


def _is_for_another_office(turn: Turn) -> bool:
    """ "Un appuntamento per la TAC", which the brain takes for one with any desk of ours."""
    scope = turn.knowledge.scope
    named = (turn.understanding.named or [("", 0.0)])[0][1] >= OTHER_MIN
    return not named and scope.names_another_office(purpose(turn.text)) and not scope.tells_of_hardship(turn.text)


def begin(turn: Turn, service: Service, act: str) -> Decision:
    """What the booking dialogue (bot/dialogue/booking/) goes on with."""
    kind: Kind = "move" if act == "move" else "cancel" if act == "cancel" else "book"
    errand = Errand(kind, service.id, wish=turn.text)
    return Decision("booking", (), turn.settled(service.concept), service.id, begins=errand)


def _asking_how_to_get_it(turn: Turn) -> Turn:
    asked = {**turn.understanding.aspect_probabilities, "come-accedere": 1.0}
    return replace(turn, understanding=replace(turn.understanding, aspect_probabilities=asked))


def _only_asks(turn: Turn, told: Decision) -> bool:
    """Whether no appointment is wanted: the message asks if one may come without, or if the desk is open then."""
    without = _WITHOUT.search(normalise(turn.text)) is not None
    return without or ("orari" in told.aspects and turn.text.rstrip().endswith("?"))


def _wanted(turn: Turn, municipality: Municipality) -> str:
    """What the appointment is for: what is named, or what the talk is about; in place of what was told to be lacking, what there is instead."""
    concept, probability = (turn.understanding.named or [("", 0.0)])[0]
    wanted = concept if probability >= OTHER_MIN else turn.context.concept
    if wanted is None:
        return BOOKED_HERE if municipality.service_for(BOOKED_HERE) else municipality.front_desk.concept
    if was_told(turn, municipality, wanted):
        return (meant_instead(turn, municipality, wanted, ("come-accedere",)) or municipality.front_desk).concept
    return wanted


def _at_the_desk(turn: Turn, municipality: Municipality, service: Service) -> Decision:
    answers = turn.answers(municipality)
    said = _SAID[turn.understanding.act](turn.phrases).format(title=service.title)
    paragraphs = [said + "\n" + answers.ask_there(service), *answers.desk_hours(service)]
    return Decision(
        action="booking",
        replies=replies(
            ["\n".join(paragraphs)], aspect_options(service, ("come-accedere", "orari", "contatti"), turn.phrases)
        ),
        context=turn.settled(service.concept),
        service=service.id,
        sources=(service.source.document,),
    )
