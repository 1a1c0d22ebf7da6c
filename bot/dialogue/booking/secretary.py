"""The first look at every message: what belongs to an appointment is done here, all else is answered as ever, and the errand waits."""

from collections.abc import Callable
from dataclasses import replace

from bot.booking.appointments import Appointments
from bot.booking.desk import Desk, desk_of, old_desk
from bot.dialogue.booking import age, beginning, changing, giving_up, misheard, presses, proposing, steps, whom
from bot.dialogue.booking.interruptions import interrupted
from bot.dialogue.booking.minors import is_for_a_child, is_for_a_minor, is_for_oneself
from bot.dialogue.booking.running import errand_of_press, errands_here, no_errand, without_old_errand
from bot.dialogue.booking.standing import about_an_appointment, changes, speaks_of_one
from bot.dialogue.booking.visit import Visit
from bot.dialogue.errand import Errand, Kind
from bot.dialogue.turn import Decision, Turn
from bot.knowledge.base import Knowledge, Municipality
from bot.knowledge.schema import Service


class Secretary:
    """Keeps the diary in view while the rest of the dialogue talks."""

    def __init__(self, appointments: Appointments, public_url: str = "") -> None:
        self._appointments = appointments
        self._public_url = public_url

    async def decide(self, turn: Turn, ordinary: Callable[[Turn], Decision]) -> Decision:
        """The answer to a message: the errand's, or the ordinary one with the errand kept for later."""
        turn = without_old_errand(turn)
        here = _if_giving(self._visit(turn, no_errand(turn)))
        decision = await self._at_the_desk(turn)
        if decision is None:
            turn = await misheard.no_command(turn, here)
            decision = await self._ordinary(turn, here, ordinary(turn))
        return whom.without_booking(here, decision)

    async def _ordinary(self, turn: Turn, here: Visit | None, decision: Decision) -> Decision:
        """What is answered as ever; it may begin an errand, or interrupt one."""
        if here and not decision.begins and (begins := misheard.booking(here, decision)):
            decision = Decision("booking", (), turn.settled(here.service.concept), here.service.id, begins=begins)
        decision = whom.noting_for_whom(here, decision)
        if decision.begins:
            return await self._begin(replace(turn, context=decision.context), decision.begins, turn.context.errand)
        if turn.context.errand and (visit := self._visit(turn, turn.context.errand)):
            return interrupted(visit, decision)
        return decision

    async def _at_the_desk(self, turn: Turn) -> Decision | None:
        """What the message does at the desk of the errand, or of an appointment that there is."""
        errand = turn.context.errand
        begun = errand or errand_of_press(turn)
        visit = self._visit(turn, begun) if begun else await self._where_expected(turn)
        if visit is None or turn.named_comune not in (None, visit.municipality.comune.id):
            return None
        if visit.desk.is_old and not await visit.own():
            return None
        if turn.understanding.act == "press":
            return await presses.press(visit)
        if said := await whom.for_whom(visit, running=errand is not None):
            return said
        if said := await about_an_appointment(visit):
            return said
        if errand is None and visit.desk.is_old and _changes_it(visit):
            kind: Kind = "cancel" if turn.understanding.act == "cancel" else "move"
            return await changing.begin_change(visit.with_errand(kind=kind, wish=turn.text), turn.text)
        return await steps.go_on(visit) if errand else None

    async def _where_expected(self, turn: Turn) -> Visit | None:
        """The first desk where the citizen has an appointment; else the first of all."""
        visits = [visit for errand in errands_here(turn) if (visit := self._visit(turn, errand))]
        if len(visits) > 1:
            for visit in visits:
                if await visit.own():
                    return visit
        return next(iter(visits), None)

    async def _begin(self, turn: Turn, begins: Errand, running: Errand | None) -> Decision:
        visit = self._visit(turn, begins)
        assert visit is not None, "only a desk that gives appointments begins an errand"
        if running and running.service == begins.service and (going_on := await _while_running(visit, running)):
            return going_on
        if begins.kind != "book" and not await _is_a_first_one(visit):
            return await changing.begin_change(visit, begins.wish)
        visit, context, for_me = visit.with_errand(kind="book"), turn.context, is_for_oneself(begins.wish)
        if is_for_a_minor(begins.wish) or (context.is_minor and not for_me):
            return await beginning.for_a_minor(visit)
        if begins.for_another or whom.is_for_another(begins.wish):
            return age.ask_age(visit, visit.phrases.for_another, wish=begins.wish, for_another=True)
        # Whoever was said to be under age is not believed to be grown up for a "per me" alone.
        if context.is_minor or is_for_a_child(begins.wish) or (context.for_child and not for_me):
            return age.ask_age(visit, wish=begins.wish)
        return await beginning.book(visit, begins.wish)

    def _visit(self, turn: Turn, errand: Errand | None) -> Visit | None:
        municipality = turn.municipality
        service = municipality.services.get(errand.service) if municipality and errand else None
        desk = _desk(turn.knowledge, municipality, service) if municipality and service else None
        if not (municipality and service and desk and errand):
            return None
        return Visit(turn, municipality, service, desk, errand, self._appointments, self._public_url)


def _desk(knowledge: Knowledge, municipality: Municipality, service: Service) -> Desk | None:
    giving = desk_of(municipality, service, knowledge.closures)
    return giving or old_desk(knowledge, f"{municipality.comune.id}/{service.id}")


def _if_giving(visit: Visit | None) -> Visit | None:
    return visit if visit and not visit.desk.is_old else None


async def _is_a_first_one(visit: Visit) -> bool:
    """Whether "mia figlia deve venire dalla psicologa", which sounds like a change, is about an appointment still to be made."""
    wish = visit.errand.wish
    speaks_of_a_child = is_for_a_child(wish) or is_for_a_minor(wish)
    return speaks_of_a_child and not changes(wish) and not await visit.own()


def _changes_it(visit: Visit) -> bool:
    """Whether the appointment at a desk that begins no errand any more is to be cancelled or moved."""
    turn = visit.turn
    return (
        turn.understanding.act in ("cancel", "move") and speaks_of_one(turn.text, visit.who) and not visit.names_another
    )


async def _while_running(visit: Visit, running: Errand) -> Decision | None:
    """What "prenoto", "sposto", "disdico" mean while one of them is being done; none where it is another errand."""
    wanted, running_visit = visit.errand, replace(visit, errand=running)
    if running.kind == wanted.kind:
        return changing.by_phone(visit) if running.step == "code" else steps.ask_again(running_visit)
    if running.kind != "book" or await visit.own():
        return None
    if "?" in wanted.wish or giving_up.only_if(wanted.wish):
        # "E se poi devo spostare?"
        hours = f"{visit.desk.rules.change_hours:g}"
        return steps.ask_again(running_visit, visit.phrases.can_change.format(hours=hours))
    return await steps.stop(running_visit) if wanted.kind == "cancel" else await proposing.others(running_visit)
