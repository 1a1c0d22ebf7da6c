"""A situation told without naming a service: what a good clerk of the front desk would name, best first. Nobody in need is refused."""

from dataclasses import replace

from bot.dialogue.details import adding
from bot.dialogue.front_desk import desk_alone, way_to_the_desk
from bot.dialogue.helpful import CLEARLY_ELSEWHERE, best, helpful
from bot.dialogue.replies import replies, service_options
from bot.dialogue.turn import Decision, Turn
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Service


def offer(turn: Turn, municipality: Municipality) -> Decision:
    """The services that may help, each with half a line on why, and the way to the front desk; of a detail only what it adds."""
    if added := adding(turn, municipality):
        return added
    services = helpful(turn, municipality)
    concept, probability = best(turn)
    lacks = probability >= CLEARLY_ELSEWHERE and municipality.service_for(concept) is None
    if services == [municipality.front_desk]:
        alone = desk_alone(turn, municipality, _before(turn, municipality))
        return _noted(replace(alone, service=None, candidates=(services[0].id,)) if lacks else alone, turn, services)
    aspects = turn.understanding.aspects
    decision = Decision(
        action="answer",
        replies=replies(
            _paragraphs(turn, municipality, services), service_options(_bullets(municipality, services), aspects)
        ),
        context=turn.settled(services[0].concept, aspects),
        service=None if lacks else services[0].id,
        aspects=aspects,
        candidates=tuple(s.id for s in services if lacks or s != services[0]),
        sources=tuple(dict.fromkeys(s.source.document for s in services)),
    )
    return _noted(decision, turn, services)


def _noted(decision: Decision, turn: Turn, services: list[Service]) -> Decision:
    """With what is needed and was offered kept in mind, for the details that may come."""
    offered = tuple(service.id for service in services)
    return replace(decision, context=replace(decision.context, needed=tuple(turn.understanding.named), offered=offered))


def _bullets(municipality: Municipality, services: list[Service]) -> list[Service]:
    """The front desk stands first or not among them: its contact comes below anyway."""
    return [service for service in services if service == services[0] or service != municipality.front_desk]


def _paragraphs(turn: Turn, municipality: Municipality, services: list[Service]) -> list[str]:
    phrases = turn.phrases
    named = _bullets(municipality, services)
    lines = [f"• {service.title}: {service.short}" for service in named]
    intro = phrases.need_one if len(named) == 1 else phrases.need_many
    desk = municipality.front_desk
    way = turn.answers(municipality).ask_there(desk) if desk in named else way_to_the_desk(turn, municipality)
    return [*_before(turn, municipality), "\n".join([intro, *lines]), way]


def _before(turn: Turn, municipality: Municipality) -> list[str]:
    """One line on what is clearly needed and is over by now, or is a national measure of which this municipality's documents are silent."""
    concept, probability = best(turn)
    service = municipality.service_for(concept)
    if probability < CLEARLY_ELSEWHERE:
        return []
    if service and service.is_over(turn.now.date()) and service.when_expired:
        return [service.when_expired]
    if (
        service
        or not turn.knowledge.national.holds_everywhere(concept)
        or turn.knowledge.is_over_everywhere(concept, turn.now.date())
    ):
        return []
    title, name = turn.knowledge.title_of(concept), municipality.comune.name
    return [turn.phrases.need_national.format(title=title, name=name)]
