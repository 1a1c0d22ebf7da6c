"""A message as part of a talk: half words and follow-ups are understood from what was said, and nothing is said twice."""

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.beyond import beyond_again
from bot.dialogue.denied import without_denied
from bot.dialogue.discretion import asked_in_fear
from bot.dialogue.following import follow_up
from bot.dialogue.kindness import kindly
from bot.dialogue.own_time import own_time
from bot.dialogue.pointing import pointed_at
from bot.dialogue.provisional import provisionally, rather_than_bare
from bot.dialogue.told import not_again
from bot.dialogue.turn import Decision, Turn

_READINGS: tuple[Callable[[Turn], Decision | None], ...] = (
    asked_in_fear,
    beyond_again,
    own_time,
    pointed_at,
    follow_up,
    provisionally,
)
"""What a message may be beyond what the brain reads in it, first come first served."""


def in_a_talk(turn: Turn, ordinary: Callable[[Turn], Decision]) -> Decision:
    """The answer to a message, with what was said noted for the next."""
    turn = without_denied(turn)
    read = (reading(turn) for reading in _READINGS)
    decision = next((found for found in read if found), None) or rather_than_bare(turn, ordinary(turn))
    if decision.begins:
        return decision
    return _noted(turn, kindly(turn, not_again(turn, decision)))


def _noted(turn: Turn, decision: Decision) -> Decision:
    """The decision with what the talk remembers of it."""
    known = turn.context.lately
    is_open = decision.context.choosing and known.shown
    listed = _shown(turn, decision)
    named = listed or _answered(turn, decision)
    shown = (named if len(named) > 1 or not is_open else ()) or (
        known.shown if decision.context.comune == turn.context.comune else ()
    )
    last = decision.replies[-1].text if decision.replies else ""
    lately = replace(
        known.with_told(reply.text for reply in decision.replies),
        shown=shown,
        list_is_last=bool(listed),
        person_is_last=last.startswith(turn.phrases.follow_ups.offer_person),
    )
    return replace(decision, context=replace(decision.context, lately=lately))


def _shown(turn: Turn, decision: Decision) -> tuple[str, ...]:
    """The services to choose from: options that bear a service's name; where no service is answered, also a side of one."""
    if not decision.candidates:
        return ()
    sides = {words.option for words in turn.phrases.aspects.values()} if decision.service else set()
    options = [option for reply in decision.replies for option in reply.options if option.label not in sides]
    found = [
        option.payload.removeprefix("ask:").split(":")[0] for option in options if option.payload.startswith("ask:")
    ]
    return tuple(dict.fromkeys(found))


def _answered(turn: Turn, decision: Decision) -> tuple[str, ...]:
    """The two services of which one answer told: the one that the talk goes on about is the last."""
    municipality = turn.knowledge.municipalities.get(decision.context.comune or "")
    if municipality is None or decision.service is None or not decision.candidates:
        return ()
    told = [municipality.services[id] for id in (decision.service, *decision.candidates)]
    return tuple(service.id for service in sorted(told, key=lambda each: each.concept == decision.context.concept))
