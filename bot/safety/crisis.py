"""Whether a message is a cry for help, of which kind, and who writes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from bot.safety.kinds import CALM, KINDS, CrisisKind, Voice
from bot.safety.neighbours import Neighbours, load
from bot.safety.reading import Reading, read

WEIGHTS = Path(__file__).parent / "weights.json"
"""Written by nlu/train_safety.py."""
NEIGHBOURS = Path(__file__).parent / "neighbours.json.gz"
"""The sentences that taught the model, to be compared with; written by the same."""
NEARNESS = 24.0
"""How much nearness to cries that were told counts beside the weighed words and signs."""
KIND_NEARNESS = 12.0
"""The same, where the question is which kind of cry it is."""
ALONE_MIN = -0.25
"""From this margin of the model on, a message is a cry for help by itself."""
SURE_MIN = 2.0
"""From this margin on it is one whatever the brain makes of it."""
BARE_SURE_MIN = 4.0
"""The same of a word or two without a plain sign of danger: "l'ultima", "stasera", "ho finito" are said of anything."""
STRANGENESS = 7.0
"""How much the brain's doubt counts: what it knows well (a question, a need) is seldom a cry, what is strange to it often."""
CERTAIN_MIN = -3.0
"""A certain sign is enough by itself, unless the model is this sure that the message is calm."""
JUST_READ = 16
"""Messages whose reading is remembered for a moment: one turn asks for it up to three times."""
ENOUGH_WORDS = 8
"""From so many words on likeness counts in full: a word or two are like many a sentence that holds them."""
BARE_WORDS = 4
"""No longer than this is a name with its "sono"."""
_OWN_CHILD = re.compile(r" (?:mi|nostr)[oa] (?:figli[oa]|nipot(?:e|ino|ina)|bambin[oa]|bimb[oa]|alun[oa]) ")
"""As a reading has it: doubled letters are single there."""
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
    features = reading.features()
    words = reading.line.split()
    like = _neighbours().likeness(words)
    margin = danger(_margin(_models()["danger"], features), like, len(words))
    certain = _is_certain(reading) and margin > CERTAIN_MIN
    if not certain and margin <= SURE_MIN - STRANGENESS:
        return None
    return Crisis(
        kind=_kind(reading, features, like),
        voice=_voice(reading, features),
        certain=certain,
        margin=margin,
        asks=any(sign.weight == "service" for sign in reading.comforts),
        is_bare=all(sign.weight == "hint" for sign in reading.dangers) and len(words) <= BARE_WORDS,
    )


def _is_certain(reading: Reading) -> bool:
    comforted = any(sign.weight in COMFORTING for sign in reading.comforts)
    return not comforted and any(sign.weight == "certain" for sign in reading.dangers)


def danger(weighed: float, like: Mapping[str, float], words: int) -> float:
    """The margin of the words and signs weighed, and of the likeness to what was told of so many words."""
    nearness = NEARNESS * min(1.0, words / ENOUGH_WORDS)
    return weighed + nearness * (max(like[kind] for kind in KINDS) - like[CALM])


def _kind(reading: Reading, features: Mapping[str, float], like: Mapping[str, float]) -> CrisisKind:
    """The kind of the certain signs where they agree, else the likeliest."""
    certain = {sign.kind for sign in reading.dangers if sign.weight == "certain"}
    if len(certain) == 1:
        return cast(CrisisKind, certain.pop())
    models = _models()["kind"]
    return max(KINDS, key=lambda kind: _margin(models[kind], features) + KIND_NEARNESS * like[kind])


def _voice(reading: Reading, features: Mapping[str, float]) -> Voice:
    """Who writes. Whoever speaks of a child or a pupil of theirs is no minor."""
    voice = cast(Voice, _best(_models()["voice"], features))
    return "third_person" if voice == "minor" and _OWN_CHILD.search(reading.line) else voice


def _best(models: Mapping[str, Any], features: Mapping[str, float]) -> str:
    return max(models, key=lambda label: _margin(models[label], features))


def _margin(model: Mapping[str, Any], features: Mapping[str, float]) -> float:
    weights = model["weights"]
    total: float = model["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return total


@cache
def _models() -> dict[str, Any]:
    models: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return models


@cache
def _neighbours() -> Neighbours:
    return load(NEIGHBOURS)
