"""Something else was said while an appointment is made: it is answered as ever, and the question comes once more below."""

from dataclasses import replace

from bot.dialogue.booking import changing, steps
from bot.dialogue.booking.asking import MOST_ALIKE, question
from bot.dialogue.booking.visit import Visit
from bot.dialogue.replies import person_option, replies
from bot.dialogue.turn import Decision, Turn

PATIENCE = 2
"""How often in a row an errand's question is asked again before a person is offered."""
NEED_NAMES_MIN = 0.6


def interrupted(visit: Visit, decision: Decision) -> Decision:
    """Something else was answered: the errand's question comes once more below it, and its options are the ones on the screen."""
    kept = replace(decision.context, errand=visit.errand)
    if decision.action in ("handover", "crisis", "choose", "booking"):
        return replace(decision, context=kept)
    if decision.action in ("fallback", "out_of_scope", "language") or _is_small(visit.turn):
        return _puzzled(visit)
    if visit.turn.understanding.act == "need" and not _names_another(visit):
        return steps.ask_again(visit, visit.phrases.in_need.format(who=visit.who))
    asked, options = question(visit)
    is_new = visit.errand.again < MOST_ALIKE
    again = f"{visit.phrases.back} {asked}" if is_new else visit.phrases.back_briefly
    told = replies([*(reply.text for reply in decision.replies), again], options)
    counted = replace(visit.errand, again=min(visit.errand.again + 1, MOST_ALIKE))
    return replace(decision, replies=told, context=replace(kept, errand=counted))


def _is_small(turn: Turn) -> bool:
    return turn.understanding.act in ("affirm", "deny", "inform_comune")


def _names_another(visit: Visit) -> bool:
    concept, probability = (visit.turn.named_in(visit.municipality) or [("", 0.0)])[0]
    return probability >= NEED_NAMES_MIN and concept != visit.service.concept


def _puzzled(visit: Visit) -> Decision:
    times = visit.errand.puzzled + 1
    if visit.errand.step == "code" and times >= PATIENCE:
        return changing.by_phone(visit)
    decision = steps.ask_again(visit.with_errand(puzzled=times), visit.phrases.puzzled)
    if times < PATIENCE:
        return decision
    *before, last = decision.replies
    person = person_option(visit.turn.phrases)
    if person in last.options:
        return decision
    with_person = replace(last, options=(*last.options, person))
    return replace(decision, replies=(*before, with_person))
