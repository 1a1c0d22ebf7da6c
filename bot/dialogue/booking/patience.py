"""Somebody needs a moment: nothing is asked meanwhile, and how long the slot is kept is said as it is."""

from datetime import datetime

from bot.booking.appointment import Appointment
from bot.booking.outcomes import Held, LimitReached, Taken
from bot.dialogue.booking import asking, holding
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import until
from bot.dialogue.turn import Decision


async def no_hurry(visit: Visit) -> Decision:
    """ "Un attimo, devo chiedere a mio marito": the slot is kept for as long again, once; if it was lost meanwhile, that is told."""
    slot, errand = visit.held, visit.errand
    if slot is None or not errand.hold or errand.step not in ("naming", "confirming"):
        return _waits(visit, visit.phrases.take_your_time)
    before = await visit.appointments.held(visit.turn.conversation, visit.turn.now)
    match await visit.appointments.hold(visit.caller, slot, longer=not errand.prolonged):
        case Held(kept):
            is_longer = before is not None and _until(before) < _until(kept)
            visit = visit.with_errand(hold=kept.id.hex, prolonged=errand.prolonged or is_longer)
            return _waits(visit, visit.phrases.take_your_time_held.format(until=until(kept)))
        case Taken(_, others):
            return holding.taken(visit, visit.phrases.expired, others)
        case LimitReached(open):
            return holding.limit(visit, open)


def _until(held: Appointment) -> datetime:
    assert held.held_until is not None
    return held.held_until


def _waits(visit: Visit, said: str) -> Decision:
    return visit.says([said], asking.question(visit)[1], again=visit.errand.again)
