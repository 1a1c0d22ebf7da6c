"""Choosing a time: one of the slots on the screen, or a wish in one's own words."""

import re
from dataclasses import replace

from bot.booking.slots import Slot, slot_of
from bot.booking.wishes import Unclear, Wished, added, read_wish
from bot.booking.wishes.adding import in_any_week
from bot.booking.wishes.remembered import from_text
from bot.dialogue.booking import asking, hearing, holding, proposing, reserve, waiting
from bot.dialogue.booking.agreeing import agrees
from bot.dialogue.booking.earlier import earlier
from bot.dialogue.booking.introducing import noting_who
from bot.dialogue.booking.names import Identity, introduced, told
from bot.dialogue.booking.newtime import seen_from
from bot.dialogue.booking.offers import offered, slot_options, suiting
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import when
from bot.dialogue.pressing import is_a_place, pressed
from bot.dialogue.turn import Decision
from bot.knowledge.schema import Aspect

OTHER_QUESTIONS: frozenset[Aspect] = frozenset({"costi", "dove", "documenti", "contatti", "a-chi", "cos-e"})
ASKS_MIN = 0.5
"""From this probability of one of these aspects on, a question with a day in it is not a wish."""


async def choosing(visit: Visit, text: str) -> Decision | None:
    if chosen := one_shown(visit, text):
        return await holding.hold(visit, chosen)
    if chosen := _chosen_with_a_name(visit, text):
        return await holding.hold(_noting(visit, text), chosen)
    text = hearing.bare_hour(text) or text
    if reading := wish_in(visit, text):
        return await wished(visit, text, reading)
    if decision := _identified(visit, text):
        return decision
    if reserve.keeps_to_oneself(text):
        phrases = visit.phrases
        said = phrases.no_phone_needed if reserve.is_about_the_phone(text) else phrases.only_the_first_name
        return asking.ask_again(visit, said)
    if is_a_place(hearing.plain_choice(text)):
        # "La terza", of two.
        return asking.ask_again(visit, visit.phrases.puzzled)
    if hearing.wants_earlier(text):
        return await earlier(visit)
    if hearing.wants_others(text) or hearing.wants_another_time(text) or hearing.is_no(text):
        return await proposing.others(visit)
    return await _agreed(visit) if agrees(text, visit.errand.kind) else None


def one_shown(visit: Visit, text: str) -> Slot | None:
    """The slot that "la seconda", "l'ultimo" or its own words mean."""
    shown = proposing.shown_last(visit)
    if shown and hearing.is_last(text):
        return shown[-1]
    choice = pressed(hearing.plain_choice(text), slot_options(shown))
    return next((slot for slot in shown if choice and choice.payload.endswith(slot.token)), None)


async def _agreed(visit: Visit) -> Decision:
    """A bare yes: to the only slot, or the one that was proposed; to the first of several; to the waiting list where there is none."""
    shown = proposing.shown_last(visit)
    proposed = slot_of(visit.desk, visit.errand.proposed) if visit.errand.proposed else None
    if proposed or len(shown) == 1:
        return await holding.hold(visit, proposed or shown[0])
    if not shown and visit.errand.kind == "book" and not await proposing.free_slots(visit):
        return await waiting.join(visit)
    if not shown:
        return await proposing.others(visit)
    return asking.propose(visit, shown, visit.phrases.offer_first.format(when=when(shown[0])))


def _identified(visit: Visit, text: str) -> Decision | None:
    """The name or the number, given before it was asked for."""
    identity = _who(text)
    if not (identity.name or identity.phone):
        return None
    visit = _noting(visit, text)
    if not identity.name:
        return asking.ask_again(visit, visit.phrases.phone_noted)
    name, shown = visit.errand.name, proposing.shown_last(visit)
    if visit.errand.proposed and shown:
        return asking.propose(visit, shown, visit.phrases.name_noted_proposing.format(name=name, when=when(shown[0])))
    return offered(visit, [visit.phrases.name_noted.format(name=name)], shown, more=True)


def _noting(visit: Visit, text: str) -> Visit:
    """With who it is; a single name belongs to the one that is known."""
    identity, known = _who(text), visit.errand
    name = identity.name
    if name and known.name and name.casefold() in known.name.casefold():
        name = known.name
    elif name and known.name and " " not in f"{known.name}{name}":
        name = f"{known.name} {name}"
    return visit.with_errand(name=name or known.name, phone=identity.phone or known.phone)


def _who(text: str) -> Identity:
    """The number, and the name where it is introduced, or two words with capitals; any other may be another answer."""
    identity = told(text)
    full = identity.name if identity.is_full and identity.name in text else ""
    return replace(identity, name=introduced(text) or full)


def _chosen_with_a_name(visit: Visit, text: str) -> Slot | None:
    """ "Sono Rosa Bianchi, va bene il primo": the slot that one of its clauses means."""
    identity, rest = _who(text), text
    if not (identity.name or identity.phone):
        return None
    for known in filter(None, (identity.name, identity.phone)):
        rest = rest.replace(known, ",")
    return next((slot for clause in re.split(r"[,.;\n]", rest) if (slot := one_shown(visit, clause.strip()))), None)


async def wished(visit: Visit, text: str, reading: Wished | Unclear) -> Decision:
    """Among those on the screen first: the one that is meant, or those; else what there is for the wish."""
    visit, asked = noting_who(visit, text, reading), "?" in text
    meant, points = _meant(visit, reading), hearing.means_one_shown(text)
    is_clear = isinstance(reading, Wished) or reading.why in ("today", "next")
    if len(meant) == 1 and ((is_clear and _names_one(reading)) or points) and not hearing.means_several(text):
        return await holding.hold(visit, meant[0])
    if points and 1 < len(meant) < len(proposing.shown_last(visit)):
        wish = in_any_week(reading) if isinstance(reading, Wished) else None
        kept = added(from_text(visit.errand.wished), wish) if wish else None
        return offered(visit, [visit.phrases.offer_these], meant, more=True, wish=kept)
    return await proposing.propose(visit, text, reading, is_asked=asked)


def _meant(visit: Visit, reading: Wished | Unclear) -> list[Slot]:
    """Of the slots on the screen those that suit; "mercoledì" is the Wednesday there, whichever it is."""
    shown = proposing.shown_last(visit)
    meant = suiting(shown, reading)
    return meant or (suiting(shown, in_any_week(reading)) if isinstance(reading, Wished) else [])


def _names_one(reading: Wished | Unclear) -> bool:
    """Whether it is an hour, or a day that only may be this week's or the next's; "a metà settimana" is neither."""
    if isinstance(reading, Unclear):
        return all(frame.day for wish in reading.perhaps for frame in wish.any_of)
    return reading.hour is not None


def wish_in(visit: Visit, text: str) -> Wished | Unclear | None:
    """The time that a message wishes; none where it asks something else about the desk."""
    probabilities = visit.turn.understanding.aspect_probabilities
    asks = visit.turn.understanding.act == "ask" and any(probabilities.get(a, 0) >= ASKS_MIN for a in OTHER_QUESTIONS)
    return None if asks and hearing.is_question(text) else read_wish(text, seen_from(visit, text))
