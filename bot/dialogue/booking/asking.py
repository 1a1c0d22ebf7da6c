"""The question of a step once more. The same words come twice at most; then other words, one concrete slot, and the way to a person."""

from dataclasses import replace

from bot.booking.slots import Slot
from bot.dialogue.booking import holding, proposing
from bot.dialogue.booking.offers import offered, slot_options, waiting_options
from bot.dialogue.booking.visit import Visit
from bot.dialogue.booking.words import option, when
from bot.dialogue.replies import person_option
from bot.dialogue.turn import Decision, Option

MOST_ALIKE = 2
"""How often a question is asked again in the same words."""
MOST_IN_ALL = 4
"""After so many times the errand is better done by phone."""


def ask_again(visit: Visit, said: str = "") -> Decision:
    """After something else was said, or nothing of use."""
    times = visit.errand.again
    if times >= MOST_IN_ALL:
        return _by_voice(visit, said)
    asked, options = question(visit) if times < MOST_ALIKE else _at_last(visit)
    errand = {"again": times + 1, "puzzled": visit.errand.puzzled, "proposed": visit.errand.proposed}
    if times < MOST_ALIKE:
        return visit.says([f"{said} {asked}".strip()], options, **errand)
    proposed = _first_shown(visit)
    errand["proposed"] = proposed.token if proposed else ""
    options = [*options, person_option(visit.turn.phrases)]
    return visit.says([f"{said} {asked}\n{visit.contact}".strip()], options, **errand)


def told_between(visit: Visit, told: list[str]) -> Decision:
    """Something about the appointment was asked meanwhile: it is answered, and the question comes once more below it, briefly in the end."""
    asked, options = question(visit)
    is_new = visit.errand.again < MOST_ALIKE
    again = f"{visit.phrases.back} {asked}" if is_new else visit.phrases.back_briefly
    times = min(visit.errand.again + 1, MOST_ALIKE)
    return visit.says([*told, again], options, again=times, proposed=visit.errand.proposed)


def _by_voice(visit: Visit, said: str) -> Decision:
    """The errand is over; what is held lapses by itself."""
    lines = [f"{said} {visit.phrases.give_up}".strip(), visit.contact]
    return visit.ends(["\n".join(lines)], [person_option(visit.turn.phrases)])


def propose(visit: Visit, shown: list[Slot], said: str) -> Decision:
    """All of them stay on the screen, and a bare yes takes the first."""
    decision = offered(visit, [said], shown, more=True)
    errand = decision.context.errand
    assert errand is not None
    return replace(decision, context=replace(decision.context, errand=replace(errand, proposed=shown[0].token)))


def _first_shown(visit: Visit) -> Slot | None:
    shown = proposing.shown_last(visit)
    return shown[0] if visit.errand.step == "choosing" and shown else None


def question(visit: Visit) -> tuple[str, list[Option]]:
    """What the step waits for, and its options."""
    errand, phrases = visit.errand, visit.phrases
    match errand.step:
        case "age":
            return phrases.ask_age, age_options(visit)
        case "naming":
            return holding.name_question(visit), holding.naming_options(visit)
        case "confirming" if visit.held:
            asked = phrases.ask_yes.format(when=when(visit.held), name=errand.name)
            return asked, holding.summary_options(visit)
        case "cancelling":
            return phrases.ask_cancel.format(when=errand.before), cancel_options(visit)
        case "moving" if visit.held:
            return phrases.ask_move.format(before=errand.before, when=when(visit.held)), holding.move_options(visit)
        case "code":
            return phrases.ask_code, code_options(visit)
    shown = slot_options(proposing.shown_last(visit))
    if not shown and errand.kind == "book":
        return phrases.nothing_free, waiting_options(visit)
    return phrases.offer_again, [*shown, option(phrases.options.more, "more")]


def _at_last(visit: Visit) -> tuple[str, list[Option]]:
    """The same in other words."""
    phrases, options = visit.phrases, question(visit)[1]
    match visit.errand.step:
        case "age":
            return phrases.age_at_last, options
        case "naming":
            return phrases.name_at_last, options
        case "confirming" if visit.held:
            return phrases.yes_at_last.format(when=when(visit.held)), options
        case "choosing" if first := _first_shown(visit):
            return phrases.propose_at_last.format(when=when(first)), options
    return phrases.answer_at_last, options


def age_options(visit: Visit) -> list[Option]:
    """Who was said to be under age does not come for "me"."""
    words = visit.phrases.options
    for_me = [] if visit.turn.context.is_minor or visit.errand.for_another else [option(words.for_me, "me")]
    return [option(words.of_age, "adult"), option(words.under_age, "minor"), *for_me]


def cancel_options(visit: Visit) -> list[Option]:
    words = visit.phrases.options
    return [option(words.yes_cancel, "confirm"), option(words.no_keep, "stop")]


def code_options(visit: Visit) -> list[Option]:
    words = visit.phrases.options
    return [option(words.no_code, "nocode"), option(words.stop, "stop")]
