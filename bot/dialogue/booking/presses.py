"""An option pressed in the booking dialogue, or under a notice about an appointment."""

from uuid import UUID

from bot.booking import options
from bot.booking.slots import slot_of
from bot.dialogue.booking import age, beginning, changing, holding, proposing, steps, waiting
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import PREFIX, START
from bot.dialogue.turn import Decision


async def press(visit: Visit) -> Decision | None:
    """What the payload does; none where it is not about appointments."""
    payload = visit.turn.text
    if found := options.pressed(payload):
        return await _about_one(visit, found)
    if payload.startswith(START):
        # "Prenota" under an answer: an errand that is still to begin.
        return None
    head, _, word = payload.partition(":")
    return await _word(visit, word) if head == PREFIX else None


async def _about_one(visit: Visit, pressed: options.Press) -> Decision:
    match pressed:
        case options.Press("slot", token=token):
            return await _slot(visit, token)
        case options.Press("to", id=UUID() as id, token=token):
            slot = slot_of(visit.desk, token)
            moving = visit.with_errand(kind="move", appointment=id.hex, code="")
            return await changing.move(moving, slot) if slot else _stale(visit)
        case options.Press("confirm", id=UUID() as id):
            return await changing.confirm(visit, id)
        case options.Press("take"):
            return await waiting.take(visit)
        case options.Press("decline"):
            return await waiting.decline(visit)
        case options.Press("move" | "cancel" as what, id=UUID() as id):
            found = next((each for each in await visit.own() if each.id == id), None)
            kind = visit.with_errand(kind=what, code="")
            return await changing.change(kind, found, "") if found else changing.not_found(visit)
    return _stale(visit)


async def _slot(visit: Visit, token: str) -> Decision:
    """A slot chosen: held for a new appointment, or the new time of the one that is moved."""
    slot = slot_of(visit.desk, token)
    if slot is None:
        return _stale(visit)
    if visit.errand.kind == "move" and visit.errand.before:
        return await changing.move(visit, slot)
    return await holding.hold(visit.with_errand(kind="book"), slot)


async def _word(visit: Visit, word: str) -> Decision:
    errand = visit.errand
    match word, errand.step:
        case "more", "choosing" | "naming" | "confirming" | "moving":
            return await proposing.others(visit)
        case "phone", "naming" | "confirming":
            # Its words were typed; the button sends a number.
            return steps.ask_again(visit)
        case "wait", _:
            return await waiting.join(visit)
        case "stop", step if step != "begin":
            return await steps.stop(visit)
        case "confirm", "confirming" if errand.hold:
            return await holding.book(visit)
        case "confirm", "moving" if visit.held:
            return await changing.move(visit, visit.held)
        case "confirm", "cancelling":
            return await changing.cancel(visit)
        case "adult" | "me", "age":
            return await age.go_on(visit)
        case "minor", "age":
            return await beginning.for_a_minor(visit)
        case "nocode", _:
            return changing.by_phone(visit)
    return _stale(visit)


def _stale(visit: Visit) -> Decision:
    return visit.ends([visit.phrases.nothing_to_do], action="fallback")
