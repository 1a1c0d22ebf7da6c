"""A talk of several turns, played without a brain."""

from collections.abc import Callable

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from tests.cast import asks, then, turn

NAMES_NOTHING = asks()


def goes_on(
    first: Decision, *texts: str, read: Understanding = NAMES_NOTHING, by: Callable[[Turn], Decision] = answer
) -> Decision:
    """The last decision of a talk in which these are said one after the other, and all are read alike."""
    decision = first
    for text in texts:
        decision = decide(then(decision, read, text), by)
    return decision


def costs_told() -> Decision:
    return decide(turn(asks("ti-ascolto", "costi"), "quanto viene un colloquio?"), answer)
