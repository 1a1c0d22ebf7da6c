"""The first look at every message: what belongs to an appointment is done here, all else is answered as ever, and the errand waits."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.booking.appointments import Appointments
from bot.booking.desk import desk_of
from bot.booking.options import pressed
from bot.booking.wishes import read_wish
from bot.dialogue.booking import changing, hearing, holding, presses, proposing, steps
from bot.dialogue.booking.interruptions import interrupted
from bot.dialogue.booking.minors import is_for_a_minor
from bot.dialogue.booking.names import introduced
from bot.dialogue.booking.standing import about_an_appointment
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import PREFIX
from bot.dialogue.errand import Errand
from bot.dialogue.turn import Decision, Turn
from bot.italian import normalise
from bot.times import local

FORGOTTEN = timedelta(hours=12)
"""After so long a silence an errand is not gone on with by itself."""
_FOR_ONESELF = re.compile(r"\b(?:per me|e per me|io sono (?:la madre|il padre|adult\w)|maggiorenne)\b")


class Secretary:
    """Keeps the diary in view while the rest of the dialogue talks."""

    def __init__(self, appointments: Appointments, public_url: str = "") -> None:
        self._appointments = appointments
        self._public_url = public_url

    async def decide(self, turn: Turn, ordinary: Callable[[Turn], Decision]) -> Decision:
        """The answer to a message: the errand's, or the ordinary one with the errand kept for later."""
        turn = _without_old_errand(turn)
        if decision := await self._at_the_desk(turn):
            return decision
        decision = ordinary(turn)
        if decision.begins:
            decision = await self._begin(replace(turn, context=decision.context), decision.begins, turn.context.errand)
        elif turn.context.errand and (visit := self._visit(turn, turn.context.errand)):
            decision = interrupted(visit, decision)
        return decision

    async def _at_the_desk(self, turn: Turn) -> Decision | None:
        """What the message does at the desk of the errand, or of an appointment that there is."""
        errand = turn.context.errand
        visit = self._visit(turn, errand or _errand_of_press(turn) or _no_errand(turn))
        if visit is None or turn.named_comune not in (None, visit.municipality.comune.id):
            return None
        if turn.understanding.act == "press":
            return await presses.press(visit)
        if errand and is_for_a_minor(turn.text):
            return await _for_a_minor(visit)
        if said := await about_an_appointment(visit):
            return said
        return await steps.go_on(visit) if errand else None

    async def _begin(self, turn: Turn, begins: Errand, running: Errand | None) -> Decision:
        visit = self._visit(turn, begins)
        assert visit is not None, "only a desk that gives appointments begins an errand"
        if running and running.service == begins.service and (going_on := await _while_running(visit, running)):
            return going_on
        if begins.kind != "book":
            return await changing.begin_change(visit, begins.wish)
        if is_for_a_minor(begins.wish) or (turn.context.is_minor and not _FOR_ONESELF.search(normalise(begins.wish))):
            return await _for_a_minor(visit)
        return await _book(visit, begins.wish)

    def _visit(self, turn: Turn, errand: Errand | None) -> Visit | None:
        municipality = turn.municipality
        service = municipality.services.get(errand.service) if municipality and errand else None
        closures = turn.knowledge.closures
        desk = desk_of(municipality, service, closures) if municipality and service else None
        if not (municipality and service and desk and errand):
            return None
        return Visit(turn, municipality, service, desk, errand, self._appointments, self._public_url)


async def _while_running(visit: Visit, running: Errand) -> Decision | None:
    """What "prenoto", "sposto", "disdico" mean while one of them is being done; none where it is another errand."""
    wanted, running_visit = visit.errand, replace(visit, errand=running)
    if running.kind == wanted.kind:
        return changing.by_phone(visit) if running.step == "code" else steps.ask_again(running_visit)
    if running.kind != "book" or await visit.own():
        return None
    if "?" in wanted.wish:
        # "E se poi devo spostare?"
        hours = f"{visit.desk.rules.change_hours:g}"
        return steps.ask_again(running_visit, visit.phrases.can_change.format(hours=hours))
    return await steps.stop(running_visit) if wanted.kind == "cancel" else await proposing.others(running_visit)


async def _book(visit: Visit, text: str) -> Decision:
    own = await visit.own()
    if len(own) >= visit.desk.rules.open_appointments:
        if hearing.cannot_come(text):
            return await changing.begin_change(visit.with_errand(kind="move", wish=""), text)
        return holding.limit(visit, tuple(own))
    visit = visit.with_errand(name=introduced(text), wish="")
    reading = read_wish(text, visit.turn.now)
    return (
        await proposing.propose(visit, text, reading, is_asked="?" in text)
        if reading
        else await proposing.next_free(visit)
    )


async def _for_a_minor(visit: Visit) -> Decision:
    """A parent has to ask; a person is called."""
    await visit.appointments.release(visit.caller, visit.desk.id)
    decision = visit.ends([visit.phrases.minor, visit.contact], action="handover")
    return replace(decision, context=replace(decision.context, is_minor=True))


def _without_old_errand(turn: Turn) -> Turn:
    errand = turn.context.errand
    if errand is None or not errand.touched:
        return turn
    is_old = local(turn.now) - datetime.fromisoformat(errand.touched) > FORGOTTEN
    return turn.about(errand=None) if is_old else turn


def _errand_of_press(turn: Turn) -> Errand | None:
    """The errand that a press belongs to where none runs: an option of a notice, or of a talk that has ended."""
    if turn.understanding.act != "press":
        return None
    found = pressed(turn.text)
    if found and found.what == "slot":
        return Errand("book", found.service)
    head, _, word = turn.text.partition(":")
    return _no_errand(turn) if found or (head == PREFIX and not word.startswith("start")) else None


def _no_errand(turn: Turn) -> Errand | None:
    """The first desk of the municipality that gives appointments: whoever has one there may be late, or ask when it is."""
    municipality = turn.municipality
    desk = (
        next((id for id, service in municipality.services.items() if service.booking), None) if municipality else None
    )
    return Errand("book", desk) if desk else None
