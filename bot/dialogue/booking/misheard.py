"""What the brain has heard otherwise: a booking as none ("posso prenotare io per la mia amica?"), or something else as a change of one."""

from dataclasses import replace

from bot.dialogue.appointments import BOOKED_HERE, OTHER_MIN
from bot.dialogue.booking import whom
from bot.dialogue.booking.matter import changes_another
from bot.dialogue.booking.standing import speaks_of_one
from bot.dialogue.booking.visit import Visit
from bot.dialogue.errand import Errand
from bot.dialogue.turn import Decision, Turn


def booking(here: Visit, decision: Decision) -> Errand | None:
    """The errand that a message begins although it was answered otherwise."""
    turn = here.turn
    if turn.context.errand or decision.action in ("handover", "crisis") or turn.understanding.act == "press":
        return None
    if here.names_another:
        return None
    is_for_another = whom.is_for_another(turn.text)
    return Errand("book", here.service.id, wish=turn.text, for_another=True) if is_for_another else None


async def no_command(turn: Turn, here: Visit | None) -> Turn:
    """ "Mi staccano la luce domani" cancels and moves nothing: without an appointment, or a word of one, it is a need. "Disdico la mensa" is
    another office's, whoever has an appointment."""
    if turn.understanding.act not in ("cancel", "move"):
        return turn
    who = here.who if here else ""
    if changes_another(turn.text, who) and not _names_a_service(turn):
        return _read_as(turn, "need" if _tells_of_a_need(turn) else "out_of_scope")
    if speaks_of_one(turn.text, who):
        return turn
    if here and await here.own():
        return turn
    return _read_as(turn, "need")


def _names_a_service(turn: Turn) -> bool:
    """Whether it is about an appointment with a service that has none here: how one reaches that is told."""
    concept, probability = (turn.understanding.named or [("", 0.0)])[0]
    return probability >= OTHER_MIN and concept != BOOKED_HERE


def _tells_of_a_need(turn: Turn) -> bool:
    """ "Mi hanno disdetto l'affitto": told, and not asked for."""
    scope, text = turn.knowledge.scope, turn.text
    return scope.tells_of_hardship(text) or (scope.tells_of_trouble(text) and not scope.names_another_office(text))


def _read_as(turn: Turn, act: str) -> Turn:
    return replace(turn, understanding=replace(turn.understanding, act=act))
