"""The rows. Every moment is a timestamptz; what citizens write or are called is `Encrypted`; enumerations are CHECKs."""

from bot.storage.models.assistant import Searchable, Tracker
from bot.storage.models.booking import (
    AgendaFeed,
    AppointmentRow,
    BookingDesk,
    BookingOutcome,
    DeskBlock,
    DeskSeries,
    WaitingPlace,
)
from bot.storage.models.handover import Closure, HandoverEvent, Mail, Note, OpenQuestion, ReadyAnswer
from bot.storage.models.intake import Intake
from bot.storage.models.people import Alert
from bot.storage.models.talks import Conversation, InboundMessage, OutboundMessage

__all__ = [
    "AgendaFeed",
    "Alert",
    "AppointmentRow",
    "BookingDesk",
    "BookingOutcome",
    "Closure",
    "Conversation",
    "DeskBlock",
    "DeskSeries",
    "HandoverEvent",
    "InboundMessage",
    "Intake",
    "Mail",
    "Note",
    "OpenQuestion",
    "OutboundMessage",
    "ReadyAnswer",
    "Searchable",
    "Tracker",
    "WaitingPlace",
]
