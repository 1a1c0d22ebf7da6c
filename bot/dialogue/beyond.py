"""What seems not to be the social services' business. The brain is often too sure of it: whoever tells of a hardship is never sent away."""

from dataclasses import replace

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
    in_trouble = scope.tells_of_trouble(turn.text)
    if not scope.tells_of_hardship(turn.text) and (scope.names_another_office(turn.text) or _is_sure(turn, in_trouble)):
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


def _is_sure(turn: Turn, in_trouble: bool) -> bool:
    return turn.understanding.confidence >= (SURE_OF_TROUBLE if in_trouble else SURE)
