"""A booking that the brain has not heard as one: "posso prenotare io per la mia amica?"."""

from bot.dialogue.booking import whom
from bot.dialogue.booking.visit import Visit
from bot.dialogue.errand import Errand
from bot.dialogue.turn import Decision


def booking(here: Visit, decision: Decision) -> Errand | None:
    """The errand that a message begins although it was answered otherwise."""
    turn = here.turn
    if turn.context.errand or decision.action in ("handover", "crisis") or turn.understanding.act == "press":
        return None
    if here.names_another:
        return None
    is_for_another = whom.is_for_another(turn.text)
    return Errand("book", here.service.id, wish=turn.text, for_another=True) if is_for_another else None
