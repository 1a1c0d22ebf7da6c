"""When one's own appointment is, where the desk keeps its diary itself: only those who gave it know, and no opening hours are an answer."""

from bot.dialogue.booking.mine import asks_for_the_time_of_mine
from bot.dialogue.front_desk import heard
from bot.dialogue.lacking import topic_of
from bot.dialogue.turn import Decision, Turn
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Service

NAMED_MIN = 0.6
"""From this probability on it is this service's appointment."""

_OTHERWISE_MEANT = frozenset({"press", "move"})
""" "L'appuntamento era per oggi ma sono bloccato al lavoro, un altro giorno?"."""


def own_time(turn: Turn) -> Decision | None:
    """Whom to ask for it; none for an appointment of a desk whose diary is kept here, or of another office."""
    municipality = turn.municipality
    if municipality is None or turn.context.errand or turn.understanding.act in _OTHERWISE_MEANT:
        return None
    if not asks_for_the_time_of_mine(turn.text) or turn.knowledge.scope.names_another_office(turn.text):
        return None
    service = _desk(turn, municipality)
    return None if service.booking else heard(turn, municipality, _said(turn, service), service)


def _desk(turn: Turn, municipality: Municipality) -> Service:
    concept, probability = (turn.named_in(municipality) or [("", 0.0)])[0]
    named = municipality.service_for(concept) if probability >= NAMED_MIN else None
    return named or topic_of(turn, municipality)


def _said(turn: Turn, service: Service) -> str:
    return turn.phrases.own_time.format(title=service.title)
