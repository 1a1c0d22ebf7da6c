"""The options under messages about appointments: how a payload says what is meant. Telegram takes 64 bytes at most."""

from dataclasses import dataclass
from typing import Literal, get_args
from uuid import UUID

from bot.booking.appointment import Appointment
from bot.booking.slots import Slot

PREFIX = "appointment"
Answer = Literal["confirm", "move", "cancel", "take", "decline"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)


@dataclass(frozen=True)
class Press:
    """A payload that was understood; which fields are there depends on `what`."""

    what: Answer | Literal["to", "slot"]
    id: UUID | None = None
    service: str = ""
    token: str = ""


def about(what: Answer, appointment: Appointment) -> str:
    """For "Confermo", "Sposto", "Disdico"; and for an offer, which is a hold, "Lo prendo", "No, grazie"."""
    return f"{PREFIX}:{what}:{appointment.id.hex}"


def move_to(appointment: Appointment, slot: Slot) -> str:
    """Moves an appointment, or one that the desk has called off, to this slot."""
    return f"{PREFIX}:to:{appointment.id.hex}:{slot.token}"


def choose(slot: Slot) -> str:
    """Holds this slot for a new appointment."""
    return f"{PREFIX}:slot:{slot.desk.split('/')[1]}:{slot.token}"


def pressed(payload: str) -> Press | None:
    """What a payload means; none where it is not about appointments, or not one of ours."""
    head, *parts = payload.split(":")
    if head != PREFIX:
        return None
    match parts:
        case ["slot", service, token]:
            return Press("slot", service=service, token=token)
        case ["to", written, token] if id := _id(written):
            return Press("to", id, token=token)
        case [word, written] if id := _id(written):
            return next((Press(answer, id) for answer in ANSWERS if answer == word), None)
    return None


def _id(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
