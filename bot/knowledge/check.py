"""`sportello knowledge check`: what is wrong with the knowledge base, and what its curators have still to do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.errors import KnowledgeError
from bot.knowledge.base import NATIONAL_FILE, Knowledge, Municipality, load
from bot.knowledge.catalogue import Catalogue, read_catalogue
from bot.knowledge.phones import is_implausible
from bot.knowledge.schema import Entry, Service
from bot.times import now

PHONE_OR_TIME = re.compile(r"\b(?:\d{1,2}[:.]\d\d|(?:\d[ -]?){7,})\b")
"""What belongs in `contacts` and `hours`, not in a text."""


@dataclass(frozen=True)
class Report:
    """Mistakes fail the check; the rest is work for the curators."""

    mistakes: list[str]
    todo: list[str]
    services: int = 0

    def text(self) -> str:
        """The report as it is printed: to do first, mistakes last, where one looks."""
        lines = [*self.todo, *self.mistakes]
        verdict = f"{len(self.mistakes)} mistakes" if self.mistakes else "no mistakes"
        return "\n".join([*lines, f"{self.services} services, {verdict}, {len(self.todo)} to look at."])


def check(folder: Path, today: date | None = None) -> Report:
    """Checks every file of a knowledge folder."""
    try:
        catalogue, knowledge = read_catalogue(folder), load(folder)
    except KnowledgeError as error:
        return Report(str(error).splitlines(), [])
    checked = _Check(folder, catalogue, knowledge, today or now().date())
    services = sum(len(m.services) for m in knowledge.municipalities.values())
    return Report(list(checked.mistakes()), list(checked.todo()), services)


@dataclass(frozen=True)
class _Check:
    folder: Path
    catalogue: Catalogue
    knowledge: Knowledge
    today: date

    def mistakes(self) -> Iterator[str]:
        yield from self._against_the_catalogue()
        yield from self._national()
        for municipality in self.knowledge.municipalities.values():
            yield from self._references(municipality)
            for entry in _entries(municipality):
                yield from self._phones(municipality, entry)
            for service in municipality.services.values():
                yield from self._texts(municipality, service)

    def todo(self) -> Iterator[str]:
        for municipality in self.knowledge.municipalities.values():
            for entry in _entries(municipality):
                yield from (f"{self._place(municipality, entry)}: {said}" for said in self._work_on(entry))

    def _work_on(self, entry: Entry) -> Iterator[str]:
        if isinstance(entry, Service) and entry.is_over(self.today):
            yield f"expired: valid until {entry.valid_until}"
        if isinstance(entry, Service) and entry.thin:
            yield "thin: the document gives little more than the title"
        if entry.review_by < self.today:
            yield f"due for review: since {entry.review_by}"
        yield from (f"{note.kind}: {note.about}: {' '.join(note.text.split())}" for note in entry.notes)

    def _against_the_catalogue(self) -> Iterator[str]:
        wanted = self.catalogue.services()
        found = {(m.comune.id, id): s for m in self.knowledge.municipalities.values() for id, s in m.services.items()}
        for comune, id in sorted(wanted - found.keys()):
            yield f"{self.folder / comune / id}.yaml: missing: the catalogue has this service"
        for comune, id in sorted(found.keys() - wanted):
            yield f"{self.folder / comune / id}.yaml: the catalogue has no such service"
        for comune, id in sorted(wanted & found.keys()):
            concept = self.catalogue.concept_of(comune, id)
            if found[comune, id].concept != concept:
                yield f"{self.folder / comune / id}.yaml: concept: the catalogue says {concept}"

    def _national(self) -> Iterator[str]:
        for concept in sorted(self.knowledge.national.measures.keys() - self.catalogue.all_concepts()):
            yield f"{self.folder / NATIONAL_FILE}: measures.{concept}: the catalogue has no such concept"

    def _references(self, municipality: Municipality) -> Iterator[str]:
        place = self._place(municipality, municipality.comune)
        concepts = self.catalogue.all_concepts()
        own = {service.concept for service in municipality.services.values()}
        for concept in sorted(concepts - own - municipality.comune.instead.keys()):
            yield f"{place}: instead: says nothing for {concept}, which this municipality lacks"
        for concept, ids in municipality.comune.instead.items():
            if concept not in concepts - own:
                yield f"{place}: instead.{concept}: not a concept that this municipality lacks"
            yield from (f"{place}: instead.{concept}: no service {id}" for id in ids if id not in municipality.services)
        for service in municipality.services.values():
            unknown = [id for id in service.related if id not in municipality.services]
            yield from (f"{self._place(municipality, service)}: related: no service {id}" for id in unknown)

    def _phones(self, municipality: Municipality, entry: Entry) -> Iterator[str]:
        siblings = {c.phone for e in _entries(municipality) for c in e.contacts if c.phone}
        noted = any(note.about == "contacts" and note.kind == "doubtful" for note in entry.notes)
        for contact in entry.contacts:
            if contact.phone and not noted and is_implausible(contact.phone, siblings - {contact.phone}):
                yield f"{self._place(municipality, entry)}: contacts: {contact.phone} looks wrong: mend it or add a doubtful note"

    def _texts(self, municipality: Municipality, service: Service) -> Iterator[str]:
        texts = {f"texts.{aspect}": text for aspect, text in service.texts.items()}
        for field, text in {**texts, "first_step": service.first_step or ""}.items():
            if found := PHONE_OR_TIME.search(text):
                place = self._place(municipality, service)
                yield f"{place}: {field}: {found[0]!r} belongs in contacts or hours, the answer adds it"

    def _place(self, municipality: Municipality, entry: Entry) -> str:
        name = entry.id if isinstance(entry, Service) else "comune"
        return f"{self.folder / municipality.comune.id / name}.yaml"


def _entries(municipality: Municipality) -> list[Entry]:
    return [municipality.comune, *municipality.services.values()]
