"""What stands in a file under knowledge/; docs/knowledge.md tells curators how to fill it."""

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from bot.knowledge.booking_rules import Booking
from bot.knowledge.fields import FirstStep, OpeningHoursText, Strict, Text
from bot.knowledge.parts import Address, Contact, Hours, Note, Source

Aspect = Literal["cos-e", "a-chi", "come-accedere", "orari", "dove", "contatti", "costi", "documenti", "tempi"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
"""Sides of a service, after the fields of a Designers Italia "scheda servizio"."""

SHORT_MAX = 90
"""Characters of what stands beside a title."""


class Entry(Strict):
    """What a service and a municipality have in common."""

    id: str
    source: Source
    checked_on: date
    review_by: date
    contacts: list[Contact] = Field(default_factory=list)
    hours: Hours = Hours()
    address: Address | None = None
    notes: list[Note] = Field(default_factory=list)

    def said_about(self, field: str) -> list[str]:
        """What the notes want the citizen to be told about a field."""
        return [note.say for note in self.notes if note.about == field and note.say]


class Service(Entry):
    """One service of one municipality."""

    concept: str
    title: str
    short: str = Field(max_length=SHORT_MAX)
    synonyms: list[str] = Field(default_factory=list)
    valid_until: date | None = None
    when_expired: Text | None = None
    thin: bool = False
    calls_person: bool = False
    """Whoever asks about it is put through to a person, besides the answer."""
    texts: dict[Aspect, Text] = Field(default_factory=dict)
    first_step: FirstStep | None = None
    """One thing to do first, as it follows "Per cominciare:"; none where the document tells of none."""
    related: list[str] = Field(default_factory=list)
    only_when_meant: bool = False
    """Never named beside another service unless the citizen seems to mean it: violence centres, papers for operators."""
    booking: Booking | None = None

    def is_over(self, today: date) -> bool:
        return self.valid_until is not None and today > self.valid_until

    def covers(self, aspect: Aspect) -> bool:
        """Whether the entry itself says something about this aspect."""
        if aspect in self.texts:
            return True
        if aspect == "orari":
            return any((self.hours.by_appointment, self.hours.walk_in))
        if aspect == "dove":
            return self.address is not None
        return aspect == "contatti" and bool(self.contacts)

    @model_validator(mode="after")
    def _says_when_it_is_over(self) -> "Service":
        if self.valid_until and not self.when_expired:
            raise ValueError("valid_until needs when_expired: the sentence that citizens read once it is over")
        return self

    @model_validator(mode="after")
    def _has_what_booking_needs(self) -> "Service":
        if self.booking and not (self.booking.hours or self.hours.by_appointment):
            raise ValueError("booking needs hours: of its own, or hours.by_appointment")
        if self.booking and not any(contact.phone for contact in self.contacts):
            raise ValueError(
                "booking needs a phone among the contacts: what is too late to change here is changed by phone"
            )
        return self


class Comune(Entry):
    """A municipality: its front desk, and what it offers in place of what it lacks."""

    name: str
    also: list[str] = Field(default_factory=list)
    front_desk: str
    start_here: Text | None = None
    """What is said to who asks how to get a service of which no document tells it: that one begins at the front desk."""
    privacy_url: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    patron_saint: Annotated[str, Field(pattern=r"^\d\d-\d\d$")] | None = None
    operator_hours: OpeningHoursText | None = None
    give_back_after_minutes: Annotated[int, Field(ge=10, le=1440)] | None = None
    """Silence after which an operator's talk goes back to the assistant; none = never by itself."""
    alert_mail: list[Annotated[str, Field(pattern=r"^[^@\s,]+@[^@\s,]+$")]] = Field(default_factory=list)
    """Who gets a mail about cries for help and talks that wait too long."""
    instead: dict[str, list[str]] = Field(default_factory=dict)
