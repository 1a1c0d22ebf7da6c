"""What can be answered while the brain is away: a pressed option, the wish for a person, a service called by its name."""

from dataclasses import dataclass, replace

from bot.brain.client import Message
from bot.dialogue.answer import about_service
from bot.dialogue.comuni import named_comune
from bot.dialogue.context import Context
from bot.dialogue.offered import is_of_a_service
from bot.dialogue.people import hand_over
from bot.dialogue.pressing import press
from bot.dialogue.replies import replies, service_options
from bot.dialogue.turn import Decision, Reply, Turn
from bot.dialogue.understanding import Understanding
from bot.italian import normalise
from bot.knowledge.base import Knowledge
from bot.knowledge.schema import ASPECTS, Aspect
from bot.storage.insisting import AWAY
from bot.worker.search import Search

MOST_SUGGESTED = 3


@dataclass(frozen=True)
class Reduced:
    search: Search

    async def answer(self, message: Message, knowledge: Knowledge) -> Decision | None:
        """The answer; none where the brain is needed."""
        words = normalise(message.text or "")
        named = named_comune(message.text, knowledge) if message.text else None
        context = Context(comune=named or message.comune)
        said = message.payload or message.text or ""
        turn = Turn(said, Understanding(""), context, knowledge, message.at, named, comuni=message.comuni)
        if message.payload is not None:
            return _pressed(turn)
        if _speaks_of(words, knowledge.phrases.person_words):
            return hand_over(replace(turn, understanding=Understanding("person")))
        return await self._found(turn, words)

    async def _found(self, turn: Turn, words: str) -> Decision | None:
        municipality = turn.municipality
        if municipality is None:
            return None
        services = municipality.services
        try:
            found = await self.search.find(municipality.comune.id, words)
        except AWAY:
            # Without brain and without database there is nothing to answer with yet.
            return None
        named = [services[id] for id in found.named if id in services]
        aspects = _aspects(words, turn)
        if len(named) == 1:
            decision = about_service(replace(turn, text=""), municipality, named[0], aspects)
            return replace(decision, replies=(Reply(turn.phrases.brain_away_found), *decision.replies))
        perhaps = named or [services[id] for id in found.likely if id in services]
        if not perhaps:
            return None
        options = service_options(perhaps[:MOST_SUGGESTED], aspects)
        candidates = tuple(service.id for service in perhaps)
        return Decision(
            "choose", replies([turn.phrases.brain_away_perhaps], options), turn.context, candidates=candidates
        )


def _pressed(turn: Turn) -> Decision | None:
    """What the option leads to; none where an appointment is at stake, or the municipality has to be asked: only the brain keeps what waits."""
    if turn.text.startswith(("appointment:", "booking:")):
        return None
    return None if turn.municipality is None and is_of_a_service(turn.text) else press(turn)


def _aspects(words: str, turn: Turn) -> tuple[Aspect, ...]:
    return tuple(aspect for aspect in ASPECTS if _speaks_of(words, turn.phrases.aspect_words.get(aspect, [])))


def _speaks_of(words: str, names: list[str]) -> bool:
    return any(f" {normalise(name)} " in f" {words} " for name in names)
