"""What the exported linear models and the nearness to what was told make of a reading: how much danger, of which kind, who writes."""

import json
import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast

from bot.safety.kinds import CALM, KINDS, CrisisKind, Voice
from bot.safety.neighbours import Neighbours, load
from bot.safety.reading import Reading

WEIGHTS = Path(__file__).parent / "weights.json"
"""Written by nlu/train_safety.py."""
NEIGHBOURS = Path(__file__).parent / "neighbours.json.gz"
"""The sentences that taught the model, to be compared with; written by the same."""
NEARNESS = 24.0
"""How much nearness to cries that were told counts beside the weighed words and signs."""
KIND_NEARNESS = 12.0
"""The same, where the question is which kind of cry it is."""
ENOUGH_WORDS = 8
"""From so many words on likeness counts in full: a word or two are like many a sentence that holds them."""
_OWN_CHILD = re.compile(r" (?:mi|nostr)[oa] (?:figli[oa]|nipot(?:e|ino|ina)|bambin[oa]|bimb[oa]|alun[oa]) ")
"""As a reading has it: doubled letters are single there."""


class Weighed:
    """One reading on the scales; the features and the likeness are worked out once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._features = reading.features()
        self.words = reading.line.split()
        self.weighed = _margin(_models()["danger"], self._features)
        self._like: dict[str, float] = {kind: _neighbours().likeness(self.words, kind) for kind in KINDS}

    @cached_property
    def margin(self) -> float:
        """How far on the side of danger, below 0 on that of calm."""
        calm = _neighbours().likeness(self.words, CALM)
        return danger(self.weighed, {**self._like, CALM: calm}, len(self.words))

    def is_at_most(self, margin: float) -> bool:
        """Whether the margin is not above this: a few like calm messages, of very many, tell it of nearly every message."""
        if not self.words:
            return self.margin <= margin
        enough = max(self._like.values()) + (self.weighed - margin) / _nearness(len(self.words))
        return _neighbours().likeness(self.words, CALM, enough) >= enough

    @property
    def kind(self) -> CrisisKind:
        """The kind of the certain signs where they agree, else the likeliest."""
        certain = {sign.kind for sign in self._reading.certain}
        if len(certain) == 1:
            return cast(CrisisKind, certain.pop())
        models = _models()["kind"]
        return max(KINDS, key=lambda kind: _margin(models[kind], self._features) + KIND_NEARNESS * self._like[kind])

    @property
    def voice(self) -> Voice:
        """Who writes. Whoever speaks of a child or a pupil of theirs is no minor."""
        models = _models()["voice"]
        voice = cast(Voice, max(models, key=lambda label: _margin(models[label], self._features)))
        return "third_person" if voice == "minor" and _OWN_CHILD.search(self._reading.line) else voice


def danger(weighed: float, like: Mapping[str, float], words: int) -> float:
    """The margin of the words and signs weighed, and of the likeness to what was told of so many words."""
    return weighed + _nearness(words) * (max(like[kind] for kind in KINDS) - like[CALM])


def _nearness(words: int) -> float:
    return NEARNESS * min(1.0, words / ENOUGH_WORDS)


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
