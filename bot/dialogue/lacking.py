"""A service that a municipality lacks: said once, with what there is instead and whom to ask; then the talk is about what there is."""

from collections.abc import Sequence

from bot.dialogue.crisis import numbers_beside
from bot.dialogue.front_desk import way_to_the_desk
from bot.dialogue.replies import replies, service_options
from bot.dialogue.turn import Decision, Turn
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Aspect, Service

SURELY_MEANT = 0.75
OF_THE_WAY: frozenset[Aspect] = frozenset({"come-accedere", "orari", "dove", "contatti"})


def lacking(turn: Turn, municipality: Municipality, concept: str) -> Decision:
    """Says that this municipality does not have it, and what it has instead; a national measure is never said to be lacking."""
    services = instead_of(turn, municipality, concept)
    return Decision(
        action="answer",
        replies=replies(_paragraphs(turn, municipality, concept, services), service_options(services)),
        context=turn.settled(concept, turn.understanding.aspects),
        aspects=turn.understanding.aspects,
        candidates=tuple(service.id for service in services),
        sources=tuple(dict.fromkeys(service.source.document for service in services)),
    )


def still_lacking(turn: Turn, municipality: Municipality, concept: str) -> Decision:
    """Whoever cannot believe it, or asks once more, is not refused once more but told whom to talk to."""
    desk = municipality.front_desk
    answers = turn.answers(municipality)
    again = turn.phrases.ask_more if concept in turn.knowledge.national.measures else turn.phrases.lacking_again
    said = again.format(name=municipality.comune.name, title=desk.title)
    return Decision(
        action="answer",
        replies=replies(
            ["\n".join([said, answers.ask_there(desk), *answers.desk_hours(desk)])], service_options([desk])
        ),
        context=turn.settled(desk.concept),
        service=desk.id,
        sources=(desk.source.document,),
    )


def hardly_meant(municipality: Municipality, concept: str, probability: float) -> bool:
    """Whether a concept is lacking here and not sure to be meant: in a talk nobody is refused what he may not have asked for."""
    return probability < SURELY_MEANT and municipality.service_for(concept) is None


def was_told(turn: Turn, municipality: Municipality, concept: str) -> bool:
    """Whether the message before was told that this municipality lacks it."""
    return turn.context.concept == concept and not turn.named_comune and municipality.service_for(concept) is None


def instead_of(turn: Turn, municipality: Municipality, concept: str) -> list[Service]:
    """What the municipality's curator names for a concept that it lacks, as far as it is not over, else the front desk."""
    ids = municipality.comune.instead.get(concept, [])
    named = [municipality.services[id] for id in ids if id in municipality.services]
    return [service for service in named if not service.is_over(turn.now.date())] or [municipality.front_desk]


def topic_of(turn: Turn, municipality: Municipality) -> Service:
    """The service that the talk is about, or what there is instead; the front desk where it is about none."""
    concept = turn.context.concept
    if concept is None:
        return municipality.front_desk
    if concept in turn.knowledge.national.measures:
        return municipality.service_for(concept) or municipality.front_desk
    return municipality.service_for(concept) or instead_of(turn, municipality, concept)[0]


def meant_instead(turn: Turn, municipality: Municipality, concept: str, aspects: Sequence[Aspect]) -> Service | None:
    """Of what there is instead, the first that can tell what is asked, else the desk that knows the way; none where nothing is asked.

    Of a measure that may hold here too only the way is asked of the desk: for whom it is and what it brings nobody's document says."""
    if not aspects:
        return None
    if concept in turn.knowledge.national.measures:
        return municipality.front_desk if OF_THE_WAY.intersection(aspects) else None
    services = instead_of(turn, municipality, concept)
    return next((service for service in services if service.covers(aspects[0])), municipality.front_desk)


def _paragraphs(turn: Turn, municipality: Municipality, concept: str, services: list[Service]) -> list[str]:
    phrases, desk = turn.phrases, municipality.front_desk
    title, name = turn.knowledge.title_of(concept), municipality.comune.name
    if turn.knowledge.is_over_everywhere(concept, turn.now.date()):
        return [*_over(turn, concept), *_named_instead(turn, municipality, services)]
    if turn.knowledge.national.holds_everywhere(concept):
        said = phrases.lacking_national.format(title=title, name=name, desk=desk.title)
        return [said + "\n" + turn.answers(municipality).ask_there(desk)]
    if turn.knowledge.national.may_hold_elsewhere(concept):
        said = phrases.lacking_unsure.format(title=title, name=name, desk=desk.title)
        return [said + "\n" + turn.answers(municipality).ask_there(desk)]
    numbers = numbers_beside(turn.knowledge, concept)
    return [phrases.lacking.format(title=title, name=name), *numbers, *_named_instead(turn, municipality, services)]


def _over(turn: Turn, concept: str) -> list[str]:
    """That a measure is over, in the words of the municipality that had it."""
    had = (municipality.service_for(concept) for municipality in turn.knowledge.municipalities.values())
    return [service.when_expired for service in had if service and service.when_expired][:1]


def _named_instead(turn: Turn, municipality: Municipality, services: list[Service]) -> list[str]:
    """What there is instead, a line each, and the front desk's contact."""
    lines = [f"• {service.title}: {service.short}" for service in services]
    instead = turn.phrases.lacking_instead.format(name=municipality.comune.name)
    if services == [municipality.front_desk]:
        return ["\n".join([instead, *lines, turn.answers(municipality).ask_there(services[0])])]
    return ["\n".join([instead, *lines]), way_to_the_desk(turn, municipality)]
