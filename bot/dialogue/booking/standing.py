"""What is said at any time by somebody who has an appointment or waits for one: a delay, when it is, off the waiting list."""

import re

from bot.booking.wishes import read_wish, says_only_when
from bot.booking.wishes.spelling import WEEKDAY, spelled
from bot.dialogue.booking import asides, asking, changing, giving_up, holding, reserve, waiting
from bot.dialogue.booking.changing import code_in
from bot.dialogue.booking.listing import is_of_another_list, leaves_the_list
from bot.dialogue.booking.matter import at_the_desk, changes_another
from bot.dialogue.booking.mine import (
    TAKES_BACK,
    asks_about_mine,
    asks_for_company,
    asks_for_the_time_of_mine,
    asks_the_code,
    asks_when_mine_is,
)
from bot.dialogue.booking.ones_own import late, taken_elsewhere, when_it_is
from bot.dialogue.booking.visit import Visit
from bot.dialogue.turn import Decision
from bot.italian import normalise

_ONE_MORE = re.compile(r"(?:(?:e|si|ok|poi) )*(?:anche|pure|un altro|uno anche)\b")
_TO_BE_TAKEN = re.compile(r"\b(?:appuntament|prenot|colloqui|sedut|psicolog)\w*")
_OF_AN_APPOINTMENT = re.compile(
    r"\b(?:spost|anticip|rimand|rinvi|posticip|disd|annull|cancell|appuntament|prenot|colloqui|sedut|psicolog|dottoress|visit|venir|verr)\w*"
    r"|\b(?:vengo|viene|codice|cambi\w+ (?:\w+ )?(?:orario|ora|giorno|data)|altro (?:giorno|orario))\b"
)
_AT_A_TIME = re.compile(rf"\b{WEEKDAY}\b|\b(?:alle|delle|per le|le|ore) \d|\d:\d\d")
_NOT_THEN = re.compile(
    r"\bnon (?:\w+ )?(?:posso|riesco|ce la facc\w+|va\b)|\b(?:avevo|avevamo) (?:preso|fissato|segnato)\b"
    r"|\bmett\w+ (?:\w+ )?piu (?:tardi|presto)\b|\bsi libera\b"
)
"""Beside a day or an hour this is said of an appointment: "giovedì non posso", "avevo preso alle cinque"."""
_CHANGES = re.compile(rf"{TAKES_BACK.pattern}|\bprenot\w*")


def changes(text: str) -> bool:
    """Whether a message speaks of changing an appointment."""
    return _CHANGES.search(normalise(text)) is not None


def speaks_of_one(text: str, who: str = "") -> bool:
    """Whether a message has a word of an appointment, or of a time that does not suit; "mi staccano la luce domani" has none."""
    if is_of_another_list(text) or changes_another(text, who):
        return False
    words = spelled(text)
    is_about_a_time = _AT_A_TIME.search(words) is not None and _NOT_THEN.search(words) is not None
    return is_about_a_time or _OF_AN_APPOINTMENT.search(normalise(text)) is not None


async def about_an_appointment(visit: Visit) -> Decision | None:
    """A delay, a question when it is, the waiting list: said at any time, by somebody who has an appointment or waits for one."""
    text = visit.turn.text
    if leaves_the_list(text) and (decision := await _off_the_list(visit)):
        return decision
    is_asked_of_another = visit.names_another and "?" in text
    if asides.is_late(text) and not is_asked_of_another and (decision := await late(visit)):
        return decision
    called = at_the_desk(text, visit.who)
    if asks_when_mine_is(called) and not changes(text) and (told := await when_it_is(visit)):
        return told
    return None if visit.names_another else await _around_it(visit, text)


async def _off_the_list(visit: Visit) -> Decision | None:
    """Off the waiting list; who is on none is told so, unless the talk is about another service."""
    if await visit.appointments.place(visit.turn.conversation, visit.desk.id):
        return await waiting.leave(visit)
    if visit.turn.context.concept not in (None, visit.service.concept) or visit.names_another:
        return None
    said = visit.phrases.not_waiting.format(who=visit.who)
    return visit.ends([said]) if visit.errand.step == "begin" else asking.told_between(visit, [said])


async def _around_it(visit: Visit, text: str) -> Decision | None:
    """What is asked or said about an appointment made, or in the making."""
    has_one = visit.errand.step != "begin" or bool(await visit.own())
    if has_one and asks_for_company(text):
        return _company(visit)
    if has_one and asides.asks_what_if(text):
        return _what_if(visit)
    if has_one and asides.asks_for_a_reminder(text):
        return await _reminder(visit)
    if visit.errand.step == "begin" and (said := await _about_who_comes(visit, text)):
        return said
    if visit.errand.step == "begin" and giving_up.cancels(text, visit.who) and await _has_one_in_mind(visit):
        return await changing.begin_change(visit.with_errand(kind="cancel"), text)
    if asks_for_the_time_of_mine(at_the_desk(text, visit.who)) and not visit.turn.knowledge.scope.names_another_office(
        text
    ):
        return await when_it_is(visit) or taken_elsewhere(visit)
    return await when_it_is(visit) if _is_about_mine(visit, text) else None


def _what_if(visit: Visit) -> Decision:
    """ "E se quel giorno sta male?"."""
    said = visit.phrases.can_change.format(hours=f"{visit.desk.rules.change_hours:g}")
    return visit.ends([said]) if visit.errand.step == "begin" else asking.told_between(visit, [said])


async def _reminder(visit: Visit) -> Decision:
    """ "Mi avvisate il giorno prima?": not where the desk sends none, or that hour is over."""
    coming = [visit.held] if visit.held else [each.slot for each in await visit.own()]
    due = visit.desk.reminder_of(coming[0].start) if coming else None
    is_sent = due > visit.turn.now if due else not coming and visit.desk.rules.reminder_at is not None
    said = visit.phrases.reminder if is_sent else visit.phrases.no_reminder
    return visit.ends([said]) if visit.errand.step == "begin" else asking.told_between(visit, [said])


async def _about_who_comes(visit: Visit, text: str) -> Decision | None:
    """After the booking: "vengo solo io", or one more appointment wished."""
    is_one_more = _is_one_more(visit, text)
    if not (is_one_more or reserve.comes_alone(text)) or not (own := await visit.own()):
        return None
    if is_one_more:
        return holding.limit(visit, tuple(own)) if len(own) >= visit.desk.rules.open_appointments else None
    return visit.ends([visit.phrases.name_kept.format(name=own[0].name)])


def _is_one_more(visit: Visit, text: str) -> bool:
    """ "Anche sabato"; not "anche mio marito il venerdì lavora"."""
    words, now = normalise(text), visit.turn.now
    if not (found := _ONE_MORE.match(words)):
        return False
    if says_only_when(words[found.end() :], now):
        return True
    is_of_one = _TO_BE_TAKEN.search(words) is not None and visit.turn.understanding.act != "need"
    return is_of_one and read_wish(text, now) is not None


def _company(visit: Visit) -> Decision:
    """The page says nothing of it: so it is asked by phone."""
    phrases = visit.phrases
    said = f"{phrases.company} {phrases.company_asked}\n{visit.contact}"
    return visit.ends([said]) if visit.errand.step == "begin" else asking.told_between(visit, [said])


def _is_about_mine(visit: Visit, text: str) -> bool:
    """Whether "a che ora era?" is about the citizen's own appointment, and not about the desk's hours."""
    if visit.errand.step == "code":
        return False
    is_topic = visit.turn.context.concept in (None, visit.service.concept)
    is_a_code = visit.errand.step == "begin" and code_in(text) is not None
    return is_a_code or asks_the_code(text) or (is_topic and asks_about_mine(text))


async def _has_one_in_mind(visit: Visit) -> bool:
    """Whether "lo disdico" can be about an appointment at this desk: the talk is about it, or there is one."""
    return visit.turn.context.concept == visit.service.concept or bool(await visit.own())
