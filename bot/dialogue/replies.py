"""Paragraphs and options made into replies that fit a phone screen."""

from collections.abc import Iterable, Sequence

from bot.dialogue.booking.words import START
from bot.dialogue.turn import Option, Reply
from bot.knowledge.base import Knowledge
from bot.knowledge.phrases import Phrases
from bot.knowledge.schema import Aspect, Service

SCREEN = 600
"""Characters of one reply: a phone screen."""
MOST_OPTIONS = 3
"""WhatsApp shows at most three buttons."""
WORTH_OFFERING: tuple[Aspect, ...] = (
    "come-accedere",
    "orari",
    "costi",
    "a-chi",
    "documenti",
    "contatti",
    "dove",
    "tempi",
    "cos-e",
)
"""In which order a citizen usually wants to know more."""


def replies(paragraphs: Iterable[str], options: Sequence[Option] = ()) -> tuple[Reply, ...]:
    """The paragraphs in as few replies as fit the screen; the options stand under the last."""
    texts: list[str] = []
    for paragraph in paragraphs:
        if texts and len(texts[-1]) + 2 + len(paragraph) <= SCREEN:
            texts[-1] += "\n\n" + paragraph
        else:
            texts.append(paragraph)
    return tuple(Reply(text, tuple(options) if i == len(texts) - 1 else ()) for i, text in enumerate(texts))


def aspect_options(service: Service, told: Sequence[Aspect], phrases: Phrases) -> list[Option]:
    """An appointment where one is given here; what else the entry can tell, most wanted first."""
    told_already = set(told) or {"cos-e", "a-chi"}
    more = [aspect for aspect in WORTH_OFFERING if service.covers(aspect) and aspect not in told_already]
    booking = [Option(phrases.book_option, f"{START}{service.id}")] if service.booking else []
    options = [Option(phrases.aspects[a].option, f"ask:{service.id}:{a}") for a in more]
    return [*booking, *options][:MOST_OPTIONS]


def service_options(services: Iterable[Service], aspects: Sequence[Aspect] = ()) -> list[Option]:
    """A choice among services; the aspects asked go with it."""
    return [Option(s.title, f"ask:{s.id}:{','.join(aspects)}".rstrip(":")) for s in services]


def comune_options(knowledge: Knowledge, ids: Sequence[str]) -> list[Option]:
    return [Option(knowledge.municipalities[id].comune.name, f"comune:{id}") for id in ids]


def person_option(phrases: Phrases) -> Option:
    return Option(phrases.person_option, "person")
