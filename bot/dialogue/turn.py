"""What an answer is made from (`Turn`) and what it is (`Decision`)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from bot.dialogue.context import Context
from bot.dialogue.errand import Errand
from bot.dialogue.understanding import Understanding
from bot.knowledge.answers import Answers
from bot.knowledge.base import Knowledge, Municipality
from bot.knowledge.phrases import Phrases
from bot.knowledge.schema import Aspect
from bot.safety.kinds import CrisisKind

Action = Literal[
    "answer", "choose", "booking", "handover", "crisis", "privacy", "smalltalk", "out_of_scope", "language", "fallback"
]
ELSEWHERE = 0.3
"""How much a concept that the municipality lacks counts beside one that it has."""
IN_TALK = 4.0
"""How much the concept that the talk is about counts beside another."""


@dataclass(frozen=True)
class Turn:
    """One message with all that its answer depends on; `named_comune` is the municipality that its text names."""

    text: str
    understanding: Understanding
    context: Context
    knowledge: Knowledge
    now: datetime
    named_comune: str | None = None
    conversation: str = ""
    message_id: str = ""
    phone: str | None = None
    """The citizen's number, where the channel's address is one."""
    can_share_phone: bool = False
    """Whether the channel has a button that sends the citizen's number."""
    comuni: tuple[str, ...] = ()
    """The municipalities that the number or bot serves, by id; none named = all."""

    @property
    def served(self) -> tuple[str, ...]:
        """The municipalities between which a citizen chooses here."""
        return tuple(id for id in self.knowledge.municipalities if not self.comuni or id in self.comuni)

    @property
    def phrases(self) -> Phrases:
        return self.knowledge.phrases

    @property
    def municipality(self) -> Municipality | None:
        return self.knowledge.municipalities.get(self.context.comune or "")

    def answers(self, municipality: Municipality) -> Answers:
        return Answers(municipality, self.phrases, self.now.date(), self.knowledge.closures)

    def named_in(self, municipality: Municipality) -> list[tuple[str, float]]:
        """The concepts named, best first, as probable as they are here: people ask for what there is, and stay on a topic."""
        weights = {service.concept: 1.0 for service in municipality.services.values()}
        if self.context.concept in weights:
            weights[self.context.concept] = IN_TALK
        named = self.understanding.named
        weighted = [(concept, p * weights.get(concept, ELSEWHERE)) for concept, p in named]
        scale = sum(p for _, p in named) / (sum(p for _, p in weighted) or 1.0)
        return sorted(((concept, p * scale) for concept, p in weighted), key=lambda ranked: -ranked[1])

    def settled(self, concept: str, aspects: tuple[Aspect, ...] = ()) -> Context:
        """The context once the turn is answered: what the talk is about, and nothing left to ask back."""
        known = self.context
        kept = Context(comune=known.comune, needed=known.needed, offered=known.offered, lately=known.lately)
        return replace(kept, concept=concept, aspects=aspects, is_minor=known.is_minor, for_child=known.for_child)

    def about_part(self, part: Understanding) -> "Turn":
        """Another question with its own words: one of two in the message, or the one that waited."""
        return replace(self, text=part.text, understanding=part)

    def about(self, **context: Any) -> "Turn":
        """The same turn with parts of its context changed."""
        return replace(self, context=replace(self.context, **context))


@dataclass(frozen=True)
class Option:
    """A choice under a reply: pressed, named by its number or by its words."""

    label: str
    payload: str


@dataclass(frozen=True)
class Template:
    """An approved text by our name for it, with what is filled in: what WhatsApp takes when the citizen has been silent for a day."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """What is said; with a template also to somebody who has not written lately. Channels without such a rule say the text."""

    text: str
    options: tuple[Option, ...] = ()
    template: Template | None = None


@dataclass(frozen=True)
class Decision:
    """The answer to a turn, and why: the fields of `sportello ask`."""

    action: Action
    replies: tuple[Reply, ...]
    context: Context
    service: str | None = None
    aspects: tuple[Aspect, ...] = ()
    candidates: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    crisis: CrisisKind | None = None
    calls: str | None = None
    """Why a person is called, in a word of ours; none = nobody is."""
    is_reply: bool = False
    """Whether the message was the very answer that was waited for: a name, a yes, a choice; then nothing else is meant by it."""
    tells: bool = False
    """Whether it says what an entry says: a fact, that is said once more to whoever asks again."""
    is_done: bool = False
    """Whether a diary was changed, and this tells of it: the citizen reads it whoever has the talk by then."""
    begins: Errand | None = None
    """What is to be done at a desk's diary; the replies are empty then, and are the booking dialogue's."""

    def reasons(self) -> dict[str, Any]:
        """The decision without what is said."""
        return {
            "action": self.action,
            "comune": self.context.comune,
            "service": self.service,
            "aspects": list(self.aspects),
            "candidates": list(self.candidates),
            "sources": list(self.sources),
            "crisis": self.crisis,
            "calls": self.calls,
            "is_reply": self.is_reply,
            "is_done": self.is_done,
        }
