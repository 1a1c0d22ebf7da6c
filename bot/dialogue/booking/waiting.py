"""The waiting list: joining it when nothing suits, leaving it, taking or leaving what it offers."""

from bot.booking.outcomes import LimitReached, Waiting
from bot.booking.slots import ANY_TIME, slot_of
from bot.booking.slots import Wish as Waited
from bot.booking.wishes import Wished, read_wish
from bot.dialogue.booking.holding import ask_name, limit
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import when
from bot.dialogue.turn import Decision


async def join(visit: Visit) -> Decision:
    """On the list, for what was wished last; whatever is held is given back."""
    await visit.appointments.release(visit.caller, visit.desk.id)
    errand, phone = visit.errand, visit.errand.phone or visit.turn.phone
    reading = read_wish(errand.wish, visit.turn.now) if errand.wish else None
    wish = _as_waited(reading) if isinstance(reading, Wished) else ANY_TIME
    outcome = await visit.appointments.join_waiting_list(visit.caller, visit.desk.id, wish, errand.name, phone)
    match outcome:
        case Waiting():
            return visit.ends([visit.phrases.waiting])
        case LimitReached(open):
            return limit(visit, open)


def _as_waited(wish: Wished) -> Waited:
    """The span that holds every frame of the wish: who waits is rather asked once too often than forgotten."""
    frames = wish.any_of
    firsts, lasts = [f.first for f in frames], [f.last for f in frames]
    weekdays = {frozenset(frame.weekdays) for frame in frames}
    earliest, latest = [f.at or f.after for f in frames], [f.at or f.before for f in frames]
    return Waited(
        first=min((d for d in firsts if d), default=None) if all(firsts) else None,
        last=max((d for d in lasts if d), default=None) if all(lasts) else None,
        weekdays=frozenset().union(*weekdays) if all(weekdays) else frozenset(),
        earliest=min((t for t in earliest if t), default=None) if all(earliest) else None,
        latest=max((t for t in latest if t), default=None) if all(latest) else None,
    )


async def leave(visit: Visit) -> Decision:
    await visit.appointments.leave(visit.caller, visit.desk.id)
    return visit.ends([visit.phrases.left])


async def take(visit: Visit) -> Decision:
    """ "Lo prendo" under an offer: the slot is held already, only the name may be lacking."""
    held = await visit.appointments.held(visit.turn.conversation, visit.turn.now)
    slot = slot_of(visit.desk, held.slot.token) if held and held.desk == visit.desk.id else None
    if held is None or slot is None:
        return visit.ends([visit.phrases.offer_over])
    place = await visit.appointments.place(visit.turn.conversation, visit.desk.id)
    name, phone = (place.name, place.phone) if place else ("", "")
    kept = visit.with_errand(kind="book", hold=held.id.hex, token=slot.token, name=name, phone=phone)
    said = visit.phrases.held.format(when=when(slot), minutes=visit.desk.rules.offer_minutes)
    return ask_name(kept, [said])


async def decline(visit: Visit) -> Decision:
    await visit.appointments.release(visit.caller, visit.desk.id)
    return visit.ends([visit.phrases.declined])
