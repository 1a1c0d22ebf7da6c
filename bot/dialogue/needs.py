"""A situation told without naming a service: the services that a good clerk of the front desk would name, best first."""

from bot.dialogue.choosing import lacking
from bot.dialogue.replies import replies, service_options
from bot.dialogue.turn import Decision, Turn
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Service

MOST = 4
"""More services than these are not an offer but a list."""
WORTH_NAMING = 0.06
"""From this probability on a concept is named beside the first."""
CLEARLY_ELSEWHERE = 0.5
"""From this probability on a concept that the municipality lacks is said to be lacking, instead of offering the next best."""


def offer(turn: Turn, municipality: Municipality) -> Decision:
    """The services that may help, each with half a line on why, and the way to the front desk."""
    concept, probability = (turn.named_in(municipality) or [("", 0.0)])[0]
    if probability >= CLEARLY_ELSEWHERE and municipality.service_for(concept) is None:
        return lacking(turn, municipality, concept)
    services = helpful(turn, municipality)
    aspects = turn.understanding.aspects
    return Decision(
        action="answer",
        replies=replies(_paragraphs(turn, municipality, services), service_options(services, aspects)),
        context=turn.settled(services[0].concept, aspects),
        service=services[0].id,
        aspects=aspects,
        candidates=tuple(s.id for s in services[1:]),
        sources=tuple(dict.fromkeys(s.source.document for s in services)),
    )


def helpful(turn: Turn, municipality: Municipality) -> list[Service]:
    """Two to four services of this municipality, best first: the likely ones, then those that go with the best."""
    likely = [municipality.service_for(concept) for concept, p in turn.named_in(municipality) if p >= WORTH_NAMING]
    found = [service for service in likely if service] or [municipality.front_desk]
    related = [municipality.services[id] for id in found[0].related if id in municipality.services]
    return list({s.id: s for s in [*found, *related]}.values())[:MOST]


def _paragraphs(turn: Turn, municipality: Municipality, services: list[Service]) -> list[str]:
    phrases = turn.phrases
    lines = [f"• {service.title}: {service.short}" for service in services]
    intro = phrases.need_one if len(services) == 1 else phrases.need_many
    desk = municipality.front_desk
    front_desk = phrases.need_front_desk.format(title=desk.title, contact=turn.answers(municipality).ask_there(desk))
    return ["\n".join([intro, *lines]), front_desk]
