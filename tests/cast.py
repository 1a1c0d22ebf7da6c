"""A small cast: Borgo has what the tests ask for, Valle has a front desk and neither phone nor e-mail; it is Wednesday morning."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.dialogue.context import Context
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from bot.knowledge.base import BOOKING_FILE, EMERGENCIES_FILE, PHRASES_FILE, SCOPE_FILE, Knowledge, Municipality
from bot.knowledge.booking_phrases import BookingPhrases
from bot.knowledge.emergencies import Emergencies
from bot.knowledge.files import read
from bot.knowledge.phrases import Phrases
from bot.knowledge.schema import Aspect, Comune, Service
from bot.knowledge.scope import Scope
from bot.times import ROME

ROOT = Path(__file__).parents[1]
PHRASES = read(ROOT / "knowledge" / PHRASES_FILE, Phrases)
EMERGENCIES = read(ROOT / "knowledge" / EMERGENCIES_FILE, Emergencies)
BOOKING = read(ROOT / "knowledge" / BOOKING_FILE, BookingPhrases)
SCOPE = read(ROOT / "knowledge" / SCOPE_FILE, Scope)
WEDNESDAY = datetime(2026, 11, 25, 10, 30, tzinfo=ROME)
CHECKED = {"source": {"document": "carta.txt", "section": "1"}, "checked_on": "2026-11-01", "review_by": "2027-05-01"}


def service(id: str, **fields: Any) -> Service:
    """A service with a source; the rest as the test wants it."""
    named = {"id": id, "concept": id, "title": id.replace("-", " ").capitalize(), "short": f"in breve {id}"}
    return Service.model_validate({**CHECKED, **named, **fields})


def municipality(id: str, *services: Service, **fields: Any) -> Municipality:
    """A municipality whose front desk is the Segretariato."""
    named = {"id": id, "name": id.capitalize(), "front_desk": "segretariato-sociale"}
    return Municipality(Comune.model_validate({**CHECKED, **named, **fields}), {s.id: s for s in services})


LISTENING = service(
    "ti-ascolto",
    title="Ti ascolto",
    texts={
        "cos-e": "Uno sportello psicologico.",
        "a-chi": "Ai residenti.",
        "come-accedere": "Bisogna sempre prenotare.",
        "costi": "Il primo colloquio è gratuito.",
    },
    first_step="telefoni per prenotare.",
    hours={"by_appointment": "We,Fr 16:00-20:00; Sa 08:00-13:00", "phone": "Tu-Fr 16:00-19:00"},
    address={"place": "Biblioteca", "street": "via Dante 47", "city": "Borgo"},
    contacts=[{"phone": "378 3059453", "whatsapp": True, "label": "la psicologa"}],
)
FRONT_DESK = service(
    "segretariato-sociale",
    concept="segretariato",
    title="Segretariato sociale",
    texts={"cos-e": "Lo sportello che accoglie e orienta."},
    hours={"by_appointment": "Th 09:00-16:00", "walk_in": "Th 16:00-18:00"},
    contacts=[{"phone": "02 48694677", "label": "Welfare"}, {"email": "aiuto@borgo.it"}],
)
HOME_CARE = service(
    "sad",
    concept="domiciliare-anziani",
    title="Assistenza domiciliare",
    texts={"cos-e": "Aiuto in casa per gli anziani.", "come-accedere": "Si chiede all'assistente sociale."},
    related=["pasto-a-domicilio"],
)
MEALS = service("pasto-a-domicilio", title="Pasto a domicilio", texts={"cos-e": "Un pasto caldo a casa."})
CARD = service(
    "carta-spesa",
    title="Carta spesa",
    texts={"cos-e": "Era una carta per la spesa."},
    valid_until="2025-02-28",
    when_expired="La carta è finita.",
)
GYM = service("ginnastica", title="Ginnastica over 55", thin=True, texts={"a-chi": "A chi ha più di 55 anni."})
HOUSING = service(
    "casa-popolare",
    title="Casa popolare",
    texts={"cos-e": "La domanda per un alloggio."},
    contacts=[{"phone": "02 4869467"}, {"email": "casa@borgo.it"}],
    notes=[{"kind": "doubtful", "about": "contacts", "text": "A digit lacks.", "say": "Il numero sembra incompleto."}],
)
BORGO = municipality(
    "borgo", LISTENING, FRONT_DESK, HOME_CARE, MEALS, CARD, GYM, HOUSING, contacts=[{"phone": "02 48694600"}]
)
VALLE = municipality(
    "valle",
    service("segretariato-sociale", concept="segretariato", title="Sportello di Valle", texts={"cos-e": "Accoglie."}),
    service("consultorio", title="Consultorio", texts={"cos-e": "Ascolta le famiglie."}),
    instead={"ti-ascolto": ["consultorio", "segretariato-sociale"]},
    notes=[{"kind": "to_confirm", "about": "contacts", "text": "None is known.", "say": "Un recapito non c'è."}],
)
KNOWLEDGE = Knowledge({"borgo": BORGO, "valle": VALLE}, PHRASES, EMERGENCIES, BOOKING)


def borgo_with(**fields: Any) -> Municipality:
    """Borgo with other values in these fields of its own."""
    return Municipality(BORGO.comune.model_copy(update=fields), BORGO.services)


def asks(concept: str = "", *aspects: Aspect, act: str = "ask", sure: float = 0.9) -> Understanding:
    """What the brain makes of a question about a concept; "" names none."""
    concepts = ((concept, sure), ("", 1 - sure)) if concept else (("", sure),)
    return Understanding(act, 0.9, concepts, dict.fromkeys(aspects, 1.0))


def turn(
    understanding: Understanding,
    text: str = "",
    *,
    comune: str | None = "borgo",
    now: datetime = WEDNESDAY,
    named: str | None = None,
    **context: Any,
) -> Turn:
    """One message in a talk with this context."""
    return Turn(text, understanding, Context(comune=comune, **context), KNOWLEDGE, now, named)


def then(decision: Decision, understanding: Understanding, text: str = "", named: str | None = None) -> Turn:
    """The next message of the same talk."""
    return Turn(text, understanding, decision.context, KNOWLEDGE, WEDNESDAY, named)


def scoped(turn: Turn) -> Turn:
    """The turn where the words are known by which people want help, or mean another office."""
    return replace(turn, knowledge=replace(turn.knowledge, scope=SCOPE))


def said(decision: Decision) -> str:
    """All that the citizen reads."""
    return "\n\n".join(reply.text for reply in decision.replies)


def payloads(decision: Decision) -> list[str]:
    """What the options would press."""
    return [option.payload for reply in decision.replies for option in reply.options]
