"""What the next message does for an errand: the answer to what was asked, a change of mind, or nothing of use."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.booking.wishes import Unclear, Wished, read_wish
from bot.dialogue.booking import changing, hearing, holding, proposing, waiting
from bot.dialogue.booking.names import Identity, introduced, told
from bot.dialogue.booking.offers import offered, slot_options, suiting
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import option, when
from bot.dialogue.pressing import pressed
from bot.dialogue.turn import Decision, Option
from bot.knowledge.schema import Aspect

OTHER_QUESTIONS: frozenset[Aspect] = frozenset({"costi", "dove", "documenti", "contatti", "a-chi", "cos-e"})
ASKS_MIN = 0.5
"""From this probability of one of these aspects on, a question with a day in it is not a wish."""
LOWER_CASE_MAX = 3
"""More words than this without a capital are no name."""


async def go_on(visit: Visit) -> Decision | None:
    """The next step of the errand; none where the message is about something else."""
    text = visit.turn.text
    if hearing.gives_up(text) and not _means_the_appointment(visit, text):
        return await stop(visit)
    if visit.errand.kind == "book" and hearing.wants_to_wait(text):
        return await waiting.join(visit)
    decision = await _STEPS[visit.errand.step](visit, text)
    return replace(decision, is_reply=True) if decision and _is_expected(visit, text) else decision


def _is_expected(visit: Visit, text: str) -> bool:
    """Whether these words are nothing but the answer that was asked for."""
    if hearing.is_yes(text) or hearing.is_no(text) or hearing.is_last(text):
        return True
    return visit.errand.step in ("naming", "confirming") and _is_a_name(text, told(text), has_wish=False)


def _means_the_appointment(visit: Visit, text: str) -> bool:
    """Whether "annulla" is the answer to "lo disdico?", and not the end of the errand."""
    return visit.errand.step == "cancelling" and hearing.cancels(text)


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


async def _choosing(visit: Visit, text: str) -> Decision | None:
    shown = proposing.shown_last(visit)
    if shown and hearing.is_last(text):
        return await holding.hold(visit, shown[-1])
    if choice := pressed(hearing.plain_choice(text), slot_options(shown)):
        return await holding.hold(visit, next(s for s in shown if choice.payload.endswith(s.token)))
    text = hearing.bare_hour(text) or text
    if reading := wish_in(visit, text):
        return await _wished(visit, text, reading)
    identity = told(text)
    if identity.phone:
        visit = visit.with_errand(phone=identity.phone)
        return offered(visit, [visit.phrases.offer_again], shown, more=True)
    if identity.is_full and _is_a_name(text, identity, has_wish=True):
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


async def _wished(visit: Visit, text: str, reading: Wished | Unclear) -> Decision:
    """One of those on the screen where only one of them is meant, else what there is for the wish."""
    meant = suiting(proposing.shown_last(visit), reading)
    is_clear = isinstance(reading, Wished) or reading.why in ("today", "next")
    names_one = (is_clear and _names_one(reading)) or hearing.means_one_shown(text)
    if names_one and len(meant) == 1:
        return await holding.hold(_with_name(visit, text), meant[0])
    visit, asked = _with_name(visit, text), "?" in text
    return await proposing.propose_refined(visit, text, reading, is_asked=asked)


def _names_one(reading: Wished | Unclear) -> bool:
    return isinstance(reading, Unclear) or reading.hour is not None


def _with_name(visit: Visit, text: str) -> Visit:
    name = introduced(text)
    return visit.with_errand(name=name) if name else visit


def wish_in(visit: Visit, text: str) -> Wished | Unclear | None:
    """The time that a message wishes; none where it asks something else about the desk."""
    probabilities = visit.turn.understanding.aspect_probabilities
    asks = visit.turn.understanding.act == "ask" and any(probabilities.get(a, 0) >= ASKS_MIN for a in OTHER_QUESTIONS)
    return None if asks and hearing.is_question(text) else read_wish(text, changing.seen_from(visit, text))


async def _naming(visit: Visit, text: str) -> Decision | None:
    errand, phrases = visit.errand, visit.phrases
    reading = wish_in(visit, text)
    identity = told(text)
    if identity.name and _is_a_name(text, identity, has_wish=reading is not None):
        return _named(visit, identity)
    if reading and not identity.phone:
        return await _wished(visit, text, reading)
    if identity.phone:
        visit = visit.with_errand(phone=identity.phone)
        return visit.says([phrases.ask_phone_noted], holding.naming_options(visit), step="naming")
    if hearing.wants_others(text):
        return await proposing.others(visit)
    if errand.name and (hearing.is_no(text) or _keeps_the_surname(text)):
        return holding.sum_up(visit)
    if hearing.is_yes(text) or hearing.is_no(text) or hearing.refuses(text):
        return visit.says([phrases.ask_name_again], holding.naming_options(visit), step="naming")
    return None


def _is_a_name(text: str, identity: Identity, has_wish: bool) -> bool:
    """Whether these words are a name and not something that one says: "Domenica Ferrari", but not "facciamo sabato"."""
    if introduced(text):
        return True
    if has_wish:
        return identity.is_full and identity.name in text
    return bool(identity.name) and (identity.name in text or len(identity.name.split()) <= LOWER_CASE_MAX)


def _keeps_the_surname(text: str) -> bool:
    plain = text.lower()
    return any(word in plain for word in ("basta", "solo", "preferisc", "non "))


def _named(visit: Visit, identity: Identity) -> Decision:
    errand, phrases = visit.errand, visit.phrases
    is_surname = errand.surname_asked and errand.name and not identity.is_full
    name = f"{errand.name} {identity.name}" if is_surname else identity.name
    visit = visit.with_errand(name=name, phone=identity.phone or errand.phone)
    if " " in name or errand.surname_asked:
        return holding.sum_up(visit)
    said = phrases.ask_surname.format(name=name)
    return visit.says([said], holding.naming_options(visit), step="naming", surname_asked=True)


async def _confirming(visit: Visit, text: str) -> Decision | None:
    phrases = visit.phrases
    if hearing.is_yes(text):
        return await holding.book(visit)
    reading = wish_in(visit, text)
    identity = told(text)
    if identity.phone or (
        identity.name
        and (identity.is_full or introduced(text))
        and _is_a_name(text, identity, has_wish=reading is not None)
    ):
        changed = visit.with_errand(name=identity.name or visit.errand.name, phone=identity.phone or visit.errand.phone)
        return holding.sum_up(changed)
    if "nome" in text.lower():
        return visit.says(
            [phrases.ask_other_name], holding.naming_options(visit), step="naming", name="", surname_asked=False
        )
    if reading:
        return await _wished(visit, text, reading)
    if hearing.wants_others(text):
        return await proposing.others(visit)
    if hearing.is_no(text):
        return visit.says([phrases.what_to_change], holding.naming_options(visit), step="confirming")
    return None


async def _moving(visit: Visit, text: str) -> Decision | None:
    if hearing.is_yes(text) and visit.held:
        return await changing.move(visit, visit.held)
    if reading := wish_in(visit, text):
        return await _wished(visit, text, reading)
    if hearing.wants_others(text) or hearing.is_no(text):
        return await proposing.others(visit)
    return None


async def _cancelling(visit: Visit, text: str) -> Decision | None:
    if hearing.is_yes(text) or hearing.cancels(text):
        return await changing.cancel(visit)
    if hearing.is_no(text):
        return await stop(visit)
    if "spost" in text.lower():
        return await changing.begin_change(visit.with_errand(kind="move"), text)
    return None


async def _code(visit: Visit, text: str) -> Decision | None:
    if code := changing.code_in(text):
        return await changing.with_code(visit, code)
    if hearing.is_no(text) or hearing.refuses(text) or "codice" in text.lower():
        return changing.by_phone(visit)
    return None


_STEPS: dict[str, Callable[[Visit, str], Awaitable[Decision | None]]] = {
    "choosing": _choosing,
    "naming": _naming,
    "confirming": _confirming,
    "moving": _moving,
    "cancelling": _cancelling,
    "code": _code,
}


def ask_again(visit: Visit, said: str = "") -> Decision:
    """The question of the step once more, after something else was said."""
    asked, options = _question(visit)
    return visit.says([f"{said} {asked}".strip()], options, puzzled=visit.errand.puzzled)


def _question(visit: Visit) -> tuple[str, list[Option]]:
    errand, phrases, words = visit.errand, visit.phrases, visit.phrases.options
    match errand.step:
        case "naming":
            asked = phrases.ask_surname.format(name=errand.name) if errand.name else phrases.ask_name
            return asked, holding.naming_options(visit)
        case "confirming" if visit.held:
            asked = phrases.ask_yes.format(when=when(visit.held), name=errand.name)
            return asked, holding.summary_options(visit)
        case "cancelling":
            return phrases.ask_cancel.format(when=errand.before), changing.cancel_options(visit)
        case "moving" if visit.held:
            return phrases.ask_move.format(before=errand.before, when=when(visit.held)), holding.move_options(visit)
        case "code":
            return phrases.ask_code, changing.code_options(visit)
    shown = slot_options(proposing.shown_last(visit))
    return phrases.offer_again, [*shown, option(words.more, "more")]
