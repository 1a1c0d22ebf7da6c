"""What is told of an appointment of one's own: when it is, that it was not taken here, that a delay is passed on."""

from datetime import timedelta

from bot.booking.outcomes import LateNoted
from bot.dialogue.booking import asides, asking
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import when
from bot.dialogue.turn import Decision

SOON_OR_JUST_NOW = (timedelta(hours=-1), timedelta(hours=12))
"""When an appointment begins that one may be late for."""


async def when_it_is(visit: Visit) -> Decision | None:
    own = await visit.own()
    if not own:
        return None
    told = [
        visit.phrases.when_is_it.format(
            when=when(each.slot), who=visit.who, place=visit.desk.place, code=each.spoken_code
        )
        for each in own
    ]
    return visit.ends(told) if visit.errand.step == "begin" else asking.told_between(visit, told)


def taken_elsewhere(visit: Visit) -> Decision | None:
    """Of an appointment that was not taken in this chat: those who have it know when it is; none where the talk is about another desk."""
    if visit.turn.context.concept not in (None, visit.service.concept):
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
