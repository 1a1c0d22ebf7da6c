"""Which municipality a message names."""

import re
from difflib import SequenceMatcher
from functools import cache

from bot.dialogue.elsewhere import without_elsewhere
from bot.italian import normalise
from bot.knowledge.base import Knowledge
from bot.knowledge.schema import Comune

_BEFORE_A_SHORT_NAME = r"(?:a|ad|di|da|in|per|comune|comune di|abito|vivo|sono)"
_ANOTHER_THING = (
    r"(?:piano|mese|anno|giorno|grado|posto|figlio|figlia|bambino|bambina"
    r"|maderno|calende|fiorentino|ulteriano|campano|lombardone)"
)
"""What makes something else of the short name before it: "sesto piano", "Cesano Maderno"."""
_WITH_US = " da noi "
"""Whoever asks whether there is a thing "da noi" has named another municipality to compare."""
_CLAUSE_ENDS = re.compile(r"[?!.;,\n]")
_THERE_TOO = re.compile(
    r"(?:(?:e|ed|ma|invece|allora|ok|anche|pure|scusi|senta) )*(?:a|ad|in|da|per|su|comune di|quello di|quella di|nel comune di)?(?: comune di)? ?\*"
    r"(?: (?:invece|pure|anche|ce|c e|ci sono|l avete|ce l avete|ce l hanno|esiste|lo fanno|lo danno|la fanno|la danno|si fa|si puo|come funziona"
    r"|com e|e uguale|vale|lo stesso))*"
)
"""The first clause, the town as a star, of who asks for the same there."""
SHORT_MESSAGE_WORDS = 3
"""In a message this short a municipality's short name stands for it, without a preposition ("cernusco", "e sesto ?")."""


def named_comune(text: str, knowledge: Knowledge) -> str | None:
    """The id of the municipality that the text names, of two the first: by its full name, or a short one that can mean nothing else."""
    message, names = f" {normalise(text)} ", _names(knowledge)
    if not any(f" {name} " in message for name in names):
        return None
    message = without_elsewhere(_without_service_titles(message, knowledge), names)
    if _WITH_US in message:
        return None
    before = "" if len(message.split()) <= SHORT_MESSAGE_WORDS else f" {_BEFORE_A_SHORT_NAME}"
    places = {id: _place(town.comune, message, before) for id, town in knowledge.municipalities.items()}
    named = {id: place for id, place in places.items() if place is not None}
    return min(named, key=lambda id: named[id], default=None)


def _place(comune: Comune, message: str, before: str) -> int | None:
    """Where the message first names it."""
    short = "|".join(re.escape(_plain(name)) for name in comune.also)
    found = re.search(
        rf"(?= {re.escape(_plain(comune.name))} )" + (rf"|{before} (?:{short}) (?!{_ANOTHER_THING} )" if short else ""),
        message,
    )
    return found and found.start()


def names_only_elsewhere(text: str, knowledge: Knowledge) -> bool:
    """Whether the text names a municipality, though not as the citizen's."""
    message = f" {normalise(text)} "
    return named_comune(text, knowledge) is None and without_elsewhere(message, _names(knowledge)) != message


def asks_there_too(text: str, knowledge: Knowledge) -> bool:
    """Whether it begins by asking for the same in another municipality, whatever comes behind: "e a Bussero c'è? là sta mia zia"."""
    said = f" {normalise(_CLAUSE_ENDS.split(text.strip(), maxsplit=1)[0])} "
    town = next((name for name in _names(knowledge) if f" {name} " in said), None)
    return town is not None and _THERE_TOO.fullmatch(said.replace(f" {town} ", " * ").strip()) is not None


def _names(knowledge: Knowledge) -> tuple[str, ...]:
    towns = [municipality.comune for municipality in knowledge.municipalities.values()]
    return tuple(_plain(name) for town in towns for name in (town.name, *town.also))


def _without_service_titles(message: str, knowledge: Knowledge) -> str:
    """Without the titles that hold a municipality's name ("Sesto aiuta Sesto")."""
    for municipality in knowledge.municipalities.values():
        for service in municipality.services.values():
            message = message.replace(f" {_plain(service.title)} ", " ")
    return message


@cache
def _plain(name: str) -> str:
    """A name or title of the knowledge base, normalised once and not with every message."""
    return normalise(name)


CLOSE = 0.8
"""How alike a misspelt name must be to a municipality's: "ceasno boscone" is .93."""


def closest_comune(text: str, knowledge: Knowledge) -> str | None:
    """The municipality whose name the end of a text misspells; only for a message that is known to name one."""
    words = normalise(text).split()
    alike = [(_likeness(words, m.comune.name), id) for id, m in knowledge.municipalities.items()]
    likeness, id = max(alike)
    return id if likeness >= CLOSE else None


def _likeness(words: list[str], name: str) -> float:
    length = len(_plain(name).split())
    return SequenceMatcher(None, " ".join(words[-length:]), _plain(name)).ratio()
