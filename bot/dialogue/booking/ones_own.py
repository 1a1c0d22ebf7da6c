"""What is told of an appointment of one's own: when it is, that it was not taken here, that a delay is passed on."""

from datetime import timedelta

from bot.booking.appointment import Appointment
from bot.booking.outcomes import LateNoted
from bot.dialogue.booking import asides, asking
from bot.dialogue.booking.changing import code_in
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import when
from bot.dialogue.turn import Decision

_CHANGING = frozenset({"book", "move", "cancel"})
SOON_OR_JUST_NOW = (timedelta(hours=-1), timedelta(hours=12))
"""When an appointment begins that one may be late for."""


async def when_it_is(visit: Visit) -> Decision | None:
    """The citizen's own appointments, else the one whose code is written; none where there is none."""
    own = await visit.own() or await _of_the_code(visit)
    if not own:
        return None
    told = [
        visit.phrases.when_is_it.format(
            when=when(each.slot), who=visit.who, place=visit.desk.place, code=each.spoken_code
        )
        for each in own
    ]
    return visit.ends(told) if visit.errand.step == "begin" else asking.told_between(visit, told)


async def _of_the_code(visit: Visit) -> list[Appointment]:
    """The appointment of the code in the message, whoever's it is: who has the code may change it, too."""
    code = code_in(visit.turn.text) if visit.turn.understanding.act not in _CHANGING else None
    found = await visit.appointments.find(code, visit.turn.now) if code else None
    return [found] if found and found.desk == visit.desk.id else []


def taken_elsewhere(visit: Visit) -> Decision | None:
    """Of an appointment that was not taken in this chat: those who have it know when it is; none where another desk is meant."""
    if visit.turn.context.concept not in (None, visit.service.concept) and not visit.names_this:
        return None
    if visit.errand.kind == "book" and visit.held:
        return asking.told_between(visit, [visit.phrases.not_booked_yet.format(when=when(visit.held))])
    said = visit.phrases.not_taken_here.format(title=visit.service.title)
    told = [said, visit.contact]
    return visit.ends(told) if visit.errand.step == "begin" else asking.told_between(visit, told)


async def late(visit: Visit) -> Decision | None:
    begins, ends = SOON_OR_JUST_NOW
    today = [each for each in await visit.own() if begins <= each.start - visit.caller.now <= ends]
    if not today:
        return await when_it_is(visit)
    minutes = asides.minutes_late(visit.turn.text)
    outcome = await visit.appointments.late(visit.caller, today[0].id, minutes)
    if not isinstance(outcome, LateNoted):
        return None
    said = visit.phrases.late_minutes if minutes else visit.phrases.late
    return visit.done([said.format(who=visit.who, minutes=minutes)])
