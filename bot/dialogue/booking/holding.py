"""A slot that is chosen: kept while the name is given, summed up, booked at the yes."""

from uuid import UUID

from bot.booking.appointment import Appointment
from bot.booking.calendar import link
from bot.booking.options import about
from bot.booking.outcomes import Booked, Held, HoldExpired, LimitReached, Taken
from bot.booking.slots import Slot
from bot.dialogue.booking.offers import nothing_free, offered
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import SHARE_PHONE, option, until, when
from bot.dialogue.turn import Decision, Option


async def hold(visit: Visit, slot: Slot) -> Decision:
    """Keeps the slot and asks for the name; for a move, asks whether to move there."""
    if visit.errand.kind == "move":
        return ask_to_move(visit, slot)
    match await visit.appointments.hold(visit.caller, slot):
        case Held(kept):
            return ask_name(visit.with_errand(hold=kept.id.hex, token=slot.token), [kept_until(visit, kept)])
        case Taken(_, others):
            return taken(visit, visit.phrases.taken, others)
        case LimitReached(open):
            return limit(visit, open)


def taken(visit: Visit, said: str, others: tuple[Slot, ...]) -> Decision:
    """What there is in place of a slot that somebody else has."""
    visit = visit.with_errand(hold="", token="")
    if not others:
        return nothing_free(visit)
    return offered(visit, [said], others, more=True, wait=True)


def limit(visit: Visit, open: tuple[Appointment, ...]) -> Decision:
    """Nobody has more appointments than the desk allows: what can be done with the one there is."""
    if not open:
        return visit.ends([visit.phrases.limit_elsewhere, visit.contact])
    said = visit.phrases.already_booked.format(when=when(open[0].slot))
    return visit.ends([said], change_options(visit, open[0]))


def change_options(visit: Visit, appointment: Appointment) -> list[Option]:
    """What is done with an appointment whoever has the talk."""
    words = visit.phrases.options
    return [Option(words.move, about("move", appointment)), Option(words.cancel, about("cancel", appointment))]


def kept_until(visit: Visit, held: Appointment) -> str:
    return visit.phrases.held.format(when=when(held.slot), until=until(held))


def ask_name(visit: Visit, said: list[str]) -> Decision:
    """Asks for what is not known yet, else sums up."""
    if visit.errand.name:
        return sum_up(visit)
    phrases = visit.phrases
    asked = phrases.ask_name if visit.turn.phone or visit.errand.phone else phrases.ask_name_and_phone
    asked = phrases.ask_name_of_another if visit.errand.for_another else asked
    return visit.says([" ".join([*said, asked])], naming_options(visit), step="naming")


def name_question(visit: Visit) -> str:
    """What of the name is still wanted."""
    errand, phrases = visit.errand, visit.phrases
    if errand.name:
        return phrases.ask_surname.format(name=errand.name)
    return phrases.ask_name_of_another if errand.for_another else phrases.ask_name


def naming_options(visit: Visit) -> list[Option]:
    words = visit.phrases.options
    may_share = visit.turn.can_share_phone and not (visit.turn.phone or visit.errand.phone)
    share = [Option(words.share_phone, SHARE_PHONE)] if may_share else []
    return [*share, option(words.other_time, "more"), option(words.stop, "stop")]


def sum_up(visit: Visit) -> Decision:
    """Everything once more before it is booked."""
    slot, errand, phrases = visit.held, visit.errand, visit.phrases
    assert slot is not None
    phone = phrases.phone_too.format(phone=errand.phone) if errand.phone else ""
    if not phone and visit.turn.phone:
        phone = phrases.phone_whatsapp
    said = phrases.summary.format(when=when(slot), who=visit.who, place=visit.desk.place, name=errand.name, phone=phone)
    return visit.says([said], summary_options(visit), step="confirming")


def summary_options(visit: Visit) -> list[Option]:
    words = visit.phrases.options
    return [option(words.confirm, "confirm"), option(words.other_time, "more"), option(words.stop, "stop")]


async def book(visit: Visit) -> Decision:
    """The yes: booked; what was held too long is held anew where it is still free."""
    errand, phone = visit.errand, visit.errand.phone or visit.turn.phone
    outcome = await visit.appointments.book(visit.caller, UUID(errand.hold), errand.name, phone)
    if isinstance(outcome, HoldExpired) and outcome.slot:
        again = await visit.appointments.hold(visit.caller, outcome.slot)
        if isinstance(again, Held):
            outcome = await visit.appointments.book(visit.caller, again.hold.id, errand.name, phone)
    match outcome:
        case Booked(appointment):
            return _booked(visit, appointment)
        case HoldExpired(_, others):
            return taken(visit, visit.phrases.expired, others)
        case LimitReached(open):
            return limit(visit, open)


def _booked(visit: Visit, appointment: Appointment) -> Decision:
    rules = visit.desk.rules
    said = visit.phrases.booked.format(
        when=when(appointment.slot),
        who=visit.who,
        place=visit.desk.place,
        cost=rules.cost,
        code=appointment.spoken_code,
        hours=f"{rules.change_hours:g}",
    )
    # The keys that asked for the number go away only with a message that has no buttons.
    options = [] if visit.turn.can_share_phone else change_options(visit, appointment)
    return visit.done([said, *calendar_line(visit, appointment)], options)


def calendar_line(visit: Visit, appointment: Appointment) -> list[str]:
    """Where the phone's calendar finds it, if the service has an address."""
    return [visit.phrases.calendar.format(url=link(visit.public_url, appointment))] if visit.public_url else []


def ask_to_move(visit: Visit, slot: Slot) -> Decision:
    """Asks once more before an appointment gets another time."""
    said = visit.phrases.ask_move.format(before=visit.errand.before, when=when(slot))
    return visit.says([said], move_options(visit), step="moving", token=slot.token)


def move_options(visit: Visit) -> list[Option]:
    words = visit.phrases.options
    return [option(words.yes_move, "confirm"), option(words.other_time, "more"), option(words.stop, "stop")]
