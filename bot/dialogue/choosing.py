"""Asking back: which municipality, which service, or please in other words."""

from dataclasses import replace

from bot.dialogue.replies import comune_options, person_option, replies, service_options
from bot.dialogue.turn import Decision, Turn
from bot.knowledge.base import Municipality

POSSIBLE_MIN = 0.08
"""From this probability on a service is worth offering as a choice."""
MOST_CHOICES = 4
PATIENCE = 1
"""How often in a row a citizen is asked to rephrase before a person is called."""


def ask_which_comune(turn: Turn) -> Decision:
    """Asks once for the municipality; the question itself waits in the context."""
    return Decision(
        action="choose",
        replies=replies([turn.phrases.which_comune], comune_options(turn.knowledge, turn.served)),
        context=turn.about(waiting=replace(turn.understanding, text=turn.text)).context,
        candidates=turn.served,
    )


def ask_which_service(turn: Turn, municipality: Municipality) -> Decision:
    """Asks which of the likely services is meant; the front desk is always among them."""
    likely = [municipality.service_for(concept) for concept, p in turn.named_in(municipality) if p >= POSSIBLE_MIN]
    services = [service for service in likely if service][:MOST_CHOICES]
    text = turn.phrases.which_service if services else turn.phrases.which_service_bare
    choices = list({s.id: s for s in [*services, municipality.front_desk]}.values())
    return Decision(
        action="choose",
        replies=replies([text], service_options(choices, turn.understanding.aspects)),
        context=turn.about(aspects=turn.understanding.aspects, misunderstood=0, choosing=True).context,
        candidates=tuple(service.id for service in choices),
    )


def ask_to_rephrase(turn: Turn) -> Decision:
    """Asks for other words once, then calls a person."""
    tried = turn.context.misunderstood
    if tried >= PATIENCE:
        return _call_person(turn)
    return Decision(
        action="fallback",
        replies=replies([turn.phrases.rephrase], [person_option(turn.phrases)]),
        context=turn.about(misunderstood=tried + 1).context,
    )


def _call_person(turn: Turn) -> Decision:
    municipality = turn.municipality
    contact = [turn.answers(municipality).ask_there(municipality.front_desk)] if municipality else []
    return Decision(
        action="handover",
        replies=replies([turn.phrases.misunderstood_person, *contact]),
        context=turn.about(misunderstood=0).context,
        calls="misunderstood",
    )
