"""The parts of an entry: where it comes from, hours, addresses, contacts, notes."""

from datetime import date
from typing import Literal, get_args

from pydantic import Field, model_validator

from bot.knowledge.fields import OpeningHoursText, Strict, Text

Weekday = Literal["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
WEEK: tuple[Weekday, ...] = get_args(Weekday)


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
    untold_days: tuple[Weekday, ...] = ()
    """On these the desk is open too, at hours that the document does not tell."""


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
