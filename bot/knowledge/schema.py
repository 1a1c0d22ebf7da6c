"""What stands in a file under knowledge/; docs/knowledge.md tells curators how to fill it."""

from datetime import date, time
from typing import Annotated, Literal, get_args

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # its stubs leave out the exceptions
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Aspect = Literal["cos-e", "a-chi", "come-accedere", "orari", "dove", "contatti", "costi", "documenti", "tempi"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
"""Sides of a service, after the fields of a Designers Italia "scheda servizio"."""

TEXT_MAX = 420
"""Characters of one text: what a phone shows without scrolling, with room for the contacts beneath."""
SHORT_MAX = 90


def _opening_hours(expression: str) -> str:
    try:
        OpeningHours(expression)
    except ParserError as error:
        raise ValueError(f"not in opening_hours syntax, like 'Mo-Fr 09:00-12:30': {expression!r}") from error
    if '"' in expression or "PH" in expression:
        raise ValueError("write only days and times: comments and holidays (PH) do not belong in the expression")
    return expression


def _without_zone(moment: time) -> time:
    if moment.tzinfo or moment.second or moment.microsecond:
        raise ValueError('write hours and minutes in quotes, like "09:00"')
    return moment


OpeningHoursText = Annotated[str, AfterValidator(_opening_hours)]
Text = Annotated[str, Field(min_length=3, max_length=TEXT_MAX)]
LocalTime = Annotated[time, AfterValidator(_without_zone)]


class Strict(BaseModel):
    """A part of an entry: a field that the schema does not know is a mistake of the curator."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """Where the facts come from: the municipality's document, and its date where it bears one."""

    document: str = Field(min_length=1)
    section: str = Field(min_length=1)
    dated: date | None = None


class Hours(Strict):
    """One OpenStreetMap opening_hours expression for each kind of hours."""

    by_appointment: OpeningHoursText | None = None
    walk_in: OpeningHoursText | None = None
    phone: OpeningHoursText | None = None


class Address(Strict):
    place: str | None = None
    street: str | None = None
    city: str | None = None


class Contact(Strict):
    """One way to reach someone, as the source prints it."""

    phone: str | None = None
    email: str | None = None
    fax: str | None = None
    web: str | None = None
    whatsapp: bool = False
    label: str | None = None

    @model_validator(mode="after")
    def _has_exactly_one_way(self) -> "Contact":
        if sum(way is not None for way in (self.phone, self.email, self.fax, self.web)) != 1:
            raise ValueError("a contact has exactly one of phone, email, fax, web")
        return self


class Booking(Strict):
    """How a desk gives appointments by itself; docs/knowledge.md explains each field."""

    hours: OpeningHoursText | None = None
    """None = `hours.by_appointment`."""
    length_minutes: int = Field(gt=0, le=60)
    break_minutes: int = Field(0, ge=0, le=60)
    horizon_days: int = Field(gt=0, le=180)
    notice_hours: float = Field(ge=0, le=168)
    """From the booking to the talk, at least."""
    change_hours: float = Field(ge=0, le=168)
    """Until so long before, an appointment may be moved or cancelled here; then by phone only."""
    hold_minutes: int = Field(10, gt=0, le=60)
    open_appointments: int = Field(1, gt=0, le=10)
    """Of one person, at the same time."""
    offer_minutes: int = Field(120, gt=0, le=1440)
    """How long a slot that became free is kept for the next on the waiting list."""
    kept_days: int = Field(365, ge=1, le=3650)
    """After so long an appointment is deleted, with name and number."""
    reminder_at: LocalTime | None = None
    """On the day before; none = no reminder."""
    told_from: LocalTime = time(9)
    told_until: LocalTime = time(20)
    """Notices go out between these hours."""
    who: str = Field(min_length=3, max_length=80)
    """Whom one will talk to, as citizens read it."""
    cost: Text

    @model_validator(mode="after")
    def _reminds_at_a_decent_hour(self) -> "Booking":
        if self.told_from >= self.told_until:
            raise ValueError("told_from comes before told_until")
        if self.reminder_at and not self.told_from <= self.reminder_at < self.told_until:
            raise ValueError("reminder_at lies between told_from and told_until")
        return self


class Note(Strict):
    """A curator's doubt; `say` is what the citizen is told beside the field that it is about."""

    kind: Literal["thin", "doubtful", "outdated", "to_confirm"]
    about: str = Field(min_length=1)
    text: str = Field(min_length=3)
    say: Text | None = None


class Entry(Strict):
    """What a service and a municipality have in common."""

    id: str
    source: Source
    checked_on: date
    review_by: date
    contacts: list[Contact] = []
    hours: Hours = Hours()
    address: Address | None = None
    notes: list[Note] = []

    def said_about(self, field: str) -> list[str]:
        """What the notes want the citizen to be told about a field."""
        return [note.say for note in self.notes if note.about == field and note.say]


class Service(Entry):
    """One service of one municipality."""

    concept: str
    title: str
    short: str = Field(max_length=SHORT_MAX)
    synonyms: list[str] = []
    valid_until: date | None = None
    when_expired: Text | None = None
    thin: bool = False
    calls_person: bool = False
    """Whoever asks about it is put through to a person, besides the answer."""
    texts: dict[Aspect, Text] = {}
    related: list[str] = []
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
    also: list[str] = []
    front_desk: str
    start_here: Text | None = None
    """What is said to who asks how to get a service of which no document tells it: that one begins at the front desk."""
    privacy_url: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    patron_saint: Annotated[str, Field(pattern=r"^\d\d-\d\d$")] | None = None
    operator_hours: OpeningHoursText | None = None
    give_back_after_minutes: Annotated[int, Field(ge=10, le=1440)] | None = None
    """Silence after which an operator's talk goes back to the assistant; none = never by itself."""
    alert_mail: list[Annotated[str, Field(pattern=r"^[^@\s,]+@[^@\s,]+$")]] = []
    """Who gets a mail about cries for help and talks that wait too long."""
    instead: dict[str, list[str]] = {}
