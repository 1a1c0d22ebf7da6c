"""What an operator may put into a reply by one press: an answer of the knowledge base, a ready answer with its fields filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.handover.ready_answers import filled_in
from bot.knowledge.answers import Answers
from bot.knowledge.base import Knowledge, Municipality
from bot.knowledge.schema import ASPECTS, Aspect, Service
from bot.storage.models import ReadyAnswer


@dataclass(frozen=True)
class Insert:
    title: str
    text: str


@dataclass(frozen=True)
class Entry:
    """A service of the knowledge base, beside the talk."""

    id: str
    title: str
    answers: tuple[Insert, ...]
    source: str
    dated: date | None
    is_over: bool


def entry_of(knowledge: Knowledge, comune: str | None, service_id: str, today: date) -> Entry | None:
    """What the assistant would say about each side of the service; none where there is no such service."""
    municipality = knowledge.municipalities.get(comune or "")
    service = municipality.services.get(service_id) if municipality else None
    if municipality is None or service is None:
        return None
    told = tuple(_told(knowledge, municipality, service, today))
    return Entry(service.id, service.title, told, service.source.document, service.source.dated, service.is_over(today))


def ready(answers: list[ReadyAnswer], values: Mapping[str, str], comune: str | None) -> list[Insert]:
    """Those of this municipality and of all, with what is known put in."""
    fitting = [answer for answer in answers if answer.comune in (None, comune)]
    return [Insert(answer.title, filled_in(answer.body, values)) for answer in fitting]


def fields_of(
    knowledge: Knowledge, comune: str | None, service_id: str | None, name: str, today: date
) -> dict[str, str]:
    """What the fields of a ready answer stand for in this talk."""
    values = {"nome": name}
    municipality = knowledge.municipalities.get(comune or "")
    if municipality is None:
        return values
    values["comune"] = municipality.comune.name
    service = municipality.services.get(service_id or "")
    if service is None:
        return values
    answers = Answers(municipality, knowledge.phrases, today)
    place = service.address and ", ".join(
        part for part in (service.address.place, service.address.street, service.address.city) if part
    )
    hours = "\n".join([*answers.desk_hours(service), *answers.phone_hours(service)])
    known = {"servizio": service.title, "orari": hours, "contatti": "\n".join(answers.contacts(service))}
    return {**values, **known, "indirizzo": place or ""}


def _told(knowledge: Knowledge, municipality: Municipality, service: Service, today: date) -> Iterator[Insert]:
    answers = Answers(municipality, knowledge.phrases, today)
    yield Insert("", "\n\n".join(answers.about(service, ())))
    for aspect in ASPECTS:
        if service.covers(aspect):
            yield Insert(aspect_name(knowledge, aspect), "\n\n".join(answers.about(service, (aspect,))))


def aspect_name(knowledge: Knowledge, aspect: Aspect) -> str:
    return knowledge.phrases.aspects[aspect].option
