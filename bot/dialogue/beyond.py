"""What seems not to be the social services' business. The brain is often too sure of it: whoever tells of a hardship is never sent away."""

from dataclasses import replace

from bot.dialogue.answer import about_concept
from bot.dialogue.bare import holds_a_bare_question
from bot.dialogue.front_desk import desk_alone, heard
from bot.dialogue.lacking import topic_of
from bot.dialogue.people import out_of_scope
from bot.dialogue.plain_booking import plain_booking
from bot.dialogue.turn import Decision, Turn
from bot.italian import words
from bot.knowledge.base import Municipality

SURE = 0.97
"""From this confidence on the brain is believed, in a talk, without a word that tells of another office."""
SURE_OF_TROUBLE = 0.75
"""The same of somebody who speaks of one of his own, or of a trouble; a hardship is never sent away."""
HARDLY_SURE = 0.8
"""Below this confidence a question that names nothing is one about the talk's topic, whatever story stands beside it."""
ASKED_MIN = 0.9
"""From this probability of an aspect on it is surely asked."""
FEW_WORDS = 8
"""A message this short goes on with the one before."""
OURS_MIN = 0.45
"""From this probability on a service of ours is named."""
_MAY_BE_MORE_OF_IT = frozenset({"ask", "need", "unclear", "inform_comune"})


def beyond(turn: Turn) -> Decision:
    """Sent to the office that does it; or, in doubt, to the one who may know: of what the talk is about, else the front desk."""
    municipality, scope = turn.municipality, turn.knowledge.scope
    if not turn.context.errand and (begun := plain_booking(turn)):
        return begun
    if municipality is None or turn.context.errand:
        return out_of_scope(turn)
    in_hardship = scope.tells_of_hardship(turn.text)
    if scope.names_another_office(turn.text) and not in_hardship:
        return out_of_scope(turn)
    if turn.context.concept and _asks_of_the_topic(turn):
        return about_concept(turn, municipality, turn.context.concept)
    in_trouble = scope.tells_of_trouble(turn.text)
    if _is_sure(turn, in_trouble) and not in_hardship:
        return out_of_scope(turn)
    if turn.context.concept:
        tells = in_trouble and "?" not in turn.text
        said = turn.phrases.need_detail if tells else turn.phrases.not_told
        return heard(turn, municipality, said, topic_of(turn, municipality))
    return desk_alone(turn, municipality) if in_trouble else out_of_scope(turn)


def beyond_again(turn: Turn) -> Decision | None:
    """ "E la carta d'identità?", right after something that is another office's; none where one of our services is named."""
    municipality, scope = turn.municipality, turn.knowledge.scope
    if municipality is None or turn.context.errand or turn.understanding.act not in _MAY_BE_MORE_OF_IT:
        return None
    is_more_of_it = len(words(turn.text)) <= FEW_WORDS and scope.names_another_office(turn.text)
    if not is_more_of_it or not _was_beyond(turn, municipality) or scope.tells_of_hardship(turn.text):
        return None
    return out_of_scope(turn) if turn.understanding.surest_name < OURS_MIN else None


def _was_beyond(turn: Turn, municipality: Municipality) -> bool:
    """Whether the very last reply sent the citizen to another office."""
    name, phrases = municipality.comune.name, turn.phrases
    last = replace(turn.context.lately, told=turn.context.lately.told[-1:])
    ways = (phrases.out_of_scope, phrases.follow_ups.out_of_scope_again)
    return any(last.has_told([way.format(name=name)]) for way in ways)


def _asks_of_the_topic(turn: Turn) -> bool:
    """ "Mi scusi, ho perso il biglietto: in che via è?"."""
    read = turn.understanding
    is_asked = read.confidence < HARDLY_SURE and read.surest_aspect >= ASKED_MIN and read.surest_name < OURS_MIN
    return is_asked and holds_a_bare_question(turn.text, turn.knowledge.scope)


def _is_sure(turn: Turn, in_trouble: bool) -> bool:
    return turn.understanding.confidence >= (SURE_OF_TROUBLE if in_trouble else SURE)
