"""A measure that is over: said in a line, with what is alive today; the talk is then about that."""

from collections.abc import Sequence

from bot.dialogue.front_desk import way_to_the_desk
from bot.dialogue.helpful import living
from bot.dialogue.replies import replies, service_options
from bot.dialogue.turn import Decision, Turn
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Aspect, Service

OF_THE_PAST: frozenset[Aspect] = frozenset({"cos-e", "a-chi", "dove", "costi", "documenti", "tempi"})
"""What can still be told of it; how and when to get it leads nowhere any more."""


def is_told_as_over(turn: Turn, service: Service, aspects: Sequence[Aspect]) -> bool:
    return service.is_over(turn.now.date()) and not OF_THE_PAST.intersection(aspects)


def over(turn: Turn, municipality: Municipality, service: Service, aspects: tuple[Aspect, ...]) -> Decision:
    """That it is over, and what goes with it and is not."""
    today = [
        s for s in living(turn, municipality, service.related) if not s.only_when_meant and s != municipality.front_desk
    ]
    lines = "\n".join([turn.phrases.over_today, *(f"• {s.title}: {s.short}" for s in today)])
    paragraphs = [service.when_expired or "", *([lines] if today else []), way_to_the_desk(turn, municipality)]
    first = today[0] if today else municipality.front_desk
    return Decision(
        action="answer",
        replies=replies(filter(None, paragraphs), service_options(today)),
        context=turn.settled(first.concept),
        service=service.id,
        aspects=aspects,
        candidates=tuple(s.id for s in today),
        sources=(service.source.document,),
    )
