"""Choosing a time: one of the slots on the screen, or a wish in one's own words."""

from bot.booking.wishes import Unclear, Wished, read_wish
from bot.dialogue.booking import hearing, holding, proposing
from bot.dialogue.booking.names import introduced, is_a_name, told
from bot.dialogue.booking.newtime import seen_from
from bot.dialogue.booking.offers import offered, slot_options, suiting
from bot.dialogue.booking.visit import Visit
from bot.dialogue.pressing import pressed
from bot.dialogue.turn import Decision
from bot.knowledge.schema import Aspect

OTHER_QUESTIONS: frozenset[Aspect] = frozenset({"costi", "dove", "documenti", "contatti", "a-chi", "cos-e"})
ASKS_MIN = 0.5
"""From this probability of one of these aspects on, a question with a day in it is not a wish."""


async def choosing(visit: Visit, text: str) -> Decision | None:
    shown = proposing.shown_last(visit)
    if shown and hearing.is_last(text):
        return await holding.hold(visit, shown[-1])
    if choice := pressed(hearing.plain_choice(text), slot_options(shown)):
        return await holding.hold(visit, next(s for s in shown if choice.payload.endswith(s.token)))
    text = hearing.bare_hour(text) or text
    if reading := wish_in(visit, text):
        return await wished(visit, text, reading)
    identity = told(text)
    if identity.phone:
        visit = visit.with_errand(phone=identity.phone)
        return offered(visit, [visit.phrases.offer_again], shown, more=True)
    if identity.is_full and is_a_name(text, identity, has_wish=True):
        visit = visit.with_errand(name=identity.name, phone=identity.phone)
        return offered(visit, [visit.phrases.name_noted.format(name=identity.name)], shown, more=True)
    if hearing.wants_others(text) or hearing.is_no(text):
        return await proposing.others(visit)
    if hearing.is_yes(text):
        return (
            await holding.hold(visit, shown[0])
            if len(shown) == 1
            else offered(visit, [visit.phrases.offer_again], shown, more=True)
        )
    return None


async def wished(visit: Visit, text: str, reading: Wished | Unclear) -> Decision:
    """One of those on the screen where only one of them is meant, else what there is for the wish."""
    meant = suiting(proposing.shown_last(visit), reading)
    is_clear = isinstance(reading, Wished) or reading.why in ("today", "next")
    names_one = (is_clear and _names_one(reading)) or hearing.means_one_shown(text)
    if names_one and len(meant) == 1:
        return await holding.hold(_with_name(visit, text), meant[0])
    visit, asked = _with_name(visit, text), "?" in text
    return await proposing.propose_refined(visit, text, reading, is_asked=asked)


def _names_one(reading: Wished | Unclear) -> bool:
    """Whether it is an hour, or a day that only may be this week's or the next's; "a metà settimana" is neither."""
    if isinstance(reading, Unclear):
        return all(frame.day for wish in reading.perhaps for frame in wish.any_of)
    return reading.hour is not None


def _with_name(visit: Visit, text: str) -> Visit:
    name = introduced(text)
    return visit.with_errand(name=name) if name else visit


def wish_in(visit: Visit, text: str) -> Wished | Unclear | None:
    """The time that a message wishes; none where it asks something else about the desk."""
    probabilities = visit.turn.understanding.aspect_probabilities
    asks = visit.turn.understanding.act == "ask" and any(probabilities.get(a, 0) >= ASKS_MIN for a in OTHER_QUESTIONS)
    return None if asks and hearing.is_question(text) else read_wish(text, seen_from(visit, text))
