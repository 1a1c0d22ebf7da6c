"""What the next message does for an errand: the answer to what was asked, a change of mind, or nothing of use."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.booking.wishes import says_only_when
from bot.dialogue.booking import changing, giving_up, hearing, holding, proposing, reserve, waiting
from bot.dialogue.booking.age import age
from bot.dialogue.booking.agreeing import agrees, keeps
from bot.dialogue.booking.asking import ask_again
from bot.dialogue.booking.choosing import choosing, one_shown, wish_in, wished
from bot.dialogue.booking.confirming import confirming
from bot.dialogue.booking.listing import asks_for_the_list, wants_to_wait
from bot.dialogue.booking.matter import at_the_desk
from bot.dialogue.booking.minors import is_for_oneself
from bot.dialogue.booking.moment import asks_another, asks_meanwhile, needs_a_moment, only_waits
from bot.dialogue.booking.names import is_a_name, told
from bot.dialogue.booking.naming import naming
from bot.dialogue.booking.patience import no_hurry
from bot.dialogue.booking.visit import Visit
from bot.dialogue.turn import Decision
from bot.italian import plain

_FOR_NOW = re.compile(
    r"(?:per )?(?:ora|adesso|oggi|subito)(?: (?:grazie|cosi))*"
)  # "Lasci stare, per ora": no time that is chosen.
_ASKED_FOR_A_YES = ("confirming", "moving", "cancelling")


async def go_on(visit: Visit) -> Decision | None:
    """The next step of the errand; none where the message is about something else."""
    text = visit.turn.text
    if chosen := _chosen_instead(visit, text):
        text = chosen
    elif _gives_up(visit, text):
        return replace(await stop(visit), is_reply=giving_up.says_no_more(text))
    if _wants_to_wait(visit, text):
        is_new = visit.errand.kind == "book"
        return await waiting.join(visit) if is_new else ask_again(visit, visit.phrases.no_list_to_move)
    if giving_up.cancels(text, visit.who) and visit.errand.kind != "cancel":
        is_only_begun = visit.errand.kind == "book" and not await visit.own()
        return await stop(visit) if is_only_begun else await changing.cancel_instead(visit, text)
    if asks_another(text) or (visit.errand.step == "choosing" and only_waits(text)):
        return await no_hurry(visit)
    if visit.errand.step in _ASKED_FOR_A_YES and "?" in text and hearing.is_yes(text):
        # "Sicuro?"
        return ask_again(visit)
    decision = await _STEPS[visit.errand.step](visit, text)
    if decision is None and needs_a_moment(text) and not asks_meanwhile(text, visit.turn.understanding):
        return await no_hurry(visit)
    return replace(decision, is_reply=True) if decision and _is_expected(visit, text) else decision


def _wants_to_wait(visit: Visit, text: str) -> bool:
    """Whoever has a slot kept for him does not give it back for a word of being told."""
    if visit.errand.kind == "cancel" or visit.names_another:
        return False
    is_kept = visit.errand.step in ("naming", "confirming")
    return asks_for_the_list(text) if is_kept else wants_to_wait(at_the_desk(text, visit.who))


def _is_expected(visit: Visit, text: str) -> bool:
    """Whether these words are nothing but the answer that was asked for."""
    if hearing.is_yes(text) or hearing.is_no(text) or hearing.is_last(text):
        return True
    return visit.errand.step in ("naming", "confirming") and is_a_name(text, told(text), has_wish=False)


def _gives_up(visit: Visit, text: str) -> bool:
    """Whether it ends here. "Annulla" may be the answer to "lo disdico?", "basta così" to "e il cognome?"; a no is one to the waiting list."""
    if visit.errand.step == "choosing" and not visit.errand.offered and hearing.is_no(text):
        return True
    if not giving_up.gives_up(text) or is_for_oneself(text):
        return False
    if visit.errand.step == "cancelling":
        return not agrees(text, "cancel") and giving_up.doubts(text)
    is_answer = visit.errand.step == "confirming" or (visit.errand.step == "naming" and bool(visit.errand.name))
    return not (is_answer and giving_up.has_said_enough(text))


def _chosen_instead(visit: Visit, text: str) -> str:
    """What is chosen after "non importa" or "lasci stare": one that is shown, a time, a name, a yes; nothing where that was all."""
    rest = giving_up.chosen_instead(text)
    if not rest or "?" in rest or _FOR_NOW.fullmatch(plain(rest)):
        return ""
    identity = told(rest)
    is_name = bool(identity.name) and identity.name in rest and is_a_name(rest, identity, has_wish=False)
    is_time = says_only_when(rest, visit.turn.now) and not hearing.cannot_come(rest)
    is_yes = visit.errand.step in ("confirming", "moving") and agrees(rest, visit.errand.kind)
    is_other = hearing.wants_another_time(rest) or hearing.wants_others(rest) or hearing.wants_earlier(rest)
    is_chosen = bool(one_shown(visit, rest)) or is_time or is_other or giving_up.chooses(rest)
    return rest if is_chosen or is_name or identity.phone or is_yes else ""


async def stop(visit: Visit) -> Decision:
    """Gives back what was held; nothing is changed."""
    errand, phrases = visit.errand, visit.phrases
    if errand.kind == "book":
        await visit.appointments.release(visit.caller, visit.desk.id)
        return visit.ends([phrases.stopped])
    if not errand.before:
        return visit.ends([phrases.stopped])
    said = phrases.stopped_move if errand.kind == "move" else phrases.stopped_cancel
    return visit.ends([said.format(when=errand.before)])


async def _moving(visit: Visit, text: str) -> Decision | None:
    if agrees(text, "move") and visit.held:
        return await changing.move(visit, visit.held)
    if chosen := one_shown(visit, text):
        return holding.ask_to_move(visit, chosen)
    if reading := wish_in(visit, text):
        return await wished(visit, text, reading)
    if hearing.wants_others(text) or hearing.is_no(text):
        return await proposing.others(visit)
    return None


async def _cancelling(visit: Visit, text: str) -> Decision | None:
    if agrees(text, "cancel"):
        return await changing.cancel(visit)
    if hearing.wants_another_time(text):
        return await changing.begin_change(visit.with_errand(kind="move"), text)
    if hearing.is_no(text) or keeps(text):
        return await stop(visit)
    return None


async def _code(visit: Visit, text: str) -> Decision | None:
    if code := changing.code_in(text):
        return await changing.with_code(visit, code)
    if hearing.is_no(text) or reserve.refuses(text) or "codice" in text.lower():
        return changing.by_phone(visit)
    return None


_STEPS: dict[str, Callable[[Visit, str], Awaitable[Decision | None]]] = {
    "age": age,
    "choosing": choosing,
    "naming": naming,
    "confirming": confirming,
    "moving": _moving,
    "cancelling": _cancelling,
    "code": _code,
}


__all__ = ["ask_again", "go_on", "stop"]
