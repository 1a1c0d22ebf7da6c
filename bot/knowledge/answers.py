"""What an entry says about some of its aspects, in sentences for a phone; what it does not say is said to be missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.knowledge.base import Municipality
from bot.knowledge.closures import Closure, closures_of
from bot.knowledge.hours import OpeningTimes
from bot.knowledge.parts import Contact
from bot.knowledge.phrases import Phrases
from bot.knowledge.schema import Aspect, Entry, Service
from bot.times import full_date, spoken_days

OVERVIEW: tuple[Aspect, ...] = ("cos-e", "a-chi")
"""What is told when no aspect is asked: as many of these as the entry has, up to one phone screen."""
VISITING: frozenset[Aspect] = frozenset({"orari", "dove", "contatti", "come-accedere"})
"""Who asks one of these may be about to come, and is told of a closure."""
CLOSURE_MATTERS = timedelta(days=21)
"""How long before its first day a closure is told."""
DATE_MATTERS_AFTER_DAYS = 365
"""A document older than this is named with its date beneath the answer."""


@dataclass(frozen=True)
class Answers:
    """Composes answers from one municipality's entries on one day."""

    municipality: Municipality
    phrases: Phrases
    today: date
    closures: tuple[Closure, ...] = ()

    def about(
        self, service: Service, aspects: Iterable[Aspect], told_of: date | None = None, *, briefly: bool = False
    ) -> list[str]:
        """The paragraphs of an answer; an overview when no aspect is asked. A closure on the day that was told of already is left out;
        `briefly`, below a yes or no, of the hours the notes are left out."""
        asked = tuple(aspects)
        paragraphs = [service.when_expired] if service.when_expired and service.is_over(self.today) else []
        if service.thin and not any(service.covers(aspect) for aspect in asked):
            paragraphs.append(self._thin(service))
        elif asked:
            paragraphs += self._asked(service, asked, briefly)
        else:
            paragraphs += self._overview(service)
        if not asked or VISITING.intersection(asked):
            paragraphs += self.closures_ahead(service, told_of)
        return [*paragraphs, *self._dated(service)]

    def closures_ahead(self, service: Service, told_of: date | None = None) -> list[str]:
        """Extraordinary closures of its desk, now or soon, a paragraph each."""
        soon = self.today + CLOSURE_MATTERS
        every = closures_of(self.closures, self.municipality.comune.id, service.id)
        known = [c for c in every if told_of is None or not c.is_on(told_of)]
        ahead = [c for c in known if c.first_day <= soon and c.last_day >= self.today]
        return [self._closure(closure) for closure in sorted(ahead, key=lambda closure: closure.first_day)]

    def _closure(self, closure: Closure) -> str:
        days = spoken_days(closure.first_day, closure.last_day)
        return " ".join(filter(None, [self.phrases.closure_ahead.format(days=days), closure.text]))

    def _overview(self, service: Service) -> list[str]:
        told = [service.texts[aspect] for aspect in OVERVIEW if aspect in service.texts]
        return [service.title + ".\n" + told[0], *told[1:]] if told else [self._thin(service)]

    def _thin(self, service: Service) -> str:
        said = " ".join(service.said_about("texts"))
        return " ".join(filter(None, [self.phrases.thin.format(title=service.title), said, self.ask_there(service)]))

    def _asked(self, service: Service, asked: tuple[Aspect, ...], briefly: bool) -> list[str]:
        """What is known, an aspect a paragraph, then in one what is not; no contact twice."""
        told = {aspect: self._one(service, aspect, briefly) for aspect in asked}
        paragraphs = [text for text in told.values() if text]
        if lacking := [aspect for aspect in asked if not told[aspect]]:
            paragraphs.append(self._missing(service, lacking))
        return _each_once(paragraphs, self.ask_there(service))

    def _one(self, service: Service, aspect: Aspect, briefly: bool) -> str:
        """What the entry says; nothing where it says nothing."""
        if briefly and aspect == "orari":
            text = [service.texts[aspect]] if aspect in service.texts else []
            return "\n".join([*self.desk_hours(service), *text, *self.phone_hours(service)])
        parts = [*self._facts(service, aspect), *service.said_about(aspect)]
        if not parts and aspect == "come-accedere" and self.municipality.comune.start_here and not service.contacts:
            return self._from_the_desk(self.municipality.comune.start_here)
        return "\n".join([*parts, *self._how_to_reach(service, aspect)]) if parts else ""

    def _missing(self, service: Service, aspects: list[Aspect]) -> str:
        """That the documents say nothing of it, in the curator's words where there are any, and whom to ask."""
        notes = {aspect: self._noted(aspect) for aspect in aspects}
        unsaid = [self.phrases.aspects[a].missing for a in aspects if a != "contatti" and not notes[a]]
        what = unsaid[0] if len(unsaid) == 1 else " ".join(f"né {each}" for each in unsaid)
        said = [note for note in notes.values() if note]
        if unsaid:
            said.append(self.phrases.missing.format(what=what))
        elif "contatti" in aspects and self._reached_through(service):
            said.append(self.phrases.missing_contact)
        whom = [self.ask_there(service)] if self._reached_through(service) or not any(notes.values()) else []
        return " ".join([*said, *whom])

    def _noted(self, aspect: Aspect) -> str:
        """What the municipality's curator wants said where it has no address, or no hours, at all."""
        comune = self.municipality.comune
        if aspect == "dove" and comune.address is None:
            return " ".join(comune.said_about("address"))
        known = (comune.hours.walk_in, comune.hours.by_appointment, comune.hours.phone)
        return " ".join(comune.said_about("hours")) if aspect == "orari" and not any(known) else ""

    def _from_the_desk(self, start_here: str) -> str:
        """How one begins where no document tells how to get a service: at the front desk, which knows and leads on."""
        desk = self.municipality.front_desk
        way = [desk.texts["come-accedere"]] if "come-accedere" in desk.texts else []
        return "\n".join([start_here, *way, self.ask_there(desk)])

    def _facts(self, service: Service, aspect: Aspect) -> list[str]:
        text = [service.texts[aspect]] if aspect in service.texts else []
        if aspect == "orari":
            return [*self.desk_hours(service), *text, *self.phone_hours(service), *service.said_about("hours")]
        if aspect == "dove":
            return [*self._place(service), *text, *service.said_about("address")]
        if aspect == "contatti":
            return [*text, *self.contacts(service)] if service.contacts else text
        return text

    def _how_to_reach(self, service: Service, aspect: Aspect) -> list[str]:
        """Whoever asks how to get a service needs its contact too."""
        return [self.ask_there(service)] if aspect == "come-accedere" else []

    def desk_hours(self, entry: Entry) -> list[str]:
        """When the desk is open, a line a kind."""
        return self._hour_lines(entry, {"by_appointment": self.phrases.by_appointment, "walk_in": self.phrases.walk_in})

    def phone_hours(self, entry: Entry) -> list[str]:
        """When the phone is answered."""
        return self._hour_lines(entry, {"phone": self.phrases.phone_hours})

    def _hour_lines(self, entry: Entry, phrases: dict[str, str]) -> list[str]:
        expressions = [(phrase, getattr(entry.hours, kind)) for kind, phrase in phrases.items()]
        return [phrase.format(hours=OpeningTimes(e).in_words()) for phrase, e in expressions if e]

    def contacts(self, entry: Entry) -> list[str]:
        """Every contact of an entry with the phone's hours, a line each."""
        return self._contacts(entry, entry.contacts)

    def _contacts(self, entry: Entry, contacts: list[Contact]) -> list[str]:
        lines = [self._contact(contact) for contact in contacts]
        return [*lines, *self.phone_hours(entry), *entry.said_about("contacts")]

    def ask_there(self, service: Service) -> str:
        """Whom to ask about a service: its own contact, else the municipality's, else that none is published."""
        entry = self._reached_through(service)
        return "\n".join([self.phrases.ask_there, *self._to_ask(entry)]) if entry else self._no_contact()

    def whom_to_ask(self, service: Service) -> dict[str, str]:
        """The desk that knows, by `title`, with its `contact` and hours: for a sentence that says already that one should ask."""
        desk, entry = self._who_knows(service), self._reached_through(service)
        lines = [*(self._to_ask(entry) if entry else [self._no_contact()]), *self.desk_hours(desk)]
        return {"title": desk.title, "contact": "\n".join(lines)}

    def tells_hours(self, service: Service) -> bool:
        """Whether there are hours with whom to ask about it."""
        entry = self._reached_through(service)
        return bool(self.desk_hours(self._who_knows(service)) or (entry and self.phone_hours(entry)))

    def can_be_reached(self, service: Service) -> bool:
        """Whether there is any contact to ask about it."""
        return self._reached_through(service) is not None

    def _who_knows(self, service: Service) -> Service:
        return service if service.contacts else self.municipality.front_desk

    def _to_ask(self, entry: Entry) -> list[str]:
        """Nobody asks by fax, where there is another way."""
        return self._contacts(entry, [contact for contact in entry.contacts if not contact.fax] or entry.contacts)

    def _reached_through(self, service: Service) -> Entry | None:
        return next((e for e in (service, self.municipality.front_desk, self.municipality.comune) if e.contacts), None)

    def _no_contact(self) -> str:
        return " ".join(self.municipality.comune.said_about("contacts")) or self.phrases.no_contact

    def _contact(self, contact: Contact) -> str:
        way = next(name for name in ("phone", "email", "fax", "web") if getattr(contact, name))
        name = "whatsapp" if contact.whatsapp else way
        label = f" ({contact.label})" if contact.label else ""
        return f"• {self.phrases.ways[name]} {getattr(contact, way)}{label}"

    def _place(self, service: Service) -> list[str]:
        if service.address is None:
            return []
        parts = (service.address.place, service.address.street, service.address.city)
        return [self.phrases.place.format(place=", ".join(filter(None, parts)))]

    def _dated(self, service: Service) -> list[str]:
        dated = service.source.dated
        if dated is None or (self.today - dated).days <= DATE_MATTERS_AFTER_DAYS:
            return []
        return [self.phrases.dated.format(date=full_date(dated), name=self.municipality.comune.name)]


def _each_once(paragraphs: list[str], block: str) -> list[str]:
    """The paragraphs with a block of contacts in the last only that has it, and without those that another contains."""
    last = max((i for i, paragraph in enumerate(paragraphs) if block in paragraph), default=-1)
    kept = [p if i == last else p.replace(block, "").rstrip() for i, p in enumerate(paragraphs)]
    return [p for i, p in enumerate(kept) if p and not any(p in other for j, other in enumerate(kept) if i != j)]
