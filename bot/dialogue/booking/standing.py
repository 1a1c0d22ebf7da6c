"""What is said at any time by somebody who has an appointment or waits for one: a delay, when it is, off the waiting list."""

import re
from datetime import timedelta

from bot.booking.outcomes import LateNoted
from bot.dialogue.booking import hearing, waiting
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import when
from bot.dialogue.turn import Decision
from bot.italian import normalise

SOON_OR_JUST_NOW = (timedelta(hours=-1), timedelta(hours=12))
"""When an appointment begins that one may be late for."""
_WHEN_IS_IT = re.compile(
    r"\b(?:quando|che giorno|a che ora|che ora|ricord\w+)\b.*\b(?:appuntamento|colloquio|prenotazione)\b"
)
_CHANGES = re.compile(r"\b(?:spost|anticip|rimand|cambi|disd|annull|cancell|prenot)\w*")


def changes(text: str) -> bool:
    """Whether a message speaks of changing an appointment."""
    return _CHANGES.search(normalise(text)) is not None


async def about_an_appointment(visit: Visit) -> Decision | None:
    """A delay, a question when it is, the waiting list: said at any time, by somebody who has an appointment or waits for one."""
    text = visit.turn.text
    if hearing.leaves_the_list(text):
        return await waiting.leave(visit)
    if hearing.is_late(text) and (decision := await _late(visit)):
        return decision
    if _WHEN_IS_IT.search(plain := normalise(text)) and not _CHANGES.search(plain):
        return await _when_it_is(visit)
    return None


async def _when_it_is(visit: Visit) -> Decision | None:
    own = await visit.own()
    if not own:
        return None
    said = visit.phrases.when_is_it.format(when=when(own[0].slot), who=visit.who, place=visit.desk.place)
    return visit.ends([said])


async def _late(visit: Visit) -> Decision | None:
    begins, ends = SOON_OR_JUST_NOW
    today = [each for each in await visit.own() if begins <= each.start - visit.caller.now <= ends]
    if not today:
        return await _when_it_is(visit)
    minutes = hearing.minutes_late(visit.turn.text)
    outcome = await visit.appointments.late(visit.caller, today[0].id, minutes)
    if not isinstance(outcome, LateNoted):
        return None
    said = visit.phrases.late_minutes if minutes else visit.phrases.late
    return visit.done([said.format(who=visit.who, minutes=minutes)])
