"""The citizen's municipality: said once, kept, and changed when another is named; a question that waited for it is answered."""

from dataclasses import replace

from bot.dialogue.answer import about_concept, answer
from bot.dialogue.appointments import ACTS, appointment
from bot.dialogue.choosing import ask_which_comune
from bot.dialogue.comuni import asks_there_too, closest_comune, names_only_elsewhere
from bot.dialogue.front_desk import heard
from bot.dialogue.lacking import topic_of
from bot.dialogue.offered import press_that_waited
from bot.dialogue.people import WANTS_A_PERSON, whom_to_reach
from bot.dialogue.replies import comune_options, replies
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from bot.italian import words
from bot.knowledge.base import Municipality

COMPARES_MAX = 0.3
"""Below this probability of any concept, naming another town is all that a message does."""
NAME_ONLY_WORDS = 5
"""A message this short says hardly more than where one lives, unless it tells of a wish or a trouble."""
MORE_MIN = 0.02
"""From this probability of a concept on, a longer message also says what is needed."""


def choose_comune(turn: Turn) -> Decision:
    """What "sono di Bussero", "e a Cernusco?" lead to; a place that we do not serve is told so."""
    only_elsewhere = names_only_elsewhere(turn.text, turn.knowledge)
    if turn.municipality and only_elsewhere:
        return _compared(turn, turn.municipality)
    if only_elsewhere:
        return ask_which_comune(turn)
    named = turn.named_comune or closest_comune(turn.text, turn.knowledge)
    if named is None:
        return Decision(
            action="choose",
            replies=replies([turn.phrases.unknown_comune], comune_options(turn.knowledge, turn.served)),
            context=turn.context,
            candidates=turn.served,
        )
    if turn.context.concept and asks_there_too(turn.text, turn.knowledge):
        return to_comune(turn, named)
    return answer(_told(turn).about(comune=named)) if _tells_more(turn) else to_comune(turn, named)


def _compared(turn: Turn, municipality: Municipality) -> Decision:
    """Where a relative's town, or one of before, is named, the answer is still for the citizen's."""
    _, probability = (turn.named_in(municipality) or [("", 0.0)])[0]
    if probability >= COMPARES_MAX:
        return answer(replace(turn, understanding=replace(turn.understanding, act="need")))
    said = turn.phrases.another_town.format(name=municipality.comune.name)
    return heard(turn, municipality, said, topic_of(turn, municipality))


def _tells_more(turn: Turn) -> bool:
    """Whether the message says what is needed, besides the municipality ("sono di Cesano, non riesco a pagare la luce")."""
    _, probability = (turn.understanding.named or [("", 0.0)])[0]
    is_long = len(words(turn.text)) > NAME_ONLY_WORDS
    return (is_long or turn.knowledge.scope.wants_something(turn.text)) and probability >= MORE_MIN


def _told(turn: Turn) -> Turn:
    """The turn as a need, its concepts as likely as they are beside each other."""
    named = turn.understanding.named
    total = sum(p for _, p in named)
    concepts = tuple((concept, p / total) for concept, p in named)
    return replace(turn, understanding=replace(turn.understanding, act="need", concepts=concepts))


def to_comune(turn: Turn, comune: str) -> Decision:
    """Answers the question that waited, or the last one anew, for this municipality."""
    moved = turn.about(comune=comune)
    waiting, municipality = moved.context.waiting, moved.knowledge.municipalities[comune]
    if waiting:
        asked = moved.about_part(waiting).about(waiting=None)
        if waiting.act == "press":
            return press_that_waited(asked, municipality)
        if waiting.act in WANTS_A_PERSON:
            return whom_to_reach(asked, municipality)
        return appointment(asked) if waiting.act in ACTS else answer(asked)
    if moved.context.concept:
        understanding = Understanding("ask", 1.0, (), dict.fromkeys(moved.context.aspects, 1.0))
        asked = replace(moved, understanding=understanding).about(concept=None)
        return about_concept(asked, municipality, moved.context.concept)
    return Decision(
        "smalltalk", replies([moved.phrases.comune_set.format(name=municipality.comune.name)]), moved.context
    )
