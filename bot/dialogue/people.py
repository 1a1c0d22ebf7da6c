"""Calling a person, saying what happens to data, small talk, and what is not the social services' business."""

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.replies import comune_options, person_option, replies
from bot.dialogue.turn import Action, Decision, Turn
from bot.knowledge.base import Municipality
from bot.knowledge.phrases import Phrases, WithContact

DEFAULT_LANGUAGE = "en"
WANTS_A_PERSON = frozenset({"person", "complaint"})


def hand_over(turn: Turn) -> Decision:
    """Calls a person, and says how to reach one of this municipality; where that is not known yet, asks for it meanwhile."""
    is_complaint = turn.understanding.act == "complaint"
    decision = _with_contact(turn, "handover", turn.phrases.complaint if is_complaint else turn.phrases.person)
    called = replace(decision, calls="complaint" if is_complaint else "asked")
    return called if turn.municipality else _asking_where(turn, called)


def whom_to_reach(turn: Turn, municipality: Municipality) -> Decision:
    """The contact for whoever has asked for a person already, and has said now where he lives."""
    reached = turn.answers(municipality).can_be_reached(municipality.front_desk)
    return said(turn, "answer", turn.phrases.person.there if reached else "", with_contact=True)


def privacy(turn: Turn) -> Decision:
    return _with_contact(turn, "privacy", turn.phrases.privacy)


def _with_contact(turn: Turn, action: Action, words: WithContact) -> Decision:
    municipality = turn.municipality
    reached = municipality is not None and turn.answers(municipality).can_be_reached(municipality.front_desk)
    return said(turn, action, words.in_full(reached), with_contact=True)


def _asking_where(turn: Turn, called: Decision) -> Decision:
    texts = [*(reply.text for reply in called.replies), turn.phrases.which_comune_person]
    waiting = replace(turn.understanding, text=turn.text)
    return replace(
        called,
        replies=replies(texts, comune_options(turn.knowledge, turn.served)),
        context=replace(called.context, waiting=waiting),
    )


def out_of_scope(turn: Turn) -> Decision:
    return said(turn, "out_of_scope", turn.phrases.out_of_scope)


def other_language(turn: Turn) -> Decision:
    """Two lines in the citizen's language where we have them, and the same in Italian."""
    texts = turn.phrases.other_language
    paragraphs = dict.fromkeys([texts.get(turn.understanding.language or "", texts[DEFAULT_LANGUAGE]), texts["it"]])
    return Decision("language", replies(paragraphs, [person_option(turn.phrases)]), turn.context)


_SMALL_TALK: dict[str, Callable[[Phrases], str]] = {
    "greet": lambda phrases: phrases.greeting,
    "thanks": lambda phrases: phrases.thanks,
    "goodbye": lambda phrases: phrases.goodbye,
    "who_are_you": lambda phrases: phrases.who_are_you,
    "affirm": lambda phrases: phrases.yes_to_what,
    "deny": lambda phrases: phrases.no_then,
    "insult": lambda phrases: phrases.insult,
    "praise": lambda phrases: phrases.praise,
    "banter": lambda phrases: phrases.banter,
}


def small_talk(turn: Turn) -> Decision:
    return said(turn, "smalltalk", _SMALL_TALK[turn.understanding.act](turn.phrases))


def said(turn: Turn, action: Action, text: str, with_contact: bool = False) -> Decision:
    """A sentence of ours, with the front desk's contact where it is of use; what the talk is about stays."""
    municipality = turn.municipality
    name = municipality.comune.name if municipality else turn.phrases.no_comune_name
    contact = turn.answers(municipality).ask_there(municipality.front_desk) if municipality and with_contact else ""
    return Decision(
        action, replies(filter(None, [text.format(name=name), contact])), turn.about(misunderstood=0).context
    )
