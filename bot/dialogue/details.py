"""A detail added to a situation told before ("ho due bambini", "è sola"): read together with it, and answered only with what is new."""

import re
from dataclasses import replace
from unicodedata import normalize

from bot.dialogue.front_desk import heard
from bot.dialogue.helpful import likely
from bot.dialogue.replies import replies, service_options
from bot.dialogue.turn import Decision, Turn
from bot.italian import words
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Service

NOTHING_MIN = 0.5
"""From this probability on that a message names nothing it adds no need of its own."""
NEW_MIN = 0.2
"""How likely, of the two messages together, a concept must be to add a service."""
DETAIL_WORDS = 9
"""A longer message is a story of its own."""
KEPT = 6
"""How many concepts of a need are kept in mind."""
TELLING = frozenset(
    {
        "ho",
        "ha",
        "hanno",
        "abbiamo",
        "sono",
        "siamo",
        "era",
        "ero",
        "vivo",
        "vive",
        "viviamo",
        "prendo",
        "prende",
        "dormo",
        "dorme",
        "dormiamo",
        "mangio",
        "mangia",
        "mangiamo",
        "vengo",
        "guadagno",
        "guadagna",
        "pago",
        "paghiamo",
        "mio",
        "mia",
        "lui",
        "lei",
        "anche",
        "io",
    }
)
"""How a message begins that tells something about somebody; and so does "è sola"."""
IS = re.compile(r"\s*(?:[èéê]|e['’‘`´ʼ′])\s", re.IGNORECASE)
"""However a phone writes it; "e" alone goes on with a question."""


def adding(turn: Turn, municipality: Municipality) -> Decision | None:
    """What a detail adds to the need before; none where it is a story of its own, or none was told."""
    if not _is_detail(turn, municipality):
        return None
    together = _together(turn)
    known = {*turn.context.offered, municipality.front_desk.id}
    new = [service for service in _likely_now(together, municipality) if service.id not in known]
    # What alone is new the talk goes on about: "e costa?" is asked of it.
    goes_on = turn.settled(new[0].concept) if len(new) == 1 else turn.context
    context = replace(goes_on, needed=together.understanding.concepts[:KEPT], misunderstood=0)
    if not new:
        service = _topic(turn, municipality)
        decision = heard(turn, municipality, turn.phrases.need_detail, service)
        return replace(decision, context=context)
    return Decision(
        action="answer",
        replies=replies(
            ["\n".join([turn.phrases.need_more, *(f"• {s.title}: {s.short}" for s in new)])], service_options(new)
        ),
        context=replace(context, offered=(*turn.context.offered, *(s.id for s in new))),
        service=new[0].id,
        candidates=tuple(s.id for s in new[1:]),
        sources=tuple(dict.fromkeys(s.source.document for s in new)),
    )


def tells_a_need(turn: Turn) -> bool:
    """Whether a situation is told, or something is added in a few words to the one told before ("è sola")."""
    return turn.understanding.act == "need" or (bool(turn.context.needed) and _only_tells(turn))


def wants_help(turn: Turn) -> bool:
    """Whether somebody who seems to ask for a service tells what he needs; then no name of a service was in his mind."""
    goes_on = bool(turn.context.needed) and "?" not in turn.text
    return goes_on or turn.knowledge.scope.wishes_for_help(turn.text) or _tells(turn)


def _only_tells(turn: Turn) -> bool:
    """Whether a short message tells something, asks nothing and names no service."""
    return _tells(turn) and not turn.understanding.aspects and turn.understanding.names_nothing >= NOTHING_MIN


def _tells(turn: Turn) -> bool:
    said = words(turn.text)
    is_short = bool(said) and "?" not in said and len(said) <= DETAIL_WORDS
    return is_short and (said[0] in TELLING or IS.match(normalize("NFC", turn.text)) is not None)


def _is_detail(turn: Turn, municipality: Municipality) -> bool:
    if not turn.context.concept or turn.named_comune:
        return False
    if turn.understanding.names_nothing >= NOTHING_MIN:
        return True
    said = words(turn.text)
    return bool(turn.context.needed) and len(said) <= DETAIL_WORDS and "?" not in said


def _together(turn: Turn) -> Turn:
    """The turn as though need and detail had been one message: each concept as likely as it is in both on the average."""
    before, now = dict(turn.context.needed), dict(turn.understanding.named)
    both = {concept: (before.get(concept, 0.0) + now.get(concept, 0.0)) / 2 for concept in {**before, **now}}
    concepts = tuple(sorted(both.items(), key=lambda ranked: -ranked[1]))
    return replace(turn, understanding=replace(turn.understanding, concepts=concepts))


def _likely_now(together: Turn, municipality: Municipality) -> list[Service]:
    concepts = tuple((concept, p) for concept, p in together.understanding.named if p >= NEW_MIN)
    return likely(replace(together, understanding=replace(together.understanding, concepts=concepts)), municipality)


def _topic(turn: Turn, municipality: Municipality) -> Service:
    """The service that was offered first, or that the talk is about; the front desk where it is not here."""
    offered = [municipality.services[id] for id in turn.context.offered if id in municipality.services]
    about = municipality.service_for(turn.context.concept or "")
    return about or next(iter(offered), municipality.front_desk)
