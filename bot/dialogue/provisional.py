"""A side of a service asked while it is open which: answered for the likeliest of those shown, and said for which."""

from dataclasses import replace

from bot.dialogue.answer import NAMED_MIN, about_service
from bot.dialogue.choosing import POSSIBLE_MIN
from bot.dialogue.pointing import shown_lately, which_of_these
from bot.dialogue.replies import aspect_options, replies
from bot.dialogue.turn import Decision, Turn
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Service


def provisionally(turn: Turn) -> Decision | None:
    """The answer for the time being; none where nothing is open, or a service is named."""
    municipality, understanding = turn.municipality, turn.understanding
    if municipality is None or understanding.act != "ask":
        return None
    shown = shown_lately(turn, municipality)
    is_open = turn.context.choosing and shown and understanding.aspects and not turn.named_comune
    if not is_open or _names_a_service(turn, municipality):
        return None
    likely = {concept: probability for concept, probability in turn.named_in(municipality)}
    service = max(shown, key=lambda each: (likely.get(each.concept, 0.0) >= POSSIBLE_MIN, -shown.index(each)))
    decision = about_service(turn, municipality, service, understanding.aspects)
    if len(shown) == 1 and service.concept == turn.context.concept:
        return decision
    said = turn.phrases.follow_ups.provisionally.format(title=service.title)
    texts = [said, *(reply.text for reply in decision.replies)]
    return replace(decision, replies=replies(texts, decision.replies[-1].options))


def _names_a_service(turn: Turn, municipality: Municipality) -> bool:
    _, probability = (turn.named_in(municipality) or [("", 0.0)])[0]
    return probability >= NAMED_MIN and probability > turn.understanding.names_nothing


def rather_than_bare(turn: Turn, decision: Decision) -> Decision:
    """In a talk "which service?" alone is no answer: whom to ask about the topic, or once more the services that were shown."""
    municipality = turn.municipality
    if municipality is None or decision.action != "choose" or turn.named_comune:
        return decision
    if set(decision.candidates) - {municipality.comune.front_desk} or turn.context.waiting:
        return decision
    if turn.context.choosing and len(shown := shown_lately(turn, municipality)) > 1:
        return which_of_these(turn, shown)
    topic = municipality.service_for(turn.context.concept or "")
    return cannot_say(turn, municipality, topic) if topic else decision


def cannot_say(turn: Turn, municipality: Municipality, topic: Service) -> Decision:
    """Honestly that the assistant does not know, and who does."""
    said = turn.phrases.follow_ups.cannot_say.format(**turn.answers(municipality).whom_to_ask(topic))
    return Decision(
        action="answer",
        replies=replies([said], aspect_options(topic, turn.context.aspects, turn.phrases)),
        context=turn.settled(topic.concept, turn.context.aspects),
        service=topic.id,
        sources=(topic.source.document,),
    )
