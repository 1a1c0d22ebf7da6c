"""Somebody asks for a child and does not say how old it is: that alone is asked, once, and nothing about why."""

from dataclasses import replace
from typing import Any

from bot.dialogue.booking import asides, beginning, hearing, holding
from bot.dialogue.booking.ages import OF_AGE, age_in
from bot.dialogue.booking.asking import age_options, ask_again
from bot.dialogue.booking.birth import age_by_birth
from bot.dialogue.booking.minors import is_for_oneself, says_of_age, says_under_age
from bot.dialogue.booking.offers import offered
from bot.dialogue.booking.proposing import shown_last
from bot.dialogue.booking.visit import Visit
from bot.dialogue.turn import Decision


def ask_age(visit: Visit, said: str = "", **errand: Any) -> Decision:
    """What was chosen or held meanwhile stays so."""
    visit = visit.with_errand(**errand, step="age")
    return visit.says([f"{said} {visit.phrases.ask_age}".strip()], age_options(visit))


async def age(visit: Visit, text: str) -> Decision | None:
    """The answer in words; none where it says neither."""
    if asides.asks_why(text):
        return ask_again(visit, visit.phrases.why_age)
    said = age_by_birth(text, visit.turn.now.date())
    said = age_in(text) if said is None else said
    if said is not None:
        return await go_on(visit) if said >= OF_AGE else await beginning.for_a_minor(visit)
    if is_for_oneself(text) and not visit.turn.context.is_minor:
        return await go_on(visit.with_errand(for_another=False))
    if asides.does_not_know(text):
        return visit.says([f"{visit.phrases.age_unknown}\n{visit.contact}"], age_options(visit), step="age")
    if says_of_age(text):
        return await go_on(visit)
    if says_under_age(text) or hearing.is_no(text):
        return await beginning.for_a_minor(visit)
    is_yes = "?" not in text and (hearing.is_yes(text) or hearing.is_of_age(text))
    return await go_on(visit) if is_yes else None


async def go_on(visit: Visit) -> Decision:
    """With what was wished, offered or held before the question."""
    visit = visit.with_errand(of_age=True)
    visit = replace(visit, turn=visit.turn.about(for_child=False, is_minor=False))
    if visit.held and visit.errand.hold:
        return holding.ask_name(visit, [])
    if shown := shown_last(visit):
        return offered(visit, [visit.phrases.offer_again], shown, more=True)
    return await beginning.book(visit, visit.errand.wish)
