"""A message as part of a talk: half words and follow-ups are understood from what was said, and nothing is said twice."""

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.discretion import asked_in_fear
from bot.dialogue.following import follow_up
from bot.dialogue.kindness import kindly
from bot.dialogue.pointing import pointed_at
from bot.dialogue.provisional import provisionally, rather_than_bare
from bot.dialogue.told import not_again
from bot.dialogue.turn import Decision, Turn

_READINGS: tuple[Callable[[Turn], Decision | None], ...] = (asked_in_fear, pointed_at, follow_up, provisionally)
"""What a message may be beyond what the brain reads in it, first come first served."""


def in_a_talk(turn: Turn, ordinary: Callable[[Turn], Decision]) -> Decision:
    """The answer to a message, with what was said noted for the next."""
    read = (reading(turn) for reading in _READINGS)
    decision = next((found for found in read if found), None) or rather_than_bare(turn, ordinary(turn))
    if decision.begins:
        return decision
    return _noted(turn, kindly(turn, not_again(turn, decision)))


def _noted(turn: Turn, decision: Decision) -> Decision:
    """The decision with what the talk remembers of it."""
    known = turn.context.lately
    is_open = decision.context.choosing and known.shown
    shown = (_shown(decision) if len(_shown(decision)) > 1 or not is_open else ()) or (
        known.shown if decision.context.comune == turn.context.comune else ()
    )
    last = decision.replies[-1].text if decision.replies else ""
    lately = replace(
        known.with_told(reply.text for reply in decision.replies),
        shown=shown,
        list_is_last=bool(_shown(decision)),
        person_is_last=last.startswith(turn.phrases.follow_ups.offer_person),
    )
    return replace(decision, context=replace(decision.context, lately=lately))


def _shown(decision: Decision) -> tuple[str, ...]:
    """The services to choose from: options that bear a service's name, not one of its sides."""
    if not decision.candidates:
        return ()
    options = [option for reply in decision.replies for option in reply.options]
    found = [
        option.payload.removeprefix("ask:").split(":")[0] for option in options if option.payload.startswith("ask:")
    ]
    return tuple(dict.fromkeys(found))
