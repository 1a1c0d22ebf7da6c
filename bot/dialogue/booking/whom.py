"""For whom an appointment would be: the age of whoever comes counts in any message of a talk, and a friend may be booked for."""

import re
from dataclasses import replace

from bot.booking.wishes import read_wish
from bot.dialogue.booking import age, asking, beginning, hearing
from bot.dialogue.booking.ages import OF_AGE, bare_age
from bot.dialogue.booking.comer import comer
from bot.dialogue.booking.mine import asks_for_company
from bot.dialogue.booking.minors import is_for_a_child, is_for_a_minor, is_for_oneself
from bot.dialogue.booking.parents import is_a_parent, is_about_the_parents, is_of_the_family, parents_are_against
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import START
from bot.dialogue.booking.writers import is_the_writers
from bot.dialogue.turn import Decision
from bot.italian import normalise
from bot.relatives import named

_OTHER = rf"(?:{named('friends', 'partners', 'cousins', 'in_laws')}|persona)"
_FOR_ANOTHER = re.compile(
    rf"\b(?:prenot\w+|appuntamento|colloquio|fissar\w*|prender\w*)\b.*\bper (?:(?:un|una|la|il|l|mi[oa]|quest[oa]|altr[oa]) )*{_OTHER}\b"
    rf"|\bper (?:(?:un|una|la|il|l|mi[oa]|quest[oa]|altr[oa]) )*{_OTHER}\b.*\b(?:prenot\w+|appuntamento|colloquio|fissar\w*)\b"
)
_WANTS_ONE = re.compile(r"\b(?:prenot\w+|appuntamento|colloquio|psicolog\w*|dottoressa|fissar\w*)\b")


_AND_NOW = re.compile(
    r"(?=.)(?:e |ma )?(?:allora|quindi|adesso|ora|poi)?(?: ?(?:come|che|cosa) (?:faccio|facciamo|fa|devo fare))?"
)


def is_for_another(text: str) -> bool:
    """Whether somebody books for a friend, a neighbour: who may be of any age."""
    return _FOR_ANOTHER.search(normalise(text)) is not None


async def for_whom(visit: Visit, running: bool) -> Decision | None:
    """What a message says about who comes, while an appointment is made or after one was spoken of; none where it says nothing."""
    text, context = visit.turn.text, visit.turn.context
    if running and _is_company(visit, text):
        return None
    if running and is_for_a_minor(text):
        return await beginning.for_a_minor(visit)
    if running and _may_be_a_child(visit, text):
        return age.ask_age(visit)
    if running and (said := _said_by_itself(visit, text)):
        return said
    if running or context.for_child or context.is_minor:
        years = bare_age(text)
        if years is not None and years < OF_AGE:
            return await beginning.for_a_minor(visit)
        if years is not None and context.is_minor and not running:
            # Whose age it is, is not sure: it may be the mother's.
            return age.ask_age(visit)
        if years is not None and visit.errand.step != "age":
            return await _grown_up(visit, running)
    return await _after_a_minor(visit, text) if context.is_minor and not running else None


def _said_by_itself(visit: Visit, text: str) -> Decision | None:
    """ "È per me, ho 52 anni", in place of a time or a name: noted, and the question once more."""
    errand = visit.errand
    if errand.kind != "book" or errand.step not in ("choosing", "naming") or visit.turn.context.is_minor:
        return None
    who = comer(text, visit.municipality.comune.name)
    if who is None:
        return None
    if who.is_another and not who.is_of_age and not errand.of_age:
        return age.ask_age(visit, visit.phrases.for_another, for_another=True)
    for_another, of_age = errand.for_another or who.is_another, errand.of_age or who.is_of_age
    noted = replace(visit.with_errand(for_another=for_another, of_age=of_age), turn=visit.turn.about(for_child=False))
    return asking.ask_again(noted, visit.phrases.of_age_noted)


def _may_be_a_child(visit: Visit, text: str) -> bool:
    errand = visit.errand
    return errand.kind == "book" and not errand.of_age and errand.step != "age" and is_for_a_child(text)


def _is_company(visit: Visit, text: str) -> bool:
    """ "Posso portare mia figlia?", where the appointment was begun for oneself."""
    wish, context = visit.errand.wish, visit.turn.context
    begun_for_a_child = context.for_child or context.is_minor or is_for_a_child(wish) or is_for_a_minor(wish)
    return not begun_for_a_child and asks_for_company(text) and not is_the_writers(text)


async def _grown_up(visit: Visit, running: bool) -> Decision:
    """ "Ha 79 anni": noted, and on with it."""
    visit = replace(visit.with_errand(of_age=True), turn=visit.turn.about(for_child=False, is_minor=False))
    return asking.ask_again(visit, visit.phrases.of_age_noted) if running else await beginning.book(visit, "")


async def _after_a_minor(visit: Visit, text: str) -> Decision | None:
    """What follows once it is known that somebody under eighteen would come: the parent asks, and where."""
    if visit.turn.context.concept != visit.service.concept:
        return None
    if is_for_oneself(text):
        # It is not believed for these words alone that somebody else would come.
        return age.ask_age(visit)
    if parents_are_against(text):
        return visit.ends([f"{visit.phrases.minor_alone}\n{visit.contact}"])
    if is_a_parent(text) or is_about_the_parents(text):
        return beginning.for_the_parent(visit)
    if _AND_NOW.fullmatch(normalise(text).removesuffix(" ?")):
        return await beginning.for_a_minor(visit)
    is_time = read_wish(text, visit.turn.now) is not None and visit.turn.understanding.act != "ask"
    if (
        is_time
        or is_of_the_family(text)
        or hearing.is_yes(text)
        or (visit.turn.understanding.act != "ask" and wants_one(text))
    ):
        return await beginning.for_a_minor(visit)
    return None


def wants_one(text: str) -> bool:
    return _WANTS_ONE.search(normalise(text)) is not None


def noting_for_whom(visit: Visit | None, decision: Decision) -> Decision:
    """ "Mio figlio ha bisogno della psicologa, come si fa?" is answered; whoever then presses "Prenota" books for the child."""
    if visit is None or decision.begins or visit.turn.understanding.act == "press":
        return decision
    text, known = visit.turn.text, decision.context
    is_for_minor = is_for_a_minor(text)
    # A mother who has asked about the nursery school may book for herself: that is asked then.
    is_here = visit.service.concept in (decision.context.concept, visit.turn.context.concept)
    is_minor = known.is_minor or is_the_writers(text) or (is_for_minor and is_here)
    for_child = known.for_child or is_for_minor or is_for_a_child(text)
    return replace(decision, context=replace(known, is_minor=is_minor, for_child=for_child))


def without_booking(visit: Visit | None, decision: Decision) -> Decision:
    """Nobody under eighteen is shown "Prenota", nor told to press it."""
    if visit is None or not decision.context.is_minor:
        return decision
    here = visit.phrases.here
    return replace(
        decision,
        replies=tuple(
            replace(
                reply,
                text=reply.text.replace(here, visit.phrases.minor_here),
                options=tuple(option for option in reply.options if not option.payload.startswith(START)),
            )
            for reply in decision.replies
        ),
    )
