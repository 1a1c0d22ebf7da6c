"""The waiting list: joining it when nothing suits, leaving it, taking or leaving what it offers."""

from datetime import date, datetime, time, timedelta

from bot.booking.outcomes import LimitReached, Waiting
from bot.booking.slots import ANY_TIME, slot_of
from bot.booking.slots import Wish as Waited
from bot.booking.wishes import Frame
from bot.booking.wishes.remembered import from_text
from bot.dialogue.booking.holding import ask_name, kept_until, limit
from bot.dialogue.booking.visit import Visit
from bot.dialogue.turn import Decision

A_MINUTE = timedelta(minutes=1)


async def join(visit: Visit) -> Decision:
    """On the list, for what was wished last; whatever is held is given back."""
    await visit.appointments.release(visit.caller, visit.desk.id)
    errand, phone = visit.errand, visit.errand.phone or visit.turn.phone
    wished = from_text(errand.wished)
    wish = _as_waited(wished.any_of) if wished else ANY_TIME
    outcome = await visit.appointments.join_waiting_list(visit.caller, visit.desk.id, wish, errand.name, phone)
    match outcome:
        case Waiting():
            return visit.done([visit.phrases.waiting])
        case LimitReached(open):
            return limit(visit, open)


def _as_waited(frames: tuple[Frame, ...]) -> Waited:
    """The span that holds every frame of the wish: who waits is rather asked once too often than forgotten; never what all of them refuse."""
    if not frames:
        return ANY_TIME
    firsts, lasts = [f.first for f in frames], [f.last for f in frames]
    weekdays = {frozenset(frame.weekdays) for frame in frames}
    earliest, latest = [f.at or f.after for f in frames], [f.at or _just_before(f.before) for f in frames]
    return Waited(
        first=min((d for d in firsts if d), default=None) if all(firsts) else None,
        last=max((d for d in lasts if d), default=None) if all(lasts) else None,
        weekdays=frozenset().union(*weekdays) if all(weekdays) else frozenset(),
        not_weekdays=frozenset.intersection(*(frozenset(f.not_weekdays) for f in frames)),
        not_days=frozenset.intersection(*(frozenset(f.not_days) for f in frames)),
        earliest=min((t for t in earliest if t), default=None) if all(earliest) else None,
        latest=max((t for t in latest if t), default=None) if all(latest) else None,
        not_between=frames[0].not_between if len({f.not_between for f in frames}) == 1 else None,
    )


def _just_before(hour: time | None) -> time | None:
    """ "Prima delle 12" does not mean a beginning at 12."""
    return (datetime.combine(date.min, hour) - A_MINUTE).time() if hour else None


async def leave(visit: Visit) -> Decision:
    await visit.appointments.leave(visit.caller, visit.desk.id)
    return visit.done([visit.phrases.left])


async def take(visit: Visit) -> Decision:
    """ "Lo prendo" under an offer: the slot is held already, only the name may be lacking."""
    held = await visit.appointments.held(visit.turn.conversation, visit.turn.now)
    slot = slot_of(visit.desk, held.slot.token) if held and held.desk == visit.desk.id else None
    if held is None or slot is None:
        return visit.ends([visit.phrases.offer_over])
    place = await visit.appointments.place(visit.turn.conversation, visit.desk.id)
    name, phone = (place.name, place.phone) if place else ("", "")
    kept = visit.with_errand(kind="book", hold=held.id.hex, token=slot.token, name=name, phone=phone)
    return ask_name(kept, [kept_until(visit, held)])


async def decline(visit: Visit) -> Decision:
    await visit.appointments.release(visit.caller, visit.desk.id)
    return visit.done([visit.phrases.declined])
