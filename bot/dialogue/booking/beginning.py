"""The first answer of a new appointment: what there is for the wish, or why there is none here."""

from dataclasses import replace

from bot.booking.wishes import read_wish
from bot.dialogue.booking import changing, hearing, holding, proposing
from bot.dialogue.booking.introducing import noting_who
from bot.dialogue.booking.visit import Visit
from bot.dialogue.turn import Decision


async def book(visit: Visit, text: str) -> Decision:
    """What is free as these words wish; whoever has an appointment already is told what can be done with it."""
    own = await visit.own()
    if len(own) >= visit.desk.rules.open_appointments:
        if hearing.cannot_come(text):
            return await changing.begin_change(visit.with_errand(kind="move", wish=""), text)
        return holding.limit(visit, tuple(own))
    reading = read_wish(text, visit.turn.now)
    visit = noting_who(visit.with_errand(wished=""), text, reading)
    return (
        await proposing.propose(visit, text, reading, is_asked="?" in text)
        if reading
        else await proposing.next_free(visit)
    )


async def for_a_minor(visit: Visit) -> Decision:
    """A parent has to ask; a person is called. Said in other words the next time."""
    await visit.appointments.release(visit.caller, visit.desk.id)
    is_known = visit.turn.context.is_minor
    said = visit.phrases.minor_again if is_known else visit.phrases.minor
    decision = visit.ends([said, visit.contact], action="handover")
    return replace(decision, context=replace(decision.context, is_minor=True))


def for_the_parent(visit: Visit) -> Decision:
    """Whoever writes is the parent, or speaks of one: what a parent does."""
    decision = visit.ends([f"{visit.phrases.parent_of_a_minor}\n{visit.contact}"])
    return replace(decision, context=replace(decision.context, is_minor=True))
