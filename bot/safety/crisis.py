"""Whether a message is a cry for help, of which kind, and who writes."""

from dataclasses import dataclass, replace
from functools import lru_cache

from bot.safety.help import help_in
from bot.safety.kinds import CrisisKind, Voice
from bot.safety.reading import Reading, read, stretches
from bot.safety.telling import only_tells, without_what_is_told
from bot.safety.weighing import Weighed

ALONE_MIN = -0.5
"""From this margin of the model on, a message is a cry for help by itself."""
SURE_MIN = 1.25
"""From this margin on it is one whatever the brain makes of it."""
BARE_SURE_MIN = 3.25
"""The same of a word or two without a plain sign of danger: "l'ultima", "stasera", "ho finito" are said of anything."""
STRANGENESS = 7.0
"""How much the brain's doubt counts: what it knows well (a question, a need) is seldom a cry, what is strange to it often."""
CERTAIN_MIN = -3.0
"""A certain sign is enough by itself, unless the model is this sure that the message is calm."""
CERTAIN_WEIGHED_MIN = -2.0
"""Nor does the likeness to calm messages take it back alone, without words that speak for calm: a "buongiorno" in front makes any cry like those."""
JUST_READ = 16
"""Messages whose reading is remembered for a moment: one turn asks for it up to three times."""
BARE_WORDS = 4
"""No longer than this is a name with its "sono"."""
COMFORTING = frozenset({"settled", "study", "care"})
"""With one of these signs a certain one is certain no more: it is long past, for school, or an illness."""


@dataclass(frozen=True)
class Crisis:
    """A cry for help, or what may be one: of which kind, who writes, whether a plain sign says so, the model's margin,
    and whether the message also asks about a service, whose answer then goes with the numbers."""

    kind: CrisisKind
    voice: Voice
    certain: bool
    margin: float
    asks: bool
    is_bare: bool = False
    """A few words without any sign of danger but a hint: a name perhaps, or a choice ("l'ultima"), if that was asked for."""

    @property
    def is_sure(self) -> bool:
        """Whether it needs no second opinion."""
        return self.certain or (self.margin > SURE_MIN and not self.is_bare)

    @property
    def stands_alone(self) -> bool:
        """Whether it is a cry where the brain gives no opinion."""
        return self.certain or self.margin > (BARE_SURE_MIN if self.is_bare else ALONE_MIN)

    def stands_beside(self, familiarity: float) -> bool:
        """Whether it is a cry although the brain knows such messages so well; from 0 to 1."""
        sure = BARE_SURE_MIN if self.is_bare else SURE_MIN
        return self.certain or self.margin > sure - STRANGENESS * (1 - familiarity)


def crisis_in(text: str) -> Crisis | None:
    """The cry for help in a message, if it holds one; without the brain."""
    crisis = suspected(text)
    return crisis if crisis and crisis.stands_alone else None


@lru_cache(maxsize=JUST_READ)
def suspected(text: str) -> Crisis | None:
    """What may be a cry for help, for the brain's second opinion."""
    reading = read(text)
    whole = _judged(without_what_is_told(reading, reading) if only_tells(reading, reading) else reading)
    if whole and whole.certain:
        return whole
    passing = _said_in_passing(text, reading)
    return None if passing is None and help_in(text) else passing or whole


def _said_in_passing(text: str, whole: Reading) -> Crisis | None:
    """A plain cry in a stretch of a message that is calm else: many ordinary words must not outweigh it. What is only told is none."""
    plain = (part for part in stretches(text) if _is_certain(part) and not only_tells(part, whole))
    certain = next((crisis for crisis in map(_judged, plain) if crisis and crisis.certain), None)
    return replace(certain, asks=_asks(whole)) if certain else None


def _judged(reading: Reading) -> Crisis | None:
    weighed = Weighed(reading)
    certain = _is_certain(reading) and (weighed.weighed > CERTAIN_WEIGHED_MIN or weighed.margin > CERTAIN_MIN)
    if not certain and weighed.is_at_most(SURE_MIN - STRANGENESS):
        return None
    return Crisis(
        kind=weighed.kind,
        voice=weighed.voice,
        certain=certain,
        margin=weighed.margin,
        asks=_asks(reading),
        is_bare=all(sign.weight == "hint" for sign in reading.dangers) and len(weighed.words) <= BARE_WORDS,
    )


def _asks(reading: Reading) -> bool:
    return any(sign.weight == "service" for sign in reading.comforts)


def _is_certain(reading: Reading) -> bool:
    return bool(reading.certain) and not any(sign.weight in COMFORTING for sign in reading.comforts)
