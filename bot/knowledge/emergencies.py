"""The numbers to call in danger, and what is said with them: knowledge/emergencies.yaml."""

from datetime import date

from pydantic import Field, model_validator

from bot.knowledge.fields import Strict, Text
from bot.knowledge.parts import Note
from bot.safety.kinds import CrisisKind, Help, Voice


class EmergencyNumber(Strict):
    """One national service; `always_open` and `free` are None until somebody has confirmed them, `who` where the name says it."""

    number: str
    name: str
    who: str | None = None
    always_open: bool | None
    free: bool | None
    checked_on: date
    notes: tuple[Note, ...] = ()


class CrisisWords(Strict):
    """What is said in one kind of danger: to an adult, to a minor, to someone worried about another."""

    numbers: list[str]
    numbers_minor: list[str]
    text: Text
    minor: Text
    third_person: Text

    def said_to(self, voice: Voice) -> str:
        return {"self": self.text, "minor": self.minor, "third_person": self.third_person}[voice]


class Emergencies(Strict):
    numbers: list[EmergencyNumber]
    help: dict[Help, Text]
    """What is said to whoever writes that help is called, or has come."""
    kinds: dict[CrisisKind, CrisisWords]
    beside: dict[str, list[str]] = Field(default_factory=dict)
    """Concepts with the numbers that stand below whatever is said of them: who asks may be in danger."""

    def to_call(self, kind: CrisisKind, voice: Voice) -> list[EmergencyNumber]:
        """The numbers for this danger, the first to call first."""
        words = self.kinds[kind]
        listed = {n.number: n for n in self.numbers}
        return [listed[number] for number in (words.numbers_minor if voice == "minor" else words.numbers)]

    def beside_answers(self, concept: str | None) -> list[EmergencyNumber]:
        """The numbers that go with what is said of a concept; mostly none."""
        return [
            number
            for wanted in self.beside.get(concept or "", ())
            for number in self.numbers
            if number.number == wanted
        ]

    @model_validator(mode="after")
    def _lists_every_number(self) -> "Emergencies":
        listed = {n.number for n in self.numbers}
        used = {number for words in self.kinds.values() for number in (*words.numbers, *words.numbers_minor)}
        used |= {number for numbers in self.beside.values() for number in numbers}
        if missing := sorted(used - listed):
            raise ValueError(f"kinds or beside name numbers that `numbers` does not list: {', '.join(missing)}")
        return self
