"""The citizen's municipality: said once, kept, and changed when another is named; a question that waited for it is answered."""

from dataclasses import replace

from bot.dialogue.answer import about_concept, answer
from bot.dialogue.appointments import ACTS, appointment
from bot.dialogue.comuni import closest_comune
from bot.dialogue.replies import comune_options, replies
from bot.dialogue.turn import Decision, Turn, Understanding


def choose_comune(turn: Turn) -> Decision:
    """What "sono di Bussero", "e a Cernusco?" lead to; a place that we do not serve is told so."""
    named = turn.named_comune or closest_comune(turn.text, turn.knowledge)
    if named is None:
        return Decision(
            action="choose",
            replies=replies([turn.phrases.unknown_comune], comune_options(turn.knowledge)),
            context=turn.context,
            candidates=tuple(turn.knowledge.municipalities),
        )
    return to_comune(turn, named)


def to_comune(turn: Turn, comune: str) -> Decision:
    """Answers the question that waited, or the last one anew, for this municipality."""
    moved = turn.about(comune=comune)
    waiting, municipality = moved.context.waiting, moved.knowledge.municipalities[comune]
    if waiting:
        understanding = Understanding(waiting.act, 1.0, waiting.concepts, dict.fromkeys(waiting.aspects, 1.0))
        asked = replace(moved, text=waiting.text, understanding=understanding).about(waiting=None)
        return appointment(asked) if waiting.act in ACTS else answer(asked)
    if moved.context.concept:
        understanding = Understanding("ask", 1.0, (), dict.fromkeys(moved.context.aspects, 1.0))
        return about_concept(replace(moved, understanding=understanding), municipality, moved.context.concept)
    return Decision(
        "smalltalk", replies([moved.phrases.comune_set.format(name=municipality.comune.name)]), moved.context
    )
