"""Half words that point at the services shown last ("sì quello", "la prima", "no, l'altro", "boh"), also where the buttons have gone."""

import re

from bot.dialogue.answer import FOR_WHOM, about_concept, about_service
from bot.dialogue.people import hand_over
from bot.dialogue.pressing import numbered
from bot.dialogue.replies import MOST_OPTIONS, aspect_options, person_option, replies, service_options
from bot.dialogue.turn import Decision, Option, Turn
from bot.dialogue.two_questions import ASKS_MIN
from bot.dialogue.understanding import Understanding
from bot.italian import normalise, plain
from bot.knowledge.base import Municipality
from bot.knowledge.kin import POINTING
from bot.knowledge.schema import Aspect, Service

_AROUND = r"(?:(?:si|ok|va bene|ecco|allora|no|ma|e|anzi|dicevo|intendevo|direi|esatto|proprio|certo|dai) )*"
_AFTER = r"(?: (?:li|la|grazie|per favore|va bene|giusto|esatto|dai|allora))*"
_THAT = re.compile(rf"{_AROUND}(?:quell[oaie]|quest[oaie])(?: (?:che|di) (?:ha detto|prima|sopra))?{_AFTER}")
_OTHER = re.compile(rf"{_AROUND}(?:l|all|quell|un|per l|sull) ?altr[oa]{_AFTER}")
_YES = re.compile(r"(?:si|sii|certo|esatto|giusto|si si|si grazie|si per favore|volentieri|magari)")
_AGREED = re.compile(r"(?:ok|okay|va bene|ok grazie|va bene grazie)")
"""A yes to an offer; after a list it only says that it was read."""
_NO_IDEA = re.compile(
    r"(?:(?:eh|mah|ma|e|guardi|signora) )*(?:boh|bo|mah|uff|non (?:lo )?so(?: proprio)?|non saprei|che ne so|e che ne so|faccia lei|fate voi"
    r"|non so (?:bene |proprio )?(?:cosa|quale|che cosa|come) (?:scegliere|fare|chiedere|dire|rispondere|mi serve))"
    r"(?: (?:io|mah|boh|guardi|scusi|quale))*"
)


def pointed_at(turn: Turn) -> Decision | None:
    """What a half word leads to; none where it is none, or belongs to an appointment in the making."""
    municipality = turn.municipality
    if municipality is None or turn.context.errand or turn.understanding.act == "press" or turn.named_comune:
        return None
    message = plain(turn.text)
    if turn.context.lately.person_is_last and (_YES.fullmatch(message) or _AGREED.fullmatch(message)):
        return hand_over(_meaning(turn, "person"))
    if _NO_IDEA.fullmatch(message):
        return _help_to_choose(turn, municipality)
    shown = shown_lately(turn, municipality)
    if of_these := _for_whom(turn, municipality, shown):
        return of_these
    if _OTHER.fullmatch(message):
        return _the_other(turn, municipality, shown)
    return _one_of(turn, municipality, shown, message) if shown else None


def _one_of(turn: Turn, municipality: Municipality, shown: list[Service], message: str) -> Decision | None:
    if number := numbered(message):
        return _about(turn, municipality, shown[number - 1]) if number <= len(shown) else None
    is_list_last = turn.context.lately.list_is_last
    if not is_list_last or not (_THAT.fullmatch(message) or _YES.fullmatch(message)):
        return None
    if _has_a_first(turn, municipality, shown):
        return _about(turn, municipality, shown[0])
    return which_of_these(turn, shown)


def _for_whom(turn: Turn, municipality: Municipality, shown: list[Service]) -> Decision | None:
    """ "Minori", "quella per gli anziani": of those in the very last reply, or of the topic, the one for other people."""
    kin, topic = turn.knowledge.kin, turn.context.concept
    listed = [service.concept for service in shown] if turn.context.lately.list_is_last else []
    concept = kin.among(listed, turn.text) or (kin.pointed_to(topic, turn.text) if topic else None)
    if concept is None:
        return None
    service, meaning = municipality.service_for(concept), _meaning(turn, "ask")
    if service is None:
        return about_concept(meaning, municipality, concept)
    return about_service(meaning, municipality, service, _asked_of(turn, service))


def _asked_of(turn: Turn, service: Service) -> tuple[Aspect, ...]:
    """The side of it that is asked now, else the one before ("no, quella per i disabili"); of a bare word, or of the topic itself, all in brief."""
    read = turn.understanding
    asked = tuple(aspect for aspect in read.aspects if aspect != FOR_WHOM)
    if asked and read.surest_aspect >= ASKS_MIN:
        return asked
    points_elsewhere = service.concept != turn.context.concept and POINTING.search(normalise(turn.text))
    return turn.context.aspects if turn.context.choosing or points_elsewhere else ()


def _has_a_first(turn: Turn, municipality: Municipality, shown: list[Service]) -> bool:
    """Whether one of those shown was meant before the others: the only one, the one beside the front desk, the one to begin with."""
    others = [service for service in shown if service.id != municipality.comune.front_desk]
    return len(shown) == 1 or len(others) == 1 or not turn.context.choosing


def _the_other(turn: Turn, municipality: Municipality, shown: list[Service]) -> Decision | None:
    """The one after that which is spoken of; where none was shown, what goes with it."""
    here = next((i for i, service in enumerate(shown) if service.concept == turn.context.concept), None)
    if turn.context.choosing:
        here = 0
    if len(shown) > 1:
        return _about(turn, municipality, shown[((here if here is not None else 0) + 1) % len(shown)])
    topic = municipality.service_for(turn.context.concept or "")
    related = [municipality.services[id] for id in topic.related if id in municipality.services] if topic else []
    return which_of_these(turn, related[:MOST_OPTIONS]) if related else None


def _help_to_choose(turn: Turn, municipality: Municipality) -> Decision:
    """Three things to choose from, and a person: sides of what the talk is about, else services."""
    words, person = turn.phrases.follow_ups, person_option(turn.phrases)
    topic = municipality.service_for(turn.context.concept or "")
    if topic and not turn.context.lately.list_is_last:
        options = [*aspect_options(topic, turn.context.aspects, turn.phrases), person]
        told = replies([words.help_with_topic.format(title=topic.title)], options)
        return Decision("choose", told, turn.about(misunderstood=0).context, topic.id)
    desk, shown = municipality.front_desk, shown_lately(turn, municipality)
    related = [municipality.services[id] for id in desk.related if id in municipality.services]
    services = list({s.id: s for s in (shown if len(shown) > 1 else [*shown, desk, *related])}.values())[:MOST_OPTIONS]
    return _choice(turn, words.help_to_choose, [*service_options(services), person], services)


def which_of_these(turn: Turn, services: list[Service]) -> Decision:
    """Asks once more, in other words, which of the services is meant."""
    options = service_options(services, turn.context.aspects if turn.context.choosing else ())
    return _choice(turn, turn.phrases.follow_ups.which_of_these, options, services)


def _choice(turn: Turn, text: str, options: list[Option], services: list[Service]) -> Decision:
    return Decision(
        action="choose",
        replies=replies([text], options),
        context=turn.about(misunderstood=0, choosing=True).context,
        candidates=tuple(service.id for service in services),
    )


def _about(turn: Turn, municipality: Municipality, service: Service) -> Decision:
    """The service pointed at, of which the same is told that was asked before the choice."""
    aspects = turn.context.aspects if turn.context.choosing else ()
    return about_service(_meaning(turn, "ask"), municipality, service, aspects)


def _meaning(turn: Turn, act: str) -> Turn:
    return turn.about_part(Understanding(act, text=""))


def shown_lately(turn: Turn, municipality: Municipality) -> list[Service]:
    """The services that were shown last to choose from, as far as they are this municipality's."""
    return [municipality.services[id] for id in turn.context.lately.shown if id in municipality.services]
