"""The whole knowledge base in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.errors import KnowledgeError
from bot.knowledge.booking_phrases import BookingPhrases
from bot.knowledge.closures import Closure
from bot.knowledge.emergencies import Emergencies
from bot.knowledge.files import Model, read
from bot.knowledge.kin import Kin
from bot.knowledge.national import National
from bot.knowledge.phrases import Phrases
from bot.knowledge.schema import Comune, Service
from bot.knowledge.scope import Scope

COMUNE_FILE = "comune.yaml"
PHRASES_FILE = "phrases.yaml"
BOOKING_FILE = "booking.yaml"
EMERGENCIES_FILE = "emergencies.yaml"
KIN_FILE = "kin.yaml"
NATIONAL_FILE = "national.yaml"
SCOPE_FILE = "scope.yaml"


@dataclass(frozen=True)
class Municipality:
    """A municipality with its services, by id."""

    comune: Comune
    services: dict[str, Service]

    def service_for(self, concept: str) -> Service | None:
        """The service that answers to what people ask for, if this municipality has one."""
        return next((s for s in self.services.values() if s.concept == concept), None)

    @property
    def front_desk(self) -> Service:
        return self.services[self.comune.front_desk]


@dataclass(frozen=True)
class Knowledge:
    """Every municipality by id, the sentences of the assistant itself (and those around appointments), the numbers to call in danger,
    what is the same help for other people, what is a national measure, and whose business a question is."""

    municipalities: dict[str, Municipality]
    phrases: Phrases
    emergencies: Emergencies
    booking: BookingPhrases
    kin: Kin = field(default_factory=Kin)
    national: National = field(default_factory=National)
    scope: Scope = field(default_factory=Scope)
    closures: tuple[Closure, ...] = ()
    """Entered by operators, so not in the files."""
    old_desks: frozenset[str] = frozenset()
    """Where somebody is still expected: they are desks even if the files do not say so any more."""

    def is_over_everywhere(self, concept: str, today: date) -> bool:
        """Whether every municipality that has it says that it has ended."""
        found = [service for m in self.municipalities.values() if (service := m.service_for(concept))]
        return bool(found) and all(service.is_over(today) for service in found)

    def title_of(self, concept: str) -> str:
        """How the first municipality that has it calls a concept."""
        found = (m.service_for(concept) for m in self.municipalities.values())
        return next((service.title for service in found if service), concept)


def load(folder: Path) -> Knowledge:
    """The knowledge base in a folder; raises `KnowledgeError` with every mistake of every file."""
    mistakes: list[str] = []
    municipalities = dict(_municipalities(folder, mistakes))
    phrases = _tried(mistakes, folder / PHRASES_FILE, Phrases)
    emergencies = _tried(mistakes, folder / EMERGENCIES_FILE, Emergencies)
    booking = _tried(mistakes, folder / BOOKING_FILE, BookingPhrases)
    kin = _tried_if_there(mistakes, folder / KIN_FILE, Kin)
    national = _tried_if_there(mistakes, folder / NATIONAL_FILE, National)
    scope = _tried_if_there(mistakes, folder / SCOPE_FILE, Scope)
    if not municipalities and not mistakes:
        mistakes.append(f"{folder}: no municipality here; each is a folder with a {COMUNE_FILE}")
    if mistakes or phrases is None or emergencies is None or booking is None:
        raise KnowledgeError("\n".join(mistakes))
    return Knowledge(municipalities, phrases, emergencies, booking, kin, national, scope)


def _municipalities(folder: Path, mistakes: list[str]) -> Iterator[tuple[str, Municipality]]:
    for comune_file in sorted({path.parent / COMUNE_FILE for path in folder.glob("*/*.yaml")}):
        # Its services without it are no municipality: who has deleted it by mistake is told, not who takes the whole folder away.
        comune = _tried(mistakes, comune_file, Comune)
        files = [path for path in sorted(comune_file.parent.glob("*.yaml")) if path != comune_file]
        services = [(path, service) for path in files if (service := _tried(mistakes, path, Service))]
        mistakes += [
            f"{path}:1: the id is {s.id}, the file must be named {s.id}.yaml"
            for path, s in services
            if s.id != path.stem
        ]
        if comune:
            mistakes += _misplaced(comune_file, comune, {path.stem for path in files})
            yield comune.id, Municipality(comune, {s.id: s for _, s in services})


def _misplaced(comune_file: Path, comune: Comune, services: set[str]) -> Iterator[str]:
    if comune.id != comune_file.parent.name:
        yield f"{comune_file}:1: the id is {comune.id}, the folder must be named {comune.id}"
    if comune.front_desk not in services:
        yield f"{comune_file}:1: front_desk: no service {comune.front_desk} in this folder"


def _tried(mistakes: list[str], path: Path, model: type[Model]) -> Model | None:
    try:
        return read(path, model)
    except KnowledgeError as error:
        mistakes.append(str(error))
        return None


def _tried_if_there(mistakes: list[str], path: Path, model: type[Model]) -> Model:
    """The file, or what the model is without one; a mistake is told, and what comes of it never used."""
    return (_tried(mistakes, path, model) if path.exists() else None) or model()
