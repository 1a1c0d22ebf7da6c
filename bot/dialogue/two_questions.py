"""Two questions about two services in one message: both are answered, also where one question is about both, or follows on them.

"Orari del segretariato, e il Geko quanto costa?" · "Il numero del segretariato e quello del Geko" · "Il SAD e il Geko si pagano?"
"""

import re
from dataclasses import replace

from bot.dialogue.bare import holds_a_bare_question
from bot.dialogue.crisis import numbers_beside
from bot.dialogue.replies import aspect_options, replies
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from bot.dialogue.visits import about_that_time
from bot.italian import normalise
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Aspect, Service

NAMED_MIN = 0.75
"""From this probability on a part is about one service."""
ASKS_MIN = 0.6
"""From this probability of an aspect on a part is a question."""
ALONE_MIN = 0.9
"""From this probability on two names without a question are two wishes to know more ("info su bonus luce e assegno di maternità")."""

_GOES_ON = re.compile(r"(?:e|ed|anche|pure|e anche|invece|o|oppure|che|sia)\b", re.IGNORECASE)
"""How a second part begins that shares the question of the first, or brings the question of both."""

_DENIES = re.compile(
    r"\W*(?:(?:no|ma|e)\W+)*non (?:quell\w+|il|lo|la|l|i|gli|le|per|di|mi serve|voglio|intendevo|parlo)\b",
    re.IGNORECASE,
)
"""How a part begins that says what is not meant: "non quello dei disabili, quello degli anziani"."""

_OF_ONE = re.compile(r"\b(?:quest[oa]|quell[oa]|prim[oa]|second[oa]|ultim[oa]|altr[oa])\b")
"""Which of two is meant: "e quello quanto costa?"."""


def both(turn: Turn, municipality: Municipality) -> Decision | None:
    """The answer to both questions, in their order; none where the message is one question."""
    parts = _sharing([turn.about_part(part) for part in turn.understanding.parts])
    if any(_DENIES.match(part.text) for part in parts):
        return None
    services = _services(parts, municipality)
    if not _are_questions(parts) or None in services or services[0] == services[1]:
        return None
    asked = [(part, service) for part, service in zip(parts, services, strict=True) if service]
    whole = dict(turn.named_in(municipality))
    first, *others = sorted((service for _, service in asked), key=lambda service: -whole.get(service.concept, 0.0))
    return replace(
        _told_of(turn, municipality, asked), service=first.id, candidates=tuple(service.id for service in others)
    )


def both_again(turn: Turn, municipality: Municipality) -> Decision | None:
    """The answer about both services of the answer before ("e quanto costano?"); none where one of them, or another, is meant."""
    before = [turn.context.beside or "", turn.context.concept or ""]
    services = [service for concept in before if (service := municipality.service_for(concept))]
    if len(services) < len(before) or turn.named_comune or not _is_of_both(turn):
        return None
    return _told_of(turn, municipality, [(turn, service) for service in services])


def _is_of_both(turn: Turn) -> bool:
    """Whether a side is asked, nothing is named, and no word points at one of the two."""
    read, text = turn.understanding, turn.text
    is_question = read.surest_aspect >= ASKS_MIN and read.names_nothing > read.surest_name
    return is_question and holds_a_bare_question(text, turn.knowledge.scope) and not _OF_ONE.search(normalise(text))


def _told_of(turn: Turn, municipality: Municipality, asked: list[tuple[Turn, Service]]) -> Decision:
    """What each of the two asks, in their order; the talk goes on about the last, and remembers the other."""
    (_, other), (last_part, last) = asked
    read = last_part.understanding
    return Decision(
        action="answer",
        replies=replies(
            [_told(part, municipality, service) for part, service in asked],
            aspect_options(last, read.aspects, turn.phrases),
        ),
        context=replace(turn.settled(last.concept, read.aspects), beside=other.concept),
        service=last.id,
        aspects=_aspects([part for part, _ in asked]),
        candidates=(other.id,),
        sources=tuple(dict.fromkeys(service.source.document for _, service in asked)),
        tells=True,
    )


def _services(parts: list[Turn], municipality: Municipality) -> list[Service | None]:
    """What each part is about; of "assistenza a casa per anziani e disabili" the second is the same help for others."""
    services: list[Service | None] = []
    for part in parts:
        before = services[-1] if services else None
        kin = part.knowledge.kin.pointed_to(before.concept, part.text) if before else None
        services.append(municipality.service_for(kin) if kin else _service(part, municipality))
    return services


def _service(part: Turn, municipality: Municipality) -> Service | None:
    concept, probability = (part.named_in(municipality) or [("", 0.0)])[0]
    return municipality.service_for(concept) if probability >= NAMED_MIN else None


def _sharing(parts: list[Turn]) -> list[Turn]:
    """The parts, a bare name among them with the question of the other: "quello del Geko", "il SAD" before "e il Geko si pagano?"."""
    if len(parts) != 2 or not _GOES_ON.match(parts[1].text.strip()):
        return parts
    asking = [part for part in parts if part.understanding.surest_aspect >= ASKS_MIN]
    named = [part for part in parts if part not in asking and part.understanding.surest_name >= ALONE_MIN]
    if len(asking) != 1 or len(named) != 1:
        return parts
    question = asking[0].understanding
    return [_asking_too(part, question) if part in named else part for part in parts]


def _asking_too(part: Turn, question: Understanding) -> Turn:
    probabilities, several = question.aspect_probabilities, question.several
    shared = replace(part.understanding, aspect_probabilities=probabilities, overview=0.0, several=several)
    return replace(part, understanding=shared)


def _are_questions(parts: list[Turn]) -> bool:
    readings = [part.understanding for part in parts]
    asking = all(reading.surest_aspect >= ASKS_MIN for reading in readings)
    names = all(not reading.aspects and reading.surest_name >= ALONE_MIN for reading in readings)
    return bool(readings) and (asking or names)


def _aspects(parts: list[Turn]) -> tuple[Aspect, ...]:
    return tuple(dict.fromkeys(aspect for part in parts for aspect in part.understanding.aspects))


def _told(part: Turn, municipality: Municipality, service: Service) -> str:
    """What the entry says, under the service's name: the reader must know which answer is which."""
    aspects = part.understanding.aspects
    then = about_that_time(part, municipality, service) if "orari" in aspects else []
    title = [f"{service.title}:"] if aspects else []  # an overview begins with its title
    below = numbers_beside(part.knowledge, service.concept)
    return "\n".join([*title, *then, *part.answers(municipality).about(service, aspects), *below])
