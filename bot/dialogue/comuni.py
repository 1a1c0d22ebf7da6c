"""Which municipality a message names."""

import re

from bot.italian import normalise
from bot.knowledge.base import Knowledge

_BEFORE_A_SHORT_NAME = r"(?:a|ad|di|da|in|per|comune|comune di|abito|vivo|sono)"
SHORT_MESSAGE_WORDS = 3
"""In a message this short a municipality's short name stands for it, without a preposition ("cernusco", "e sesto ?")."""


def named_comune(text: str, knowledge: Knowledge) -> str | None:
    """The id of the municipality that the text names by its full name, or by a short one where that can mean nothing else."""
    message = _without_service_titles(f" {normalise(text)} ", knowledge)
    short = len(message.split()) <= SHORT_MESSAGE_WORDS
    for id, municipality in knowledge.municipalities.items():
        comune = municipality.comune
        if f" {normalise(comune.name)} " in message:
            return id
        for name in map(normalise, comune.also):
            if re.search(rf" {_BEFORE_A_SHORT_NAME} {re.escape(name)} ", message) or (short and f" {name} " in message):
                return id
    return None


def _without_service_titles(message: str, knowledge: Knowledge) -> str:
    """Without the titles that hold a municipality's name ("Sesto aiuta Sesto")."""
    for municipality in knowledge.municipalities.values():
        for service in municipality.services.values():
            message = message.replace(f" {normalise(service.title)} ", " ")
    return message
