"""Something else was said while an appointment is made: it is answered as ever, and the question comes once more below."""

from dataclasses import replace

from bot.dialogue.booking import asking, changing, steps
from bot.dialogue.booking.visit import Visit
from bot.dialogue.replies import person_option, replies
from bot.dialogue.turn import Decision, Option, Turn

PATIENCE = 2
"""How often in a row an errand's question is asked again before a person is offered."""


def interrupted(visit: Visit, decision: Decision) -> Decision:
    """Something else was answered: the errand's question comes once more below it, and its options are the ones on the screen."""
    kept = replace(decision.context, errand=visit.errand)
    if decision.action in ("handover", "crisis", "choose", "booking"):
        return replace(decision, context=kept)
    if decision.action in ("fallback", "out_of_scope", "language") or _is_small(visit.turn):
        return _puzzled(visit)
    if visit.turn.understanding.act == "need" and not visit.names_another:
        return asking.told_between(visit, [visit.phrases.in_need.format(who=visit.who)])
    between = asking.told_between(visit, [])
    told = replies([*_texts(visit, decision), between.replies[0].text], _options(visit, decision, between))
    lately = replace(kept.lately, person_is_last=False)
    return replace(decision, replies=told, context=replace(kept, errand=between.context.errand, lately=lately))


def _texts(visit: Visit, decision: Decision) -> list[str]:
    """What is answered; an offer that a "sì" would accept in other words, for below it something else is asked."""
    phrases = visit.turn.phrases
    instead = visit.phrases.ask_a_person.format(option=phrases.person_option)
    return [reply.text.replace(phrases.follow_ups.offer_person, instead) for reply in decision.replies]


def _options(visit: Visit, decision: Decision, between: Decision) -> list[Option]:
    options = list(between.replies[0].options)
    is_offered = decision.context.lately.person_is_last
    return [*options, person_option(visit.turn.phrases)] if is_offered else options


def _is_small(turn: Turn) -> bool:
    return turn.understanding.act in ("affirm", "deny", "inform_comune")


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
