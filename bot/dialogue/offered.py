"""What was offered of a service, pressed: `ask:<service>[:<aspects>]`, `booking:start:<service>`; at once, or once the municipality is known."""

from dataclasses import replace

from bot.dialogue.answer import about_service
from bot.dialogue.appointments import begin
from bot.dialogue.booking.words import START
from bot.dialogue.choosing import ask_which_comune, lacking
from bot.dialogue.replies import replies
from bot.dialogue.turn import Decision, Turn
from bot.knowledge.base import Municipality
from bot.knowledge.schema import ASPECTS, Service

ASK = "ask:"


def is_of_a_service(payload: str) -> bool:
    return payload.startswith((ASK, START))


def press_service(turn: Turn) -> Decision:
    """What the payload, which is the turn's text, leads to; before the municipality is known it waits for that."""
    municipality = turn.municipality
    if municipality is None:
        return ask_which_comune(turn)
    what, id, aspects = _parts(turn.text)
    service = municipality.services.get(id)
    if service is None or (what == START and not service.booking):
        return stale(turn)
    return _done(turn, municipality, service, what, aspects)


def press_that_waited(turn: Turn, municipality: Municipality) -> Decision:
    """The same, once the municipality is told: there the service may have another name, or not be there, which is said."""
    what, id, aspects = _parts(turn.text)
    concept = _concept(turn, municipality, id)
    service = municipality.service_for(concept) if concept else None
    if service:
        return _done(turn, municipality, service, what, aspects)
    return lacking(turn, municipality, concept) if concept else stale(turn)


def stale(turn: Turn) -> Decision:
    return Decision("fallback", replies([turn.phrases.stale_option]), turn.context)


def _parts(payload: str) -> tuple[str, str, str]:
    """What is wanted, of which service, and which sides of it."""
    if payload.startswith(START):
        return START, payload.removeprefix(START), ""
    id, _, aspects = payload.removeprefix(ASK).partition(":")
    return ASK, id, aspects


def _done(turn: Turn, municipality: Municipality, service: Service, what: str, aspects: str) -> Decision:
    silent = replace(turn, text="")
    if what == START:
        if service.booking:
            return begin(silent, service, "book")
        # In that municipality it is not booked with the assistant, but had in some other way.
        aspects = "come-accedere"
    return about_service(silent, municipality, service, [aspect for aspect in ASPECTS if aspect in aspects.split(",")])


def _concept(turn: Turn, municipality: Municipality, id: str) -> str | None:
    """Of the service with this id: this municipality's, or that of the first which has one."""
    everywhere = (municipality, *turn.knowledge.municipalities.values())
    return next((each.services[id].concept for each in everywhere if id in each.services), None)
