"""The training sentences as the heads want them, and the ones made from them: with typos, two questions in one, a name and a question,
and a courtesy before what is meant."""

import random
from dataclasses import dataclass, replace
from typing import FrozenSet, Iterable, List, Sequence, Tuple

from nlu.components.noise import noisy

SEED = 20261122
ASKING = ("ask", "need")
APPOINTMENT = ("book", "move", "cancel")
WITH_CONCEPT = (*ASKING, *APPOINTMENT)
"""Acts that are done with a concept, named or understood from the talk before."""
MADE = 1500
"""How many examples of each kind are made by joining two: enough for all pairs of aspects, few beside the written ones."""


@dataclass(frozen=True)
class Example:
    """One sentence in normalised words, with its labels; `concept` is empty where only the talk before could tell."""

    text: str
    act: str
    concept: str = ""
    also: Tuple[str, ...] = ()
    aspects: FrozenSet[str] = frozenset()
    language: str = ""


SHORT_WORDS = 8
"""A message this short that names a service holds hardly more than the name."""
COURTESIES = ("greet", "thanks", "goodbye", "affirm", "deny", "praise")
TROUBLES = ("need", "complaint")
COURTESY_WORDS = 3
"""A courtesy no longer than this may open any message: "buongiorno", "no no", "grazie mille"."""


def made_from(examples: Sequence[Example]) -> List[Example]:
    """A copy of each example with typos, and two questions in one message; the same for the same data."""
    rng = random.Random(SEED)
    typos = [replace(e, text=noisy(e.text, rng)) for e in examples]
    slips = [t for t, e in zip(typos, examples, strict=True) if t.text != e.text]
    return [*slips, *_paired(examples, rng), *_opened(examples, rng)]


def _paired(examples: Sequence[Example], rng: random.Random) -> Iterable[Example]:
    """A name and a bare question, on one side or two; two questions about a service; a question within a story; a name and an appointment."""
    asked = [e for e in examples if e.act == "ask" and e.concept]
    named = [e for e in asked if not e.aspects and len(e.text.split()) <= SHORT_WORDS]
    precise = [e for e in asked if len(e.aspects) == 1]
    bare = [e for e in examples if e.act == "ask" and not e.concept and e.aspects]
    on_two_sides = [e for e in bare if len(e.aspects) > 1]
    stories = [e for e in examples if e.act == "need"]
    appointments = [e for e in examples if e.act in APPOINTMENT and not e.concept]
    if not all((named, precise, bare, on_two_sides, stories, appointments)):
        return
    for _ in range(MADE):
        yield _joined(rng.choice(named), rng.choice(bare))
        yield _joined(rng.choice(named), rng.choice(on_two_sides))
        yield _joined(rng.choice(precise), rng.choice(bare))
        question = rng.choice(precise)
        yield replace(question, text=f"{rng.choice(_about(stories, question.concept) or stories).text} {question.text}")
        yield _with_name(rng.choice(appointments), rng.choice(named), rng)


def _opened(examples: Sequence[Example], rng: random.Random) -> Iterable[Example]:
    """A courtesy, and then what is meant, which alone counts: anything; a trouble in few words; a question that goes on from the talk;
    one courtesy more."""
    courtesies = [e for e in examples if e.act in COURTESIES and len(e.text.split()) <= COURTESY_WORDS]
    meant = [e for e in examples if e.act not in COURTESIES]
    short = [e for e in meant if len(e.text.split()) <= SHORT_WORDS]
    troubles = [e for e in short if e.act in TROUBLES]
    going_on = [e for e in short if e.act == "ask" and not e.concept]
    for _ in range(MADE if courtesies and troubles and going_on else 0):
        for each in (rng.choice(meant), rng.choice(troubles), rng.choice(going_on), rng.choice(courtesies)):
            yield replace(each, text=f"{rng.choice(courtesies).text} {each.text}")


def _with_name(appointment: Example, name: Example, rng: random.Random) -> Example:
    """An appointment whose service is named, before or after."""
    words = [appointment.text, name.text]
    rng.shuffle(words)
    return replace(appointment, text=" ".join(words), concept=name.concept)


def _about(stories: Sequence[Example], concept: str) -> List[Example]:
    return [story for story in stories if story.concept == concept]


def _joined(first: Example, second: Example) -> Example:
    return replace(first, text=f"{first.text} {second.text}", aspects=first.aspects | second.aspects)
