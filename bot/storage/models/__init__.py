"""The rows. Every moment is a timestamptz; what citizens write or are called is `Encrypted`; enumerations are CHECKs."""

from bot.storage.models.agenda import AgendaPress
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
from bot.storage.models.decisions import TurnDecision
from bot.storage.models.erasures import ErasedMessage, Erasure
from bot.storage.models.handover import Closure, HandoverEvent, Mail, Note, OpenQuestion, ReadyAnswer
from bot.storage.models.intake import Intake
from bot.storage.models.people import Alert
from bot.storage.models.staff import EntryTry, Looking, Staff, StaffReply, StaffSession
from bot.storage.models.talks import Conversation, InboundMessage, OutboundMessage

__all__ = [
    "AgendaFeed",
    "AgendaPress",
    "Alert",
    "AppointmentRow",
    "BookingDesk",
    "BookingOutcome",
    "Closure",
    "Conversation",
    "DeskBlock",
    "DeskSeries",
    "EntryTry",
    "ErasedMessage",
    "Erasure",
    "HandoverEvent",
    "InboundMessage",
    "Intake",
    "Looking",
    "Mail",
    "Note",
    "OpenQuestion",
    "OutboundMessage",
    "ReadyAnswer",
    "Searchable",
    "Staff",
    "StaffReply",
    "StaffSession",
    "Tracker",
    "TurnDecision",
    "WaitingPlace",
]
