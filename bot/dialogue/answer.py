"""A question about a service, named or understood from the talk before."""

from collections.abc import Sequence

from bot.dialogue.choosing import ask_to_rephrase, ask_which_comune, ask_which_service
from bot.dialogue.comuni import asks_there_too
from bot.dialogue.crisis import numbers_beside
from bot.dialogue.details import tells_a_need, wants_help
from bot.dialogue.expired import is_told_as_over, over
from bot.dialogue.lacking import hardly_meant, lacking, meant_instead, still_lacking, was_told
from bot.dialogue.money import asks_for_money
from bot.dialogue.needs import offer
from bot.dialogue.replies import aspect_options, replies
from bot.dialogue.the_topic import means_the_topic
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.two_questions import both, both_again
from bot.dialogue.visits import about_that_time, named_day
from bot.italian import words
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Aspect, Service

NAMED_MIN = 0.45
"""From this probability on a concept counts as named."""
DOUBT_MIN = 0.2
"""Between this and `NAMED_MIN` the citizen is asked which service is meant; below, to rephrase."""
OF_THE_OFFICE: frozenset[Aspect] = frozenset({"orari", "dove", "contatti"})
"""Asked of nothing in particular, these are asked of the front desk."""
PRICE: Aspect = "costi"
"""Whoever asks for money does not ask what it costs; but what a service says of costs may say whether there is any."""
FOR_WHOM: Aspect = "a-chi"
"""Whoever names somebody else does not ask who may have it."""
AND = "e"
"""How a message begins that takes up the question before."""
NAME_ALONE_MAX = 0.5
"""Below this probability of any aspect a message asks nothing of its own."""
NAME_ALONE_WORDS = 5
"""A message this short holds hardly more than a name."""
NEED_NAMES_MIN = 0.6
NEED_ASKS_MIN = 0.3
"""From these probabilities of a concept and of an aspect on, a need is a question about that service."""


def answer(turn: Turn) -> Decision:
    """The answer to a question, to two, or to a need; asks back where it is not clear for which municipality or service."""
    if turn.municipality is None:
        return ask_which_comune(turn)
    if two := both(turn, turn.municipality) or both_again(turn, turn.municipality):
        return two
    if turn.context.concept and turn.named_comune and asks_there_too(turn.text, turn.knowledge):
        return _following_up(turn, turn.municipality, turn.context.concept)
    if tells_a_need(turn) and not _asks_within_a_need(turn, turn.municipality):
        return offer(turn, turn.municipality)
    return _asked(turn, turn.municipality)


def _asks_within_a_need(turn: Turn, municipality: Municipality) -> bool:
    """Whether a story ends in a question about one service ("… il Comune aiuta con la retta?")."""
    _, probability = (turn.named_in(municipality) or [("", 0.0)])[0]
    return probability >= NEED_NAMES_MIN and turn.understanding.surest_aspect >= NEED_ASKS_MIN


def _asked(turn: Turn, municipality: Municipality) -> Decision:
    names_nothing = turn.understanding.names_nothing
    concept, probability = (turn.named_in(municipality) or [("", 0.0)])[0]
    if turn.context.concept and turn.knowledge.kin.pointed_to(turn.context.concept, turn.text):
        return _following_up(turn, municipality, turn.context.concept)
    topic = _topic(turn, municipality)
    if topic and means_the_topic(turn, concept, probability):
        return _following_up(turn, municipality, topic)
    doubtful = bool(topic) and hardly_meant(municipality, concept, probability)
    if probability >= NAMED_MIN and probability > names_nothing and not doubtful:
        return about_concept(turn, municipality, concept)
    if topic and (_may_follow_up(turn, probability) or (doubtful and probability >= NAMED_MIN)):
        return _following_up(turn, municipality, topic)
    if names_nothing > max(probability, DOUBT_MIN):
        return _bare(turn, municipality)
    return ask_which_service(turn, municipality) if probability >= DOUBT_MIN else ask_to_rephrase(turn)


def _topic(turn: Turn, municipality: Municipality) -> str | None:
    """What the talk is about. In place of what was told to be lacking it is what there is instead, unless another place is named, or its kin."""
    concept = turn.context.concept
    if concept is None or turn.named_comune or municipality.service_for(concept):
        return concept
    other = turn.knowledge.kin.other_than(concept, turn.text)
    instead = meant_instead(turn, municipality, concept, turn.understanding.aspects)
    return concept if instead is None or (other and municipality.service_for(other)) else instead.concept


def _following_up(turn: Turn, municipality: Municipality, concept: str) -> Decision:
    """The answer about what the talk is about, or about the same help for somebody else ("e per mia nonna?")."""
    other = turn.knowledge.kin.other_than(concept, turn.text)
    service = municipality.service_for(other) if other else None
    if service is None:
        return about_concept(turn, municipality, concept)
    aspects = tuple(aspect for aspect in turn.understanding.aspects if aspect != FOR_WHOM)
    return about_service(turn, municipality, service, aspects)


def _may_follow_up(turn: Turn, probability: float) -> bool:
    """Whether no other service is meant than the one before; a place's name may look like a service's ("e a Sesto invece?")."""
    understanding = turn.understanding
    if turn.named_comune and len(_said(turn)) <= NAME_ALONE_WORDS:
        return True
    return understanding.names_nothing >= probability or bool(understanding.aspects and probability < DOUBT_MIN)


def _bare(turn: Turn, municipality: Municipality) -> Decision:
    """A question that names nothing, at the start of a talk."""
    if OF_THE_OFFICE.intersection(turn.understanding.aspects):
        return about_concept(turn, municipality, municipality.front_desk.concept)
    return ask_which_service(turn, municipality)


def about_concept(turn: Turn, municipality: Municipality, concept: str) -> Decision:
    """The answer about what people call a concept, or what there is instead."""
    service, aspects = municipality.service_for(concept), _aspects(turn)
    if service is None and was_told(turn, municipality, concept):
        service = meant_instead(turn, municipality, concept, aspects)
        if service is None:
            return still_lacking(turn, municipality, concept)
    if service:
        is_no_price = not service.covers(PRICE) and asks_for_money(turn.text)
        asked = [aspect for aspect in aspects if aspect != PRICE] if is_no_price else aspects
        return about_service(turn, municipality, service, asked)
    in_need = turn.named_comune is None and wants_help(turn)
    return offer(turn, municipality) if in_need else lacking(turn, municipality, concept)


def _aspects(turn: Turn) -> tuple[Aspect, ...]:
    """The aspects asked; a name alone ("luce", "e il bonus gas?") is asked the same as the question before."""
    if _goes_on(turn) and turn.context.aspects and turn.understanding.surest_aspect < NAME_ALONE_MAX:
        return turn.context.aspects
    return turn.understanding.aspects


def _goes_on(turn: Turn) -> bool:
    said = _said(turn)
    return turn.context.choosing or (said[:1] == [AND] and len(said) <= NAME_ALONE_WORDS)


def _said(turn: Turn) -> list[str]:
    return [word for word in words(turn.text) if word.isalpha()]


def about_service(turn: Turn, municipality: Municipality, service: Service, aspects: Sequence[Aspect]) -> Decision:
    """What the entry says about these aspects, an overview when there are none, and options for the rest."""
    if is_told_as_over(turn, service, aspects):
        return over(turn, municipality, service, tuple(aspects))
    then = about_that_time(turn, municipality, service) if not aspects or "orari" in aspects else []
    asked = tuple(aspects) or (("orari",) if then else ())
    told_of = named_day(turn) if then else None
    here = [turn.knowledge.booking.here] if service.booking and "come-accedere" in asked else []
    below = [*here, *numbers_beside(turn.knowledge, service.concept)]
    paragraphs = [*then, *turn.answers(municipality).about(service, asked, told_of, briefly=bool(then)), *below]
    return Decision(
        action="answer",
        replies=replies(paragraphs, aspect_options(service, () if then else asked, turn.phrases)),
        context=turn.settled(service.concept, asked),
        service=service.id,
        aspects=asked,
        sources=(service.source.document,),
        tells=not asked or any(service.covers(aspect) for aspect in asked),
        calls="entry" if service.calls_person and turn.context.concept != service.concept else None,
    )
