"""Calling a person, saying what happens to data, small talk, and what is not the social services' business."""

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.replies import person_option, replies
from bot.dialogue.turn import Action, Decision, Turn
from bot.knowledge.phrases import Phrases

DEFAULT_LANGUAGE = "en"


def hand_over(turn: Turn) -> Decision:
    """How to reach a person of this municipality."""
    is_complaint = turn.understanding.act == "complaint"
    decision = said(
        turn, "handover", turn.phrases.complaint if is_complaint else turn.phrases.person, with_contact=True
    )
    return replace(decision, calls="complaint" if is_complaint else "asked")


def privacy(turn: Turn) -> Decision:
    return said(turn, "privacy", turn.phrases.privacy, with_contact=True)


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
}


def small_talk(turn: Turn) -> Decision:
    return said(turn, "smalltalk", _SMALL_TALK[turn.understanding.act](turn.phrases))


def said(turn: Turn, action: Action, text: str, with_contact: bool = False) -> Decision:
    """A sentence of ours, with the front desk's contact where it is of use; what the talk is about stays."""
    municipality = turn.municipality
    name = municipality.comune.name if municipality else turn.phrases.no_comune_name
    contact = turn.answers(municipality).ask_there(municipality.front_desk) if municipality and with_contact else ""
    paragraphs = [text.format(name=name), contact] if contact else [text.format(name=name)]
    return Decision(action, replies(paragraphs), turn.about(misunderstood=0).context)
