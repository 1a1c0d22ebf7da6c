"""What seems not to be the social services' business. The brain is often too sure of it: whoever tells of a hardship is never sent away."""

from bot.dialogue.front_desk import desk_alone, heard
from bot.dialogue.lacking import topic_of
from bot.dialogue.people import out_of_scope
from bot.dialogue.plain_booking import plain_booking
from bot.dialogue.turn import Decision, Turn

SURE = 0.97
"""From this confidence on the brain is believed, in a talk, without a word that tells of another office."""
SURE_OF_TROUBLE = 0.75
"""The same of somebody who speaks of one of his own, or of a trouble; a hardship is never sent away."""


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


def _is_sure(turn: Turn, in_trouble: bool) -> bool:
    return turn.understanding.confidence >= (SURE_OF_TROUBLE if in_trouble else SURE)
