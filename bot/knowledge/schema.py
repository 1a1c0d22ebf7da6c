"""What stands in a file under knowledge/; docs/knowledge.md tells curators how to fill it."""

from datetime import date
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


OpeningHoursText = Annotated[str, AfterValidator(_opening_hours)]
Text = Annotated[str, Field(min_length=3, max_length=TEXT_MAX)]


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


class Comune(Entry):
    """A municipality: its front desk, and what it offers in place of what it lacks."""

    name: str
    also: list[str] = []
    front_desk: str
    privacy_url: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    patron_saint: Annotated[str, Field(pattern=r"^\d\d-\d\d$")] | None = None
    operator_hours: OpeningHoursText | None = None
    give_back_after_minutes: Annotated[int, Field(ge=10, le=1440)] | None = None
    """Silence after which an operator's talk goes back to the assistant; none = never by itself."""
    alert_mail: list[Annotated[str, Field(pattern=r"^[^@\s,]+@[^@\s,]+$")]] = []
    """Who gets a mail about cries for help and talks that wait too long."""
    instead: dict[str, list[str]] = {}
