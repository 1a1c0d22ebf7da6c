"""Moving and cancelling: whose appointment, whether it is not too late, to when."""

import re
from uuid import UUID

from bot.booking.appointment import Appointment, Which, as_code
from bot.booking.options import Answer, about
from bot.booking.outcomes import Cancelled, Confirmed, Moved, NotFound, Taken, TooLate
from bot.booking.slots import Slot
from bot.dialogue.booking.asking import cancel_options, code_options
from bot.dialogue.booking.holding import calendar_line, change_options, taken
from bot.dialogue.booking.newtime import new_time
from bot.dialogue.booking.offers import offered, varied
from bot.dialogue.booking.proposing import free_slots, nothing_free, propose
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import label, option, when
from bot.dialogue.turn import Decision, Option

_CODE = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9 -]*\d)([A-Za-z0-9]{4})[ -]?([A-Za-z0-9]{4})(?![A-Za-z0-9])")
_CODE_LIKE = re.compile(r"(?<![A-Za-z0-9])([A-Z0-9]{4})[ -]?([A-Z0-9]{4})(?![A-Za-z0-9])")

_CODE_ALONE = re.compile(r"\W*([A-Za-z0-9]{4})[ -]?([A-Za-z0-9]{4})\W*")


async def begin_change(visit: Visit, text: str) -> Decision:
    """Finds the citizen's appointment; without one in this chat, asks for the code."""
    own = await visit.own()
    if code := code_in(text):
        return await with_code(visit, code, text)
    if not own:
        return visit.says([visit.phrases.ask_code], code_options(visit), step="code")
    if len(own) > 1:
        what: Answer = "cancel" if visit.errand.kind == "cancel" else "move"
        choices = [Option(label(each.slot), about(what, each)) for each in own]
        return visit.says([visit.phrases.which_appointment], choices, step="choosing")
    return await change(visit, own[0], text)


def code_in(text: str) -> str | None:
    """A code in a text: with a digit in it, in capitals or alone, for among others a word of eight letters is none."""
    found = _CODE.search(text) or _CODE_LIKE.search(text) or _CODE_ALONE.fullmatch(text)
    return as_code("".join(found.groups())) if found else None


async def with_code(visit: Visit, code: str, text: str = "") -> Decision:
    """The appointment of this code, whoever's it is."""
    found = await visit.appointments.find(code, visit.turn.now)
    if found is None or found.desk != visit.desk.id:
        options = [option(visit.phrases.options.no_code, "nocode")]
        return visit.says([visit.phrases.wrong_code, visit.contact], options, step="code")
    return await change(visit.with_errand(code=found.code), found, text)


def by_phone(visit: Visit) -> Decision:
    return visit.ends([visit.phrases.without_code, visit.contact])


async def change(visit: Visit, appointment: Appointment, text: str) -> Decision:
    """Asks whether to cancel, or to which time to move; told where it is too late for that."""
    visit = visit.with_errand(appointment=appointment.id.hex, before=when(appointment.slot))
    if not visit.desk.may_change(appointment.start, visit.caller.now):
        return too_late(visit, appointment)
    if visit.errand.kind == "cancel":
        return ask_to_cancel(visit)
    if wish := new_time(visit, text, appointment.slot):
        return await propose(visit, text, wish)
    free = await free_slots(visit)
    if not free:
        return nothing_free(visit)
    said = visit.phrases.offer_move.format(when=when(appointment.slot))
    return offered(visit, [said], shown := varied(free), more=len(free) > len(shown))


def too_late(visit: Visit, appointment: Appointment) -> Decision:
    return visit.ends([visit.phrases.too_late.format(when=when(appointment.slot)), visit.contact])


def ask_to_cancel(visit: Visit) -> Decision:
    said = visit.phrases.ask_cancel.format(when=visit.errand.before)
    return visit.says([said], cancel_options(visit), step="cancelling")


async def cancel_instead(visit: Visit, text: str) -> Decision:
    """ "Anzi no, lo disdico proprio", where it was to be moved: that one is known already."""
    cancelling = visit.with_errand(kind="cancel")
    is_known = visit.errand.kind == "move" and visit.errand.before
    return ask_to_cancel(cancelling) if is_known else await begin_change(cancelling, text)


async def cancel(visit: Visit) -> Decision:
    match await visit.appointments.cancel(visit.caller, _which(visit)):
        case Cancelled(appointment):
            return visit.done([visit.phrases.cancelled.format(when=when(appointment.slot))])
        case TooLate(appointment):
            return too_late(visit, appointment)
        case NotFound():
            return not_found(visit)


async def move(visit: Visit, slot: Slot) -> Decision:
    match await visit.appointments.move(visit.caller, _which(visit), slot):
        case Moved(appointment, _):
            return _moved(visit, appointment)
        case Taken(_, others):
            return taken(visit, visit.phrases.taken, others)
        case TooLate(appointment):
            return too_late(visit, appointment)
        case NotFound():
            return not_found(visit)


def _moved(visit: Visit, appointment: Appointment) -> Decision:
    said = visit.phrases.moved.format(
        when=when(appointment.slot), who=visit.who, place=visit.desk.place, code=appointment.spoken_code
    )
    return visit.done([said, *calendar_line(visit, appointment)], change_options(visit, appointment))


def not_found(visit: Visit) -> Decision:
    return visit.ends([visit.phrases.wrong_code, visit.contact])


async def confirm(visit: Visit, which: Which) -> Decision:
    """ "Confermo" under a reminder."""
    match await visit.appointments.confirm(visit.caller, which):
        case Confirmed(appointment):
            said = visit.phrases.confirmed.format(when=when(appointment.slot), place=visit.desk.place)
            return visit.done([said])
        case NotFound():
            return not_found(visit)


def _which(visit: Visit) -> Which:
    """By the code where it was given: whoever has it may change what another chat has booked."""
    return visit.errand.code or UUID(visit.errand.appointment)


__all__ = ["begin_change", "by_phone", "cancel", "cancel_instead", "change", "code_in", "confirm", "move", "with_code"]
