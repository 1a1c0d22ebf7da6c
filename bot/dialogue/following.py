"""What is said to a follow-up that asks for no side of the service: the way on, the short form, or honestly that it is not written."""

import re

from bot.dialogue.answer import NAMED_MIN, about_service
from bot.dialogue.follow_ups import Kind, kind_of, paper_named
from bot.dialogue.replies import aspect_options, person_option, replies
from bot.dialogue.turn import Decision, Option, Turn
from bot.italian import normalise
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Aspect, Service
from bot.when import find_when

NOT_A_FOLLOW_UP = frozenset({"press", "move", "cancel", "other_language", "privacy", "complaint", "inform_comune"})
"""Acts that say plainly that something else is meant."""
_SENTENCE = re.compile(r"(?<=[.!])\s+|\n")
_SAYS_OF: dict[Kind, str] = {
    "proxy": r"\bdeleg\w+|\bal posto (?:di|del|suo)|\bper conto\b|\bchi (?:ne fa|fa) le veci|\btutore\b|\bamministratore di sostegno\b",
    "in_person": r"\b(?:telefon\w+|online|internet|sportello|di persona|appuntamento|venga|si va|si viene|email|mail)\b",
}
_FOR_THE_YOUNG = re.compile(r"\b(?:minor\w+|bambin\w+|giovan\w+|ragazz\w+|educativ\w+|scolastic\w+)\b")
"""Whoever "sends" a child there sends nobody in one's place."""
MOST_SENTENCES = 2


def follow_up(turn: Turn) -> Decision | None:
    """The answer to a follow-up of these kinds; none where it is another message, or the brain is sure of another service."""
    municipality = turn.municipality
    kind = kind_of(turn.text)
    if municipality is None or kind is None or turn.understanding.act in NOT_A_FOLLOW_UP or turn.context.errand:
        return None
    service = _topic(turn, municipality, kind)
    if service is None or _is_of_another(turn, municipality, service) or not _fits(turn, service, kind):
        return None
    return _answer(turn, municipality, service, kind)


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
    return kind != "proxy" or "mand" not in turn.text.lower() or not _FOR_THE_YOUNG.search(normalise(_about(service)))


def _about(service: Service) -> str:
    return f"{service.title} {service.short}"


def _answer(turn: Turn, municipality: Municipality, service: Service, kind: Kind) -> Decision:
    words = turn.phrases.follow_ups
    if kind == "repeat":
        return about_service(turn, municipality, service, turn.context.aspects)
    if kind == "whom":
        return about_service(turn, municipality, service, ("contatti",))
    if kind == "next":
        if service.covers("come-accedere"):
            return about_service(turn, municipality, service, ("come-accedere",))
        return _said(
            turn,
            service,
            [words.next_unsaid.format(**turn.answers(municipality).whom_to_ask(service))],
            "come-accedere",
        )
    if kind == "unclear":
        return first_step(turn, municipality, service)
    if kind == "no_answer":
        return _said(
            turn, service, [words.no_answer.format(**turn.answers(municipality).whom_to_ask(service))], "contatti"
        )
    return _honestly(turn, municipality, service, kind)


def first_step(turn: Turn, municipality: Municipality, service: Service) -> Decision:
    """Half a line of what it is, and one step to do."""
    words = turn.phrases.follow_ups
    steps = _sentences(service.texts.get("come-accedere", ""))
    step = words.first_step.format(step=steps[0].lstrip("• ")) if steps else words.first_step_ask
    contact = turn.answers(municipality).whom_to_ask(service)["contact"]
    return _said(
        turn,
        service,
        [words.in_short.format(title=service.title, short=service.short), f"{step}\n{contact}"],
        options=[*aspect_options(service, ("cos-e",), turn.phrases)[:2], person_option(turn.phrases)],
    )


def _honestly(turn: Turn, municipality: Municipality, service: Service, kind: Kind) -> Decision:
    """What the entry says of it, or that it says nothing; and whom to ask."""
    words = turn.phrases.follow_ups
    found = _written(turn, service, kind)
    said = [words.written.format(text=" ".join(found))] if found else []
    if not found or kind == "if_not":
        said.append(getattr(words.unsaid, kind))
    whom = words.ask_them.format(**turn.answers(municipality).whom_to_ask(service))
    return _said(turn, service, [" ".join(said), whom], "come-accedere")


def _written(turn: Turn, service: Service, kind: Kind) -> list[str]:
    """The sentences of the entry that speak of what is asked."""
    if kind == "in_person":
        how = service.texts.get("come-accedere", "")
        return [how] if re.search(_SAYS_OF[kind], normalise(how)) else []
    pattern = _SAYS_OF.get(kind) or _of_its_words(turn, kind)
    every = [sentence for text in service.texts.values() for sentence in _sentences(text)]
    found = [sentence for sentence in every if pattern and re.search(pattern, normalise(sentence))]
    return list(dict.fromkeys(found))[:MOST_SENTENCES]


def _of_its_words(turn: Turn, kind: Kind) -> str | None:
    """What to look for: the paper that one has not; of "il certificato chi me lo fa?" the paper that is made."""
    paper = paper_named(turn.text)
    return rf"\b{paper}" if paper and kind in ("if_not", "who") else None


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.split(text) if sentence]


def _said(
    turn: Turn, service: Service, paragraphs: list[str], aspect: Aspect = "cos-e", options: list[Option] | None = None
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
    )
