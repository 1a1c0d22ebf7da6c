"""A side of a service asked while it is open which: answered for the likeliest of those shown, and said for which."""

from dataclasses import replace

from bot.dialogue.answer import NAMED_MIN, about_service
from bot.dialogue.choosing import POSSIBLE_MIN
from bot.dialogue.pointing import shown_lately
from bot.dialogue.replies import replies
from bot.dialogue.turn import Decision, Turn
from bot.knowledge.base import Municipality


def provisionally(turn: Turn) -> Decision | None:
    """The answer for the time being; none where nothing is open, or a service is named."""
    municipality, understanding = turn.municipality, turn.understanding
    if municipality is None or understanding.act != "ask" or not turn.context.lately.list_is_last:
        return None
    shown = shown_lately(turn, municipality)
    is_open = turn.context.choosing and shown and understanding.aspects and not turn.named_comune
    if not is_open or _names_a_service(turn, municipality):
        return None
    likely = {concept: probability for concept, probability in turn.named_in(municipality)}
    service = max(shown, key=lambda each: (likely.get(each.concept, 0.0) >= POSSIBLE_MIN, -shown.index(each)))
    decision = about_service(turn, municipality, service, understanding.aspects)
    said = turn.phrases.follow_ups.provisionally.format(title=service.title)
    texts = [said, *(reply.text for reply in decision.replies)]
    return replace(decision, replies=replies(texts, decision.replies[-1].options))


def _names_a_service(turn: Turn, municipality: Municipality) -> bool:
    _, probability = (turn.named_in(municipality) or [("", 0.0)])[0]
    return probability >= NAMED_MIN and probability > turn.understanding.names_nothing
