"""What is said to a follow-up that asks for no side of the service: the way on, the short form, or honestly that it is not written."""

import re
from collections.abc import Callable

from bot.dialogue.answer import NAMED_MIN, about_service
from bot.dialogue.crisis import numbers_beside
from bot.dialogue.follow_ups import Kind, kind_of
from bot.dialogue.replies import aspect_options, person_option, replies
from bot.dialogue.turn import Decision, Option, Turn
from bot.dialogue.written import is_not_needed, written
from bot.italian import normalise
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Aspect, Service
from bot.when import find_when

NOT_A_FOLLOW_UP = frozenset({"press", "move", "cancel", "other_language", "privacy", "complaint", "inform_comune"})
"""Acts that say plainly that something else is meant."""
_BRINGS = re.compile(r"^(?!.*\b(?:posto|per me|deleg\w+)\b).*\b(?:mandar|portar|venir|andar|entrar)\w*\b")
_FOR_THE_YOUNG = re.compile(r"\b(?:minor\w+|bambin\w+|giovan\w+|ragazz\w+|educativ\w+|scolastic\w+)\b")
"""Whoever "sends" or "brings" a child there sends nobody in one's place, and brings nobody along."""


def follow_up(turn: Turn) -> Decision | None:
    """The answer to a follow-up of these kinds; none where it is another message, or the brain is sure of another service."""
    municipality, kind = turn.municipality, kind_of(turn.text)
    if municipality is None or kind is None or turn.understanding.act in NOT_A_FOLLOW_UP or turn.context.errand:
        return None
    service = _topic(turn, municipality, kind)
    if service is None or _is_of_another(turn, municipality, service) or not _fits(turn, service, kind):
        return None
    return _ANSWERS[kind](turn, municipality, service, kind)


def _topic(turn: Turn, municipality: Municipality, kind: Kind) -> Service | None:
    """The service that the talk is about. "Devo venire di persona?" sounds like a wish for a person, and is asked of the front desk."""
    if turn.context.concept:
        return municipality.service_for(turn.context.concept)
    return municipality.front_desk if kind == "in_person" and turn.understanding.act == "person" else None


def _is_of_another(turn: Turn, municipality: Municipality, service: Service) -> bool:
    concept, probability = (turn.named_in(municipality) or [("", 0.0)])[0]
    is_sure = probability >= NAMED_MIN and probability > turn.understanding.names_nothing
    return is_sure and concept != service.concept


def _fits(turn: Turn, service: Service, kind: Kind) -> bool:
    may_be_of_a_time = kind == "in_person" or "orari" in turn.context.aspects
    if may_be_of_a_time and find_when(turn.text, turn.now):  # "devo venire domani?", "e adesso?" after the hours
        return False
    brings = kind in ("proxy", "company") and _BRINGS.search(normalise(turn.text))
    return not (brings and _FOR_THE_YOUNG.search(normalise(f"{service.title} {service.short}")))


def _next(turn: Turn, municipality: Municipality, service: Service, kind: Kind) -> Decision:
    begins_at_the_desk = municipality.comune.start_here and not service.contacts
    if service.covers("come-accedere") or begins_at_the_desk:
        return about_service(turn, municipality, service, ("come-accedere",))
    return _asking(turn, municipality, service, turn.phrases.follow_ups.next_unsaid, "come-accedere")


def _again(turn: Turn, municipality: Municipality, service: Service, kind: Kind) -> Decision:
    return about_service(turn, municipality, service, turn.context.aspects)


def _whom(turn: Turn, municipality: Municipality, service: Service, kind: Kind) -> Decision:
    return about_service(turn, municipality, service, ("contatti",))


def _eligible(turn: Turn, municipality: Municipality, service: Service, kind: Kind) -> Decision | None:
    """For whom it is; where it is not written, or perhaps another service is meant, the message is the brain's."""
    concept, probability = (turn.named_in(municipality) or [("", 0.0)])[0]
    is_of_this = concept == service.concept or probability < turn.understanding.names_nothing
    is_for_others = turn.knowledge.kin.other_than(service.concept, turn.text) is not None
    if turn.understanding.act != "ask" or not is_of_this or is_for_others or not service.covers("a-chi"):
        return None
    return about_service(turn, municipality, service, ("a-chi",))


def _no_answer(turn: Turn, municipality: Municipality, service: Service, kind: Kind) -> Decision | None:
    answers, words = turn.answers(municipality), turn.phrases.follow_ups
    if not answers.can_be_reached(service):
        return None
    again = words.no_answer_again if answers.tells_hours(service) else words.no_answer_later
    told = words.no_answer.format(again=again, **answers.whom_to_ask(service))
    return _said(turn, service, [told], "contatti")


def _in_short(turn: Turn, municipality: Municipality, service: Service, kind: Kind) -> Decision:
    return first_step(turn, municipality, service)


def first_step(turn: Turn, municipality: Municipality, service: Service) -> Decision:
    """Half a line of what it is, one step to do, and the way to a person."""
    words, whom = turn.phrases.follow_ups, turn.answers(municipality).whom_to_ask(service)
    begin = words.first_step.format(step=service.first_step) if service.first_step else words.first_step_ask
    more = aspect_options(service, ("cos-e",), turn.phrases)[:2]
    short = words.in_short.format(title=service.title, short=service.short)
    paragraphs = [short, f"{begin.format(**whom)}\n{whom['contact']}", *numbers_beside(turn.knowledge, service.concept)]
    return _said(turn, service, paragraphs, "cos-e", [*more, person_option(turn.phrases)])


def _honestly(turn: Turn, municipality: Municipality, service: Service, kind: Kind) -> Decision:
    """What the entry says of it, or that it says nothing; and whom to ask."""
    words, found = turn.phrases.follow_ups, written(service, kind, turn.text)
    said = [_as_written(turn, found)] if found else []
    if not found or (kind == "if_not" and not is_not_needed(found)):
        said.append(getattr(words.unsaid, kind))
    whom = words.ask_them.format(**turn.answers(municipality).whom_to_ask(service))
    return _said(turn, service, [" ".join(said), whom], "come-accedere")


def _who(turn: Turn, municipality: Municipality, service: Service, kind: Kind) -> Decision | None:
    """Who does it is seldom asked so plainly that "it is not written" would be true; so only what is written is told."""
    found = written(service, kind, turn.text)
    return _said(turn, service, [_as_written(turn, found)], "come-accedere") if found else None


def _as_written(turn: Turn, sentences: list[str]) -> str:
    """In the municipality's own words; a list begins on a line of its own."""
    text = " ".join(sentences)
    return turn.phrases.follow_ups.written.format(text=f"\n{text}" if text.startswith("•") else f" {text}")


def _asking(turn: Turn, municipality: Municipality, service: Service, phrase: str, aspect: Aspect) -> Decision:
    return _said(turn, service, [phrase.format(**turn.answers(municipality).whom_to_ask(service))], aspect)


def _said(
    turn: Turn, service: Service, paragraphs: list[str], aspect: Aspect, options: list[Option] | None = None
) -> Decision:
    asked = turn.understanding.aspects or (aspect,)
    shown = aspect_options(service, asked, turn.phrases) if options is None else options
    return Decision(
        action="answer",
        replies=replies(paragraphs, shown),
        context=turn.settled(service.concept, turn.context.aspects),
        service=service.id,
        aspects=asked,
        sources=(service.source.document,),
        tells=True,
    )


_ANSWERS: dict[Kind, Callable[[Turn, Municipality, Service, Kind], Decision | None]] = {
    "next": _next,
    "unclear": _in_short,
    "repeat": _again,
    "whom": _whom,
    "no_answer": _no_answer,
    "eligible": _eligible,
    "company": _honestly,
    "proxy": _honestly,
    "in_person": _honestly,
    "if_not": _honestly,
    "who": _who,
}
