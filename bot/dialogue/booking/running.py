"""Which errand a message belongs to: the one that runs, that of an option pressed, or none yet."""

from datetime import datetime, timedelta

from bot.booking.options import pressed
from bot.dialogue.booking.words import PREFIX
from bot.dialogue.errand import Errand
from bot.dialogue.turn import Turn
from bot.times import local

FORGOTTEN = timedelta(hours=12)
"""After so long a silence an errand is not gone on with by itself."""


def without_old_errand(turn: Turn) -> Turn:
    """The turn, without an errand that was left long ago."""
    errand = turn.context.errand
    if errand is None or not errand.touched:
        return turn
    is_old = local(turn.now) - datetime.fromisoformat(errand.touched) > FORGOTTEN
    return turn.about(errand=None) if is_old else turn


def errand_of_press(turn: Turn) -> Errand | None:
    """The errand that a press belongs to where none runs: an option of a notice, or of a talk that has ended."""
    if turn.understanding.act != "press":
        return None
    found = pressed(turn.text)
    if found and found.what == "slot":
        return Errand("book", found.service)
    head, _, word = turn.text.partition(":")
    return no_errand(turn) if found or (head == PREFIX and not word.startswith("start")) else None


def no_errand(turn: Turn) -> Errand | None:
    """The first desk of the municipality that gives appointments: whoever has one there may be late, or ask when it is."""
    return next(iter(errands_here(turn)), None)


def errands_here(turn: Turn) -> list[Errand]:
    """Those of all desks that give appointments, then of those that give none any more: whoever is expected there may still cancel."""
    municipality = turn.municipality
    if municipality is None:
        return []
    comune, old = municipality.comune.id, turn.knowledge.old_desks
    giving = [id for id, service in municipality.services.items() if service.booking]
    left = [id for id in municipality.services if f"{comune}/{id}" in old and id not in giving]
    return [Errand("book", id) for id in (*giving, *left)]
