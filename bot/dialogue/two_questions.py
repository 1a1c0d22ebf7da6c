"""Two questions about two services in one message ("orari del segretariato, e il Geko quanto costa?"): both are answered."""

from bot.dialogue.replies import aspect_options, replies
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.visits import about_that_time
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Aspect, Service

NAMED_MIN = 0.75
"""From this probability on a part is about one service."""
ASKS_MIN = 0.6
"""From this probability of an aspect on a part is a question."""
ALONE_MIN = 0.9
"""From this probability on two names without a question are two wishes to know more ("info su bonus luce e assegno di maternità")."""


def both(turn: Turn, municipality: Municipality) -> Decision | None:
    """The answer to both questions, in their order; none where the message is one question."""
    parts = [turn.about_part(part) for part in turn.understanding.parts]
    services = [_service(part, municipality) for part in parts]
    if not _are_questions(parts) or None in services or services[0] == services[1]:
        return None
    asked = [(part, service) for part, service in zip(parts, services, strict=True) if service]
    whole = dict(turn.named_in(municipality))
    first, *others = sorted((service for _, service in asked), key=lambda service: -whole.get(service.concept, 0.0))
    last_part, last = asked[-1]
    return Decision(
        action="answer",
        replies=replies(
            [_told(part, municipality, service) for part, service in asked],
            aspect_options(last, last_part.understanding.aspects, turn.phrases),
        ),
        context=turn.settled(last.concept, last_part.understanding.aspects),
        service=first.id,
        aspects=_aspects(parts),
        candidates=tuple(service.id for service in others),
        sources=tuple(dict.fromkeys(service.source.document for _, service in asked)),
    )


def _service(part: Turn, municipality: Municipality) -> Service | None:
    concept, probability = (part.named_in(municipality) or [("", 0.0)])[0]
    return municipality.service_for(concept) if probability >= NAMED_MIN else None


def _are_questions(parts: list[Turn]) -> bool:
    readings = [part.understanding for part in parts]
    asking = all(reading.surest_aspect >= ASKS_MIN for reading in readings)
    names = all(not reading.aspects and reading.named[0][1] >= ALONE_MIN for reading in readings)
    return bool(readings) and (asking or names)


def _aspects(parts: list[Turn]) -> tuple[Aspect, ...]:
    return tuple(dict.fromkeys(aspect for part in parts for aspect in part.understanding.aspects))


def _told(part: Turn, municipality: Municipality, service: Service) -> str:
    """What the entry says, under the service's name: the reader must know which answer is which."""
    aspects = part.understanding.aspects
    then = about_that_time(part, municipality, service) if "orari" in aspects else []
    return "\n".join([f"{service.title}:", *then, *part.answers(municipality).about(service, aspects)])
